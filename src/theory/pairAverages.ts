/** What one activation makes of two inputs at infinite width: the averages that K12 and the tangent kernel need. */
import type { Activation } from '../activations/activation.ts';
import { arcCosine, arcCosineLoss } from './arcCosine.ts';
import { largestLogK, OSCILLATING_LOG_K, SMALLEST_LOG_K } from './kernelShape.ts';
import { pairQuadrature } from './pairQuadrature.ts';

export interface PairAverages {
  /** 1 - E[σ(z)σ(z')]/√(g g'): inputs that grow alike differ by less than float64 keeps beside 1. */
  readonly apart: number;
  /** E[σ'(z)σ'(z')] over the root of E[σ'²] of both. */
  readonly slopes: number;
  /** Estimated, of either; 0 for a closed form. */
  readonly error: number;
}

/** Of a quadrature's own estimate, which is a hundred times what its error turns out to be. */
export const PAIR_TOLERANCE = 1e-8;

/**
 * Over (z, z') of variances e^{logK} and correlation 1 - `apart`: by arc-cosine kernels for a σ that is a whole power on
 * either side of 0 (linear, ReLU, leaky ReLU, RePU), else by quadrature of `tolerance`. Beyond the range in which σ is
 * averaged it is the power that it grows with.
 */
export function pairAverages(
  activation: Activation,
  logK: readonly [number, number],
  apart: number,
  tolerance = PAIR_TOLERANCE,
): PairAverages {
  const { exact, degree, rate } = activation.growth;
  if (apart === 0 && logK[0] === logK[1]) return ALIKE;
  if (exact && Number.isInteger(degree)) return ofPower(activation, apart);
  if (exact) return integrated(activation, [0, 0], apart, tolerance);
  const largest = largestLogK(activation);
  if (rate > 0 && Math.max(...logK) > largest) return ofExponential(rate, logK, apart);
  const oscillates = activation.growth.oscillation !== null;
  const end = oscillates ? Math.min(largest, OSCILLATING_LOG_K) : largest;
  const held = logK.map((log) => Math.max(SMALLEST_LOG_K, Math.min(end, log))) as [number, number];
  return integrated(activation, held, apart, tolerance);
}

/** One input with itself. */
const ALIKE: PairAverages = { apart: 0, slopes: 1, error: 0 };

/** Inputs closer than this are followed by the power of their distance: what a jump of σ makes of it goes as its root. */
const CLOSEST = 1e-12;

function integrated(
  activation: Activation,
  logK: readonly [number, number],
  apart: number,
  tolerance: number,
): PairAverages {
  if (apart === 0 || apart >= CLOSEST) return pairQuadrature(activation, logK, apart, tolerance);
  const none = pairQuadrature(activation, logK, 0, tolerance);
  const near = pairQuadrature(activation, logK, CLOSEST, tolerance);
  const share = (apart / CLOSEST) ** (activation.smoothness < 0 ? 0.5 : 1);
  return { ...near, apart: none.apart + share * (near.apart - none.apart) };
}

/** σ = right z^p for z > 0, left |z|^p for z < 0. */
function ofPower({ growth: { degree: p, right, left } }: Activation, apart: number): PairAverages {
  const theta = 2 * Math.asin(Math.sqrt(Math.min(1, Math.max(0, apart / 2))));
  const [same, crossed] = [right ** 2 + left ** 2, 2 * right * left];
  const opposite = (power: number) =>
    crossed === 0 ? 0 : ((crossed / same) * arcCosine(power, Math.PI - theta)) / arcCosine(power, 0);
  return {
    apart: arcCosineLoss(p, theta) - opposite(p),
    slopes: p === 0 ? 0 : 1 - arcCosineLoss(p - 1, theta) - opposite(p - 1),
    error: 0,
  };
}

/** σ ~ e^{rate z}, whose averages are those of a log-normal. */
function ofExponential(rate: number, [a, b]: readonly [number, number], apart: number): PairAverages {
  const [K, other] = [Math.exp(a), Math.exp(b)];
  const distance = (Math.sqrt(K) - Math.sqrt(other)) ** 2 + 2 * apart * Math.sqrt(K * other);
  return {
    apart: -Math.expm1((-(rate ** 2) * distance) / 2),
    slopes: Math.exp((-(rate ** 2) * distance) / 2),
    error: 0,
  };
}
