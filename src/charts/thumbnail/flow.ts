/** The predicted variance of a few arms over the layers, small: how they fare at a glance. */

import { FLOAT32_BOTTOM, FLOAT32_TOP } from '../hero/domain.ts';
import { fatePlace } from '../hero/scale.ts';

/** The axis of the main chart: from one end of float32 to the other; what lies beyond leaves the picture. */
const RANGE = [fatePlace(FLOAT32_BOTTOM), fatePlace(FLOAT32_TOP)] as const;

/**
 * A path per curve in a box of that size.
 * @param curves log10 of the variance by layer; -Infinity where it is 0.
 */
export function flowPaths(curves: readonly (readonly number[])[], width: number, height: number): readonly string[] {
  const depth = Math.max(2, ...curves.map(({ length }) => length));
  const x = (layer: number) => 3 + (layer / (depth - 1)) * (width - 6);
  const y = (value: number) => height - 3 - ((value - RANGE[0]) / (RANGE[1] - RANGE[0])) * (height - 6);
  return curves.map((curve) => {
    const points: string[] = [];
    for (const [layer, value] of curve.entries()) {
      const place = fatePlace(value);
      const held = Math.min(RANGE[1], Math.max(RANGE[0], place));
      points.push(`${x(layer).toFixed(1)},${y(held).toFixed(1)}`);
      if (held !== place) break;
    }
    return points.length > 0 ? `M${points.join('L')}` : '';
  });
}
