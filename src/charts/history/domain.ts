import type { Domain } from '../shared/chart.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import type { HistoryArm } from './types.ts';

const LEAST_DECADES = 2;
/** An arm that runs away leaves the scale so many decades beyond where the arms began, or nothing else could be told apart. */
const REACH = 4;
/** No float64 has a larger logarithm, up or down. */
const FARTHEST = 330;

/**
 * log10 variance at the ends of the colour scale: that of the arms that train, an arm that failed at initialisation having
 * no history; what lies beyond has the colour of the end. Given the `previous` of the same run it only expands.
 */
export function historyDomain(arms: readonly HistoryArm[], previous?: Domain): Domain {
  const training = arms.filter(({ failedAt }) => failedAt !== 0);
  const shown = training.length > 0 ? training : arms;
  const start = range(shown.flatMap(({ log10 }) => log10.slice(0, 1)));
  const all = range(shown.flatMap(({ log10 }) => log10));
  if (!start || !all) return previous ?? [-LEAST_DECADES / 2, LEAST_DECADES / 2];
  const low = Math.max(all[0], start[0] - REACH);
  const high = Math.min(all[1], start[1] + REACH);
  return grown(roundedDecades(low, high, 0, LEAST_DECADES), previous);
}

/** Smallest and largest number; null where there is none. */
function range(rows: readonly (readonly (number | null)[])[]): Domain | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    for (const value of row) {
      if (value === null || !(Math.abs(value) <= FARTHEST)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
