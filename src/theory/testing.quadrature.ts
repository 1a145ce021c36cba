import type { Activation, Moments } from '../activations/activation.ts';
import { integrate } from '../lib/quadrature.ts';
import { DENSITY_AT_ZERO, jumpsShare } from './sampledMoments.ts';
import { NOTHING, reach } from './sigmaCells.ts';

/** Ratio of neighbouring panels' distances from 0: activations vary on the scale of 1, however wide the Gaussian is. */
const GRADING = 4;

export interface EstimatedMoments {
  readonly moments: Moments;
  /** Largest estimated relative error of the four. */
  readonly relativeError: number;
}

/**
 * The averages of `Moments` by adaptive quadrature at this K alone, split at the kinks of σ; K > 0. A hundred times slower
 * than `sampledMoments`, which is held against it: the error is estimated.
 */
export function quadratureMoments(activation: Activation, K: number): EstimatedMoments {
  const { together } = activation;
  // g' = E[σσ'z]/K cancels for small K where σ(0) ≠ 0; g' = E[σ'² + σσ''] (Price's theorem) does not, but needs σ' continuous.
  const priced = activation.smoothness >= 1 && K < 1;
  const { values, relativeError } = gaussianAverages(activation, K, 4, (z, out) => {
    together(z, out);
    const s = out[0]!;
    const d = out[1]!;
    const c = out[2]!;
    out[0] = s * s;
    out[1] = priced ? d * d + s * c : s * d * (z / K);
    out[2] = d * d;
    out[3] = s * s * s * s;
  });
  const [g, smoothPart, meanSquareDerivative, meanFourth] = values as unknown as [number, number, number, number];
  const gPrime = smoothPart + (activation.smoothness < 0 ? jumpsShare(activation, K) : 0);
  return { moments: { g, gPrime, meanSquareDerivative, meanFourth }, relativeError };
}

function gaussianAverages(
  activation: Activation,
  K: number,
  components: number,
  evaluate: (z: number, out: Float64Array) => void,
): { values: Float64Array; relativeError: number } {
  const deviation = Math.sqrt(K);
  const { values, errors } = integrate(
    (x, out) => {
      evaluate(deviation * x, out);
      const weight = DENSITY_AT_ZERO * Math.exp((-x * x) / 2);
      for (let c = 0; c < components; c++) out[c]! *= weight;
    },
    components,
    breakpoints(activation, deviation),
  );
  const relativeError = errors.reduce(
    (worst, e, c) => (e === 0 ? worst : Math.max(worst, e / Math.abs(values[c]!))),
    0,
  );
  return { values, relativeError };
}

/** Panels in units of the standard deviation: kinks, 0, and distances from 0 growing geometrically from σ's own scale. */
function breakpoints({ kinks, growth }: Activation, deviation: number): number[] {
  const end = reach(growth, deviation);
  const points = [0, 1.5, 3, 5.5, end].flatMap((x) => [x, -x]);
  // A bounded σ has all of its slope near 0, wherever that is.
  const least = growth.degree >= 1 ? NOTHING : 0;
  for (let x = Math.max(least, 1.5 / deviation); x < 1; x *= GRADING) points.push(x, -x);
  for (const kink of kinks) if (Math.abs(kink / deviation) < end) points.push(kink / deviation);
  return [...new Set(points.map((x) => x || 0))].sort((a, b) => a - b);
}
