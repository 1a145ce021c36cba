import type { PhaseGrid } from './types.ts';

type Outcomes = Pick<PhaseGrid, 'columns' | 'rows' | 'outcome'>;

/** Cells to either side that have a say, and the standard deviation of their weights, in cells. */
const REACH = 3;
const SPREAD = 1.5;
const WINDOW = 2 * REACH + 1;

/**
 * A grid of so many times the columns and rows, whose borders are curves rather than stairs: each point has the median of the
 * cells around it, weighted by how near they are. A border that is straight stays where it is, and no outcome appears that
 * no cell around has, also where overflow borders on vanishing.
 */
export function refined({ columns, rows, outcome }: Outcomes, factor: number): Outcomes {
  const to = new Int16Array(columns * factor * rows * factor);
  const beside = besideBorders({ columns, rows, outcome });
  const offset = (phase: number): number => (phase + 0.5) / factor - 0.5;
  const kernels = Array.from({ length: factor * factor }, (_, phase) =>
    windowKernel(offset(Math.floor(phase / factor)), offset(phase % factor)),
  );
  const around = new Int16Array(WINDOW * WINDOW);
  const sums = new Float64Array(WINDOW * WINDOW);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const corner = (row * columns * factor + column) * factor;
      if (!beside[cell]) {
        for (let i = 0; i < factor; i++) {
          const from = corner + i * columns * factor;
          to.fill(outcome[cell]!, from, from + factor);
        }
        continue;
      }
      windowAround({ columns, rows, outcome }, row, column, around);
      const present = presentIn(around);
      for (let k = 0; k < around.length; k++) around[k] = present.indexOf(around[k]!);
      for (let phase = 0; phase < factor * factor; phase++) {
        const [i, j] = [Math.floor(phase / factor), phase % factor];
        to[corner + i * columns * factor + j] = present[medianOf(around, kernels[phase]!, sums)]!;
      }
    }
  }
  return { columns: columns * factor, rows: rows * factor, outcome: to };
}

/** The outcomes around a cell; beyond the edge the last ones go on. */
function windowAround({ columns, rows, outcome }: Outcomes, row: number, column: number, to: Int16Array): void {
  let at = 0;
  for (let i = row - REACH; i <= row + REACH; i++) {
    const from = Math.min(rows - 1, Math.max(0, i)) * columns;
    for (let j = column - REACH; j <= column + REACH; j++) {
      to[at++] = outcome[from + Math.min(columns - 1, Math.max(0, j))]!;
    }
  }
}

/** The outcomes in a window, which are few, in their order. */
function presentIn(around: Int16Array): number[] {
  const present: number[] = [];
  let last = Number.NaN;
  for (let k = 0; k < around.length; k++) {
    const one = around[k]!;
    if (one !== last && !present.includes(one)) present.push(one);
    last = one;
  }
  return present.sort((a, b) => rankOf(a) - rankOf(b));
}

/** The first of numbers 0, 1, … that has half of the weight with those before it. `sums` is room to work in. */
function medianOf(numbers: Int16Array, weights: Float64Array, sums: Float64Array): number {
  sums.fill(0);
  for (let k = 0; k < numbers.length; k++) sums[numbers[k]!]! += weights[k]!;
  let number = 0;
  // A sum of weights that are exactly half is rounded either way.
  for (let sum = sums[0]!; sum < 0.5 - 1e-12; sum += sums[number]!) number++;
  return number;
}

/** Weights of a window for a point that is off its middle by so much of a cell down and across. */
function windowKernel(down: number, across: number): Float64Array {
  const [rows, columns] = [kernel(down), kernel(across)];
  return Float64Array.from({ length: WINDOW * WINDOW }, (_, k) => rows[Math.floor(k / WINDOW)]! * columns[k % WINDOW]!);
}

/** Weights of the cells around one, for a point that is off its middle by so much of a cell; their sum is 1. */
function kernel(offset: number): Float64Array {
  const weights = Float64Array.from({ length: WINDOW }, (_, i) =>
    Math.exp(-(((i - REACH - offset) / SPREAD) ** 2) / 2),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** 1 for every cell within one of a border: farther the median is its own outcome wherever the border is smooth. */
function besideBorders({ columns, rows, outcome }: Outcomes): Uint8Array {
  const beside = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const right = column + 1 < columns && outcome[cell + 1] !== outcome[cell];
      const below = row + 1 < rows && outcome[cell + columns] !== outcome[cell];
      if (!right && !below) continue;
      for (let i = Math.max(0, row - 1); i <= Math.min(rows - 1, row + 2); i++) {
        beside.fill(1, i * columns + Math.max(0, column - 1), i * columns + Math.min(columns, column + 3));
      }
    }
  }
  return beside;
}

/** Layers that an outcome may name. */
const MOST_LAYERS = 64;

/** From vanishing at layer 1 over survival to overflow at layer 1: 0 … 128. */
const rankOf = (outcome: number): number =>
  outcome > 0 ? 2 * MOST_LAYERS + 1 - outcome : outcome < 0 ? -outcome - 1 : MOST_LAYERS;
