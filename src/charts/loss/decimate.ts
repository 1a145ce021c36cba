import type { Point } from '../shared/chart.ts';

/**
 * Thins a run of thousands of losses to what a screen can show: per pixel column the first, lowest, highest and last,
 * in their order, so that no spike is lost. Returns [pixel, level of the loss]; null where the loss is not a finite number of
 * at least 0, which leaves a gap.
 * @param level place of a loss on the axis, log10 if left out (0 gives -Infinity).
 */
export function decimate(
  steps: ArrayLike<number>,
  losses: ArrayLike<number>,
  x: (step: number) => number,
  level: (loss: number) => number = Math.log10,
): (Point | null)[] {
  const thinned: (Point | null)[] = [];
  let column: Point[] = [];
  const flush = () => {
    thinned.push(...extremes(column));
    column = [];
  };
  for (let index = 0; index < Math.min(steps.length, losses.length); index++) {
    const pixel = x(steps[index] ?? Number.NaN);
    const loss = losses[index] ?? Number.NaN;
    if (!Number.isFinite(pixel) || !Number.isFinite(loss) || loss < 0) {
      flush();
      if (thinned.at(-1) !== null) thinned.push(null);
      continue;
    }
    const first = column[0];
    if (first && Math.floor(first[0]) !== Math.floor(pixel)) flush();
    column.push([pixel, level(loss)]);
  }
  flush();
  return thinned;
}

function extremes(column: readonly Point[]): Point[] {
  if (column.length <= 4) return [...column];
  let lowest = 0;
  let highest = 0;
  column.forEach(([, y], index) => {
    if (y < (column[lowest]?.[1] ?? 0)) lowest = index;
    if (y > (column[highest]?.[1] ?? 0)) highest = index;
  });
  const kept = new Set([0, lowest, highest, column.length - 1]);
  return column.filter((_, index) => kept.has(index));
}
