/** The predicted variance of a few arms over the layers, small: how they fare at a glance. */

/** log10 of the variance that the picture reaches from and to; what lies beyond leaves it. */
const RANGE = [-6, 12] as const;

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
      const held = Math.min(RANGE[1] + 1, Math.max(RANGE[0] - 1, value));
      points.push(`${x(layer).toFixed(1)},${y(held).toFixed(1)}`);
      if (held !== value) break;
    }
    return points.length > 0 ? `M${points.join('L')}` : '';
  });
}
