import type { PhaseGrid } from './types.ts';

type Outcomes = Pick<PhaseGrid, 'columns' | 'rows' | 'outcome'>;

/** Cells to either side that have a say, and the standard deviation of their weights, in cells. */
const REACH = 3;
const SPREAD = 1.5;

/**
 * A grid of so many times the columns and rows, whose borders are curves rather than stairs: each point has the median of the
 * cells around it, weighted by how near they are. A border that is straight stays where it is, and no outcome appears that
 * no cell around has, also where overflow borders on vanishing.
 */
export function refined({ columns, rows, outcome }: Outcomes, factor: number): Outcomes {
  const to = new Int16Array(columns * factor * rows * factor);
  const beside = nearBorders({ columns, rows, outcome });
  const kernels = Array.from({ length: factor }, (_, phase) => kernel((phase + 0.5) / factor - 0.5));
  const weights = new Float64Array(2 * MOST_LAYERS + 1);
  const inside = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));
  const medianAt = (row: number, column: number, down: Float64Array, across: Float64Array): number => {
    weights.fill(0);
    for (let i = -REACH; i <= REACH; i++) {
      const from = inside(row + i, rows) * columns;
      for (let j = -REACH; j <= REACH; j++) {
        weights[rankOf(outcome[from + inside(column + j, columns)]!)]! += down[i + REACH]! * across[j + REACH]!;
      }
    }
    let rank = 0;
    for (let sum = weights[0]!; sum < 0.5; sum += weights[rank]!) rank++;
    return outcomeOf(rank);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      kernels.forEach((down, i) => {
        kernels.forEach((across, j) => {
          const at = (row * factor + i) * columns * factor + column * factor + j;
          to[at] = beside[cell] ? medianAt(row, column, down, across) : outcome[cell]!;
        });
      });
    }
  }
  return { columns: columns * factor, rows: rows * factor, outcome: to };
}

/** Weights of the cells around one, for a point that is off its middle by so much of a cell; their sum is 1. */
function kernel(offset: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * REACH + 1 }, (_, i) =>
    Math.exp(-(((i - REACH - offset) / SPREAD) ** 2) / 2),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** 1 for every cell that reaches another outcome. */
function nearBorders({ columns, rows, outcome }: Outcomes): Uint8Array {
  const near = new Uint8Array(columns * rows);
  const mark = (row: number, column: number): void => {
    for (let i = Math.max(0, row - REACH); i <= Math.min(rows - 1, row + REACH + 1); i++) {
      const from = Math.max(0, column - REACH);
      near.fill(1, i * columns + from, i * columns + Math.min(columns, column + REACH + 2));
    }
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const right = column + 1 < columns && outcome[cell + 1] !== outcome[cell];
      const below = row + 1 < rows && outcome[cell + columns] !== outcome[cell];
      if (right || below) mark(row, column);
    }
  }
  return near;
}

/** Layers that an outcome may name. */
const MOST_LAYERS = 64;

/** From vanishing at layer 1 over survival to overflow at layer 1: 0 … 128. */
const rankOf = (outcome: number): number =>
  outcome > 0 ? 2 * MOST_LAYERS + 1 - outcome : outcome < 0 ? -outcome - 1 : MOST_LAYERS;

const outcomeOf = (rank: number): number =>
  rank > MOST_LAYERS ? 2 * MOST_LAYERS + 1 - rank : rank < MOST_LAYERS ? -rank - 1 : 0;
