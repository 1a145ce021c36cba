import type { Domain } from './chart.ts';

/** Whole decades up to a span of 8, coarser beyond, so that the axis does not creep. */
const roundingStep = (span: number): number => (span <= 8 ? 1 : span <= 20 ? 2 : span <= 50 ? 5 : 10);

/** [low, high] in log10, padded and rounded outwards to whole steps; at least `least` decades. */
export function roundedDecades(low: number, high: number, padding: number, least: number): Domain {
  const step = roundingStep(high - low);
  let bottom = Math.floor((low - padding) / step) * step;
  let top = Math.ceil((high + padding) / step) * step;
  // Grown on the emptier side first, in turn.
  while (top - bottom < least) {
    if (low - bottom <= top - high) bottom -= step;
    else top += step;
  }
  return [bottom + 0, top + 0];
}

/** The present domain grown to hold the wanted one: within a run an axis may expand but never shrinks. */
export const grown = (wanted: Domain, previous: Domain | undefined): Domain =>
  previous ? [Math.min(wanted[0], previous[0]), Math.max(wanted[1], previous[1])] : wanted;
