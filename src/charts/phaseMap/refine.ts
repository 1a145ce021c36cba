import type { PhaseGrid } from './types.ts';

type Outcomes = Pick<PhaseGrid, 'columns' | 'rows' | 'outcome'>;

/**
 * A grid of so many times the columns and rows, whose borders run aslant between the cells rather than in stairs: each
 * point has the median of the four cells around it, weighted by how near they are. No outcome appears that no neighbour
 * has, also where overflow borders on vanishing.
 */
export function refined({ columns, rows, outcome }: Outcomes, factor: number): Outcomes {
  const fine = { columns: columns * factor, rows: rows * factor };
  const [across, down] = [neighbours(columns, factor), neighbours(rows, factor)];
  const to = new Int16Array(fine.columns * fine.rows);
  for (let row = 0; row < fine.rows; row++) {
    const v = down[row]!;
    for (let column = 0; column < fine.columns; column++) {
      const h = across[column]!;
      const a = outcome[v.from * columns + h.from]!;
      const b = outcome[v.from * columns + h.to]!;
      const c = outcome[v.to * columns + h.from]!;
      const d = outcome[v.to * columns + h.to]!;
      to[row * fine.columns + column] =
        a === b && a === c && a === d
          ? a
          : median([
              [a, (1 - v.share) * (1 - h.share)],
              [b, (1 - v.share) * h.share],
              [c, v.share * (1 - h.share)],
              [d, v.share * h.share],
            ]);
    }
  }
  return { ...fine, outcome: to };
}

/** Per fine place, the cells before and after it and how near it is to the second, 0 to 1. */
function neighbours(count: number, factor: number): { from: number; to: number; share: number }[] {
  return Array.from({ length: count * factor }, (_, i) => {
    const at = Math.min(count - 1, Math.max(0, (i + 0.5) / factor - 0.5));
    const from = Math.floor(at);
    return { from, to: Math.min(count - 1, from + 1), share: at - from };
  });
}

/**
 * Of outcomes with weights that sum to 1, in the order from the latest to the earliest loss: survival lies between
 * overflow, the sooner the farther, and vanishing.
 */
function median(weighted: [outcome: number, weight: number][]): number {
  const order = (outcome: number): number => (outcome === 0 ? 0 : 1 / outcome);
  weighted.sort(([a], [b]) => order(a) - order(b));
  let sum = 0;
  for (const [outcome, weight] of weighted) {
    sum += weight;
    if (sum >= 0.5) return outcome;
  }
  return weighted[0]![0];
}
