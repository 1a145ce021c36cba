import type { Domain } from '../shared/chart.ts';
import { roundedDecades } from '../shared/steady.ts';
import type { KernelArm } from './types.ts';

/** Always in view: around K = 1 an activation that has a scale of its own bends away from a power law. */
const HOME: Domain = [-2, 1];
/** Decades beyond K_1 and beyond a fixed point up to which iterates are followed. */
const FOLLOWED = 3;
const PADDING = 0.6;
const LEAST_DECADES = 5;
const MOST_DECADES = 20;
/** Beyond float64 nothing is an anchor. */
const FARTHEST = 308;

/**
 * Range of log10 K for a kernel map: around every fixed point and every K_1, and with the iterates that stay within some
 * decades of them, however far the flow runs away. It does not depend on the samples of the maps, which are taken over it.
 */
export function kernelWindow(
  arms: readonly Pick<KernelArm, 'iteratesLog10' | 'largestLog10' | 'fixedPoints'>[],
): Domain {
  const anchors = arms.flatMap(({ iteratesLog10, largestLog10 = [], fixedPoints }) => [
    ...iteratesLog10.slice(0, 1),
    ...largestLog10.slice(0, 1),
    ...fixedPoints.map(({ log10K }) => log10K),
  ]);
  const [low, high] = hull(
    HOME,
    anchors.filter((log10K) => Math.abs(log10K) <= FARTHEST),
  );
  const iterates = arms.flatMap(({ iteratesLog10, largestLog10 = [] }) => [...iteratesLog10, ...largestLog10]);
  const followed = iterates.filter((log10K) => log10K >= low - FOLLOWED && log10K <= high + FOLLOWED);
  const [bottom, top] = roundedDecades(...hull([low, high], followed), PADDING, LEAST_DECADES);
  // Arms that start very far apart: centred between them, since nothing would be recognised at such a scale.
  if (top - bottom <= MOST_DECADES) return [bottom, top];
  const middle = Math.round((bottom + top) / 2);
  return [middle - MOST_DECADES / 2, middle + MOST_DECADES / 2];
}

const hull = ([low, high]: Domain, values: readonly number[]): Domain =>
  values.reduce<Domain>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [low, high]);
