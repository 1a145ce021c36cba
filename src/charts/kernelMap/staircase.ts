import type { Domain, Point } from '../shared/chart.ts';

export interface Staircase {
  /** [log10 K, log10 K'], all within the window: up to the map, across to the diagonal, up again. */
  readonly points: readonly Point[];
  /** Where it leaves the window, coming from `from`. */
  readonly exit: { readonly at: Point; readonly from: Point } | null;
}

/**
 * The cobweb of a flow: from K_1 on the axis to (K_1, K_2) on the map, across to (K_2, K_2) on the diagonal, and so on,
 * up to where it first leaves the window. Empty if K_1 lies outside. `iterates` is log10 K_l; ±Infinity counts as outside.
 */
export function staircase(iterates: readonly number[], [low, high]: Domain): Staircase {
  const inside = (value: number) => value >= low && value <= high;
  const first = iterates[0];
  if (first === undefined || !inside(first)) return { points: [], exit: null };
  const points: Point[] = [[first, low]];
  let k = first;
  for (const next of iterates.slice(1)) {
    if (Number.isNaN(next)) break;
    if (!inside(next)) {
      const from: Point = points.length === 1 ? [k, low] : [k, k];
      const at: Point = [k, next > high ? high : low];
      // A first step straight down from the axis would have no length.
      if (at[1] === from[1]) return { points, exit: null };
      return { points: [...points, at], exit: { at, from } };
    }
    points.push([k, next], [next, next]);
    k = next;
  }
  return { points, exit: null };
}
