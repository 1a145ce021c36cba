import type { Activation } from '../activations/activation.ts';
import { oddFactorial } from '../lib/gaussian.ts';
import { moments } from './moments.ts';

/** The Gaussian averages as ratios that stay in range however large or small K is. */
export interface KernelShape {
  /** log g(K) */
  readonly logG: number;
  /** K g'(K) / g(K): the local power of g. */
  readonly exponent: number;
  /** K E[σ'²] / g(K) */
  readonly slopeRatio: number;
  /** E[σ⁴] / g(K)² */
  readonly kurtosis: number;
}

/** log K below which σ is replaced by its leading power: a relative correction of order K (√K at a kink in 0). */
export const SMALLEST_LOG_K = Math.log(1e-40);

/** log K above which σ is replaced by its growth: E[σ⁴] ~ K^{2·degree} must stay within float64. */
export function largestLogK(activation: Activation): number {
  return Math.log(1e280) / Math.max(2 * activation.growth.degree, 1.25);
}

/** Within float64's range of the moments. */
export function shapeFromMoments(activation: Activation, logK: number): KernelShape {
  const K = Math.exp(logK);
  const { g, gPrime, meanSquareDerivative, meanFourth } = moments(activation, K);
  return {
    logG: Math.log(g),
    exponent: (K * gPrime) / g,
    slopeRatio: (K * meanSquareDerivative) / g,
    kurtosis: meanFourth / (g * g),
  };
}

/** σ = coefficient |z|^degree on each side: exact for a homogeneous σ, the limit K → ∞ for any other. */
export function grownShape({ growth }: Activation, logK: number): KernelShape {
  const { degree, right, left } = growth;
  const meanSquare = ((right ** 2 + left ** 2) / 2) * oddFactorial(2 * degree - 1);
  const meanFourth = ((right ** 4 + left ** 4) / 2) * oddFactorial(4 * degree - 1);
  return {
    logG: Math.log(meanSquare) + (degree === 0 ? 0 : degree * logK),
    exponent: degree,
    slopeRatio: degree === 0 ? 0 : degree ** 2 / (2 * degree - 1),
    kurtosis: meanFourth / meanSquare ** 2,
  };
}

/** The limit K → 0: the power law that g has at `SMALLEST_LOG_K` (`edge`), where it holds to the last bit. */
export function shrunkShape(edge: KernelShape, logK: number): KernelShape {
  // Where σ(0) ≠ 0, g tends to a constant and both powers to 0 in proportion to K.
  const power = Math.round(edge.exponent);
  const fade = power === 0 ? Math.exp(logK - SMALLEST_LOG_K) : 1;
  return {
    logG: edge.logG + (power === 0 ? 0 : power * (logK - SMALLEST_LOG_K)),
    exponent: edge.exponent * fade,
    slopeRatio: edge.slopeRatio * fade,
    kurtosis: edge.kurtosis,
  };
}
