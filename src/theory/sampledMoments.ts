import type { Activation, Moments } from '../activations/activation.ts';
import { cellsAt, POINT, POINT_SIZE } from './sigmaCells.ts';

/** 1/√2π */
export const DENSITY_AT_ZERO = 0.3989422804014327;

/** The averages of `Moments` from values of σ that serve every K; K > 0. */
export function sampledMoments(activation: Activation, K: number): Moments {
  const { square, slopes, fourth, steep, curved } = averages(activation, K);
  // g' = E[σσ'z]/K cancels for small K where σ(0) ≠ 0; g' = E[σ'² + σσ''] (Price's theorem) does not, but needs σ' continuous.
  const priced = activation.smoothness >= 1 && K < 1;
  const jumps = activation.smoothness < 0 ? jumpsShare(activation, K) : 0;
  return {
    g: square,
    gPrime: (priced ? slopes + curved : steep / K) + jumps,
    meanSquareDerivative: slopes,
    meanFourth: fourth,
  };
}

/** E[σσ''] = g'(K) - E[σ'²], whose zeros are where χ∥ = χ⊥; σ must have a continuous derivative. */
export const meanCurvature = (activation: Activation, K: number): number => averages(activation, K).curved;

/** E[σ²], E[σ'²], E[σ⁴], E[σσ'z] and E[σσ'']. */
function averages(activation: Activation, K: number) {
  const sums = new Float64Array(5);
  for (const { points } of cellsAt(activation, K)) addPoints(points, K, sums);
  const [square, slopes, fourth, steep, curved] = sums as unknown as readonly [number, number, number, number, number];
  return { square, slopes, fourth, steep, curved };
}

/** Numbers and arrays alone, here and in hermiteModes: such a loop is compiled once, whatever activation comes next. */
function addPoints(points: Float64Array, K: number, sums: Float64Array): void {
  const density = DENSITY_AT_ZERO / Math.sqrt(K);
  let square = sums[0]!;
  let slopes = sums[1]!;
  let fourth = sums[2]!;
  let steep = sums[3]!;
  let curved = sums[4]!;
  for (let at = 0; at < points.length; at += POINT_SIZE) {
    const z = points[at + POINT.z]!;
    const weight = points[at + POINT.weight]! * density * Math.exp((-z * z) / (2 * K));
    const s = points[at + POINT.right]!;
    const t = points[at + POINT.left]!;
    const d = points[at + POINT.slopeRight]!;
    const e = points[at + POINT.slopeLeft]!;
    // The weight first: σ⁴ may be more than float64 holds.
    const right = s * s * weight;
    const left = t * t * weight;
    square += right + left;
    fourth += s * s * right + t * t * left;
    slopes += (d * d + e * e) * weight;
    steep += (s * d - t * e) * z * weight;
    curved += points[at + POINT.curved]! * weight;
  }
  sums[0] = square;
  sums[1] = slopes;
  sums[2] = fourth;
  sums[3] = steep;
  sums[4] = curved;
}

/** What the jumps of σ² add to g'(K): more of the Gaussian's mass comes to lie beyond them as K grows. */
export function jumpsShare({ derivatives: [value], kinks }: Activation, K: number): number {
  return kinks.reduce((sum, kink) => {
    const beside = 1e-9 * Math.max(1, Math.abs(kink));
    const jump = value(kink + beside) ** 2 - value(kink - beside) ** 2;
    const density = (DENSITY_AT_ZERO / Math.sqrt(K)) * Math.exp((-kink * kink) / (2 * K));
    return sum + (jump * kink * density) / (2 * K);
  }, 0);
}
