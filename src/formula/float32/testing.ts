/** How float32 forms are held against float64. */
import { type Expression, nodesOf, z } from '../graph.ts';
import { FLOAT32_MAX } from './simulate.ts';

/** Both signs, from subnormal-free tiny to the largest that the engines let pass, dense where functions bend; every kink itself. */
export const GRID = Float32Array.from(
  [0, 1e-30, 1e-12, 1e-6, 1e-3, 0.03, 0.2, 0.26, 0.49, 0.5, 0.51, 0.75, 0.99, 1, 1.01, 1.4, 1.42, 1.9, 2.5, 3]
    .concat([
      3.3, 4, 4.7, 6, 6.1, 8, 10.5, 14.2, 19, 31, 61, 79, 81, 90, 105, 400, 1e3, 3.3e5, 1e8, 1e12, 1e19, 2e19, 1e30,
      9e37,
    ])
    .flatMap((x) => [x, -x]),
);

/**
 * The worst deviation from float64 over the grid and where it is, relative, or absolute below 1: what float32 is of a
 * difference of numbers of order 1. Values beyond float32 are not compared.
 */
export function worstDeviation(
  exact: (z: number) => number,
  measured: ArrayLike<number>,
  formula: Expression,
): [deviation: number, at: number] {
  // Beyond, the spacing of float32 and the range reduction limit what sin can mean; the rounding of a multiple of z shifts
  // the phase already.
  const turning = nodesOf(formula).filter(
    ({ op, operands: [angle] }) => /^(sin|cos)$/.test(op) && /^(z|mul)$/.test(angle!.op),
  );
  const farthest = turning.length === 0 ? 1e38 : turning.every(({ operands }) => operands[0] === z) ? 1e3 : 10;
  let [deviation, at] = [0, Number.NaN];
  GRID.forEach((x, i) => {
    const expected = exact(x);
    if (Math.abs(x) > farthest) {
      if (!Number.isFinite(measured[i]!)) [deviation, at] = [Number.POSITIVE_INFINITY, x];
      return;
    }
    if (!(Math.abs(expected) < FLOAT32_MAX)) return;
    const d = Math.abs(measured[i]! - expected) / Math.max(Math.abs(expected), 1);
    if (!(d <= deviation)) [deviation, at] = [d, x];
  });
  return [deviation, at];
}
