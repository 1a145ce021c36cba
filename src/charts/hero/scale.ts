/** The vertical scales of the main chart: where log10 of a variance K stands on its axis (docs/theory.md, "The axis"). */
import type { Domain } from '../shared/chart.ts';
import { powerOfTen } from '../shared/format.ts';
import type { Tick } from '../shared/ticks.ts';
import { FLOAT32_BOTTOM } from './domain.ts';

/** `fate` shows both ends of float32 and what lives between them; `log` is the plain logarithm of what there is. */
export type VarianceScaleName = 'fate' | 'log';

/** log10 K that doubles K: within a factor of two of 1 the scale `fate` is linear in log K. */
const DOUBLING = Math.log10(2);

/**
 * Place of log10 K on the scale `fate`, in units of its own; any number, ±Infinity included. asinh(log2 K) is odd about
 * K = 1, and for large |log K| the logarithm of it, so that doubling log K is always one step.
 */
export const fatePlace = (log10: number): number => Math.asinh(log10 / DOUBLING);

/** log10 K at a place of the scale `fate`. */
export const fateLog10 = (place: number): number => DOUBLING * Math.sinh(place);

/**
 * log10 K at the ends of the scale `fate`, which depend on no data: symmetric about K = 1, both ends of float32 within.
 * @param length of the axis, CSS pixels.
 * @param zone room for the zone below float32, CSS pixels; the zone above, whose edge is nearer to 1, has a little more.
 */
export function fateDomain(length: number, zone: number): Domain {
  const end = fateLog10((fatePlace(-FLOAT32_BOTTOM) * length) / (length - 2 * zone));
  return [-end, end];
}

/** 10, 10^3, 10^10 and 10^30: about equally far apart where K is far from 1. */
const RUNGS = [1, 3, 10, 30];

/**
 * Ticks of the scale `fate`: 1, and the rungs and their inverses, evenly thinned until numbers stand at least `distance`
 * pixels apart; rungs without a number are minor ticks.
 * @param y pixel of a log10 K.
 */
export function fateTicks(y: (log10: number) => number, distance: number): Tick[] {
  const apart = (rungs: readonly number[]) =>
    rungs.every((rung, index) => y(rungs[index - 1] ?? 0) - y(rung) >= distance);
  // Counted from the outermost rung, which says how far the axis goes.
  const everyNth = (n: number) => RUNGS.filter((_, index) => (RUNGS.length - 1 - index) % n === 0);
  const labelled = RUNGS.map((_, index) => everyNth(index + 1)).find(apart) ?? [];
  return [0, ...RUNGS.flatMap((rung) => [rung, -rung])].map((value) => ({
    value,
    label: value === 0 || labelled.includes(Math.abs(value)) ? tickLabel(value) : null,
  }));
}

/** The numbers nearest to 1 in full, as they are said. */
const tickLabel = (log10: number): string => (Math.abs(log10) <= 1 ? String(10 ** log10) : powerOfTen(log10));
