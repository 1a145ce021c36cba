import type { Domain } from '../shared/chart.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import type { VarianceArm } from './types.ts';

/** log10 of the variance at which |z| ~ √variance passes float32's largest number, 3.4·10³⁸. */
export const FLOAT32_TOP = 2 * Math.log10(3.4028234663852886e38);
/** log10 of the variance at which |z| ~ √variance falls below float32's smallest positive number, 1.4·10⁻⁴⁵. */
export const FLOAT32_BOTTOM = 2 * Math.log10(1.401298464324817e-45);

/** Share of the axis given to a zone beyond float32: room for its name. */
const ZONE_SHARE = 0.13;
const PADDING = 0.3;
const LEAST_DECADES = 4;

/**
 * Range of log10 variance that shows every arm. As long as all curves stay within float32, the axis follows them;
 * as soon as one leaves it, the axis goes on to the edge of float32 and shows the zone beyond, however far the curve flies.
 * Given the `previous` domain of the same run it only expands.
 */
export function varianceDomain(arms: readonly VarianceArm[], previous?: Domain): Domain {
  const values = arms.flatMap((arm) => [...arm.predictedLog10, ...arm.ghostLog10, ...arm.measuredLog10]);
  const known = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  const overflows = known.some((value) => value > FLOAT32_TOP) || arms.some((arm) => arm.failure?.kind === 'overflow');
  const vanishes = known.some((value) => value < FLOAT32_BOTTOM);

  const held = known.filter((value) => value >= FLOAT32_BOTTOM && value <= FLOAT32_TOP);
  if (overflows) held.push(FLOAT32_TOP);
  if (vanishes) held.push(FLOAT32_BOTTOM);
  if (held.length === 0) held.push(0);

  const [low, high] = roundedDecades(Math.min(...held), Math.max(...held), PADDING, LEAST_DECADES);
  const bottom = vanishes ? FLOAT32_BOTTOM : Math.max(low, FLOAT32_BOTTOM);
  const top = overflows ? FLOAT32_TOP : Math.min(high, FLOAT32_TOP);
  const zones = Number(overflows) + Number(vanishes);
  const zone = ((top - bottom) * ZONE_SHARE) / (1 - zones * ZONE_SHARE);
  return grown([bottom - (vanishes ? zone : 0), top + (overflows ? zone : 0)], previous);
}
