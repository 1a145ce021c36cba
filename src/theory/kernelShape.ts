import type { Activation } from '../activations/activation.ts';
import { absoluteMoment } from '../lib/gaussian.ts';
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

/** log K from which on a power that drifts is taken as it is there. */
const DRIFTING_LOG_K = Math.log(1e40);

/** log K from which on a Gaussian is so wide that it averages over all phases of what oscillates. */
export const OSCILLATING_LOG_K = Math.log(400);

/** log K above which σ is replaced by its growth: E[σ⁴] ~ K^{2·degree} must stay within float64. */
export function largestLogK({ growth: { degree, rate, settled, oscillation }, closedMoments }: Activation): number {
  // Quadrature would follow each turn.
  if (oscillation !== null && !closedMoments) return OSCILLATING_LOG_K;
  // E[e^{4 rate z}] is followed to its peak at z = 4 rate K, where the Gaussian must not have left float64; whole, since a
  // segment of the table reaches on to the next whole number.
  if (rate > 0) return Math.floor(Math.log(30 / rate ** 2));
  const largest = Math.log(1e280) / Math.max(2 * degree, 1.25);
  return settled ? largest : Math.min(largest, DRIFTING_LOG_K);
}

/** Within float64's range of the moments. */
export function shapeFromMoments(activation: Activation, logK: number): KernelShape {
  const K = Math.exp(logK);
  const { g, gPrime, meanSquareDerivative, meanFourth } = moments(activation, K);
  // Less than float64 holds, as P(z > 0.5) is for a narrow Gaussian.
  if (g === 0) return { logG: Math.log(Number.MIN_VALUE), exponent: 0, slopeRatio: 0, kurtosis: 1 };
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
  const meanSquare = ((right ** 2 + left ** 2) / 2) * absoluteMoment(2 * degree);
  const meanFourth = ((right ** 4 + left ** 4) / 2) * absoluteMoment(4 * degree);
  return {
    logG: Math.log(meanSquare) + (degree === 0 ? 0 : degree * logK),
    exponent: degree,
    slopeRatio: degree <= 0.5 ? 0 : degree ** 2 / (2 * degree - 1),
    kurtosis: meanFourth / meanSquare ** 2,
  };
}

/** A trend ~ z^degree with turns beside it: g = A K^degree + B K^{degree - 1}, which `far` tells apart by its exponent. */
function oscillatingShape(
  degree: number,
  slopeDegree: number,
  far: { readonly logK: number; readonly shape: KernelShape },
  logK: number,
): KernelShape {
  const further = logK - far.logK;
  const share = degree - far.shape.exponent;
  const fading = share * Math.exp(-further);
  const rise = degree * further + Math.log(1 - share + fading);
  return {
    logG: far.shape.logG + rise,
    exponent: degree - fading / (1 - share + fading),
    slopeRatio: far.shape.slopeRatio * Math.exp((slopeDegree + 1) * further - rise),
    kurtosis: far.shape.kurtosis,
  };
}

/** Beyond the range of float64, from the shape at its end (`far`): σ's own power, or what continues a σ that has none. */
export function beyondShape(
  activation: Activation,
  far: { readonly logK: number; readonly shape: KernelShape },
  logK: number,
): KernelShape {
  const { degree, right, left, rate, settled, oscillation } = activation.growth;
  if (oscillation !== null && !activation.closedMoments) return oscillatingShape(degree, oscillation, far, logK);
  if (rate > 0) {
    // E[e^{2 rate z}] = e^{2 rate² K} and E[e^{4 rate z}] = e^{8 rate² K}.
    const K = Math.exp(logK);
    const further = rate ** 2 * (K - Math.exp(far.logK));
    return {
      logG: far.shape.logG + 2 * further,
      exponent: 2 * rate ** 2 * K,
      slopeRatio: rate ** 2 * K,
      kurtosis: Math.exp(Math.log(far.shape.kurtosis) + 4 * further),
    };
  }
  if (!settled || (degree === 0 && right === 0 && left === 0)) {
    // Where σ vanishes on both sides, the mass within reach thins out.
    return { ...far.shape, logG: far.shape.logG + far.shape.exponent * (logK - far.logK) };
  }
  return grownShape(activation, logK);
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

/** K = 0 itself, where a σ that jumps there is not its limit: it takes the one value σ(0). */
export function shapeAtZero({ derivatives: [value] }: Activation): KernelShape {
  return { logG: 2 * Math.log(Math.abs(value(0))), exponent: 0, slopeRatio: 0, kurtosis: 1 };
}
