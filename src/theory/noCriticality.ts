/** Why an activation has no critical point. */
import type { Activation } from '../activations/activation.ts';
import { universality } from './critical.ts';
import { type KernelKind, PLAIN } from './layer.ts';
import { quadraticMoments } from './moments.ts';
import { equalSusceptibilities, homogeneity } from './universality.ts';

export type NoCriticality =
  /** σ is homogeneous of degree p > 1: χ∥/χ⊥ = (2p - 1)/p at every K, never 1. */
  | { readonly why: 'homogeneous'; readonly p: number }
  /** χ∥ = χ⊥ at this K alone, which would need biases of negative variance C_b to be fixed. */
  | { readonly why: 'negative-biases'; readonly K: number; readonly cw: number; readonly cb: number }
  /** σ′ is 0 wherever it exists, and χ⊥ with it. */
  | { readonly why: 'flat' }
  /** χ∥ is larger, or smaller, than χ⊥ at every K. */
  | { readonly why: 'unequal'; readonly larger: 'parallel' | 'perpendicular' }
  /** γ² ≥ 1: every χ⊥ is above 1, and the kernel grows. */
  | { readonly why: 'carried-whole' }
  /** With a norm χ⊥ is largest without biases, and below 1 even there: this much (γ = 0). */
  | { readonly why: 'normalised'; readonly chiPerp: number };

const cache = new WeakMap<Activation, NoCriticality | null>();

/**
 * The reason, computed from σ alone; null where there is a critical point. Cached per activation for plain layers. With a
 * skip of γ² < 1 and no norm it is that of plain layers, whose χ - 1 are those of these over 1 - γ².
 */
export function noCriticality(activation: Activation, kind: KernelKind = PLAIN): NoCriticality | null {
  if (kind.norm !== 'none' || kind.skip ** 2 >= 1) {
    if (universality(activation, kind).points.length > 0) return null;
    if (kind.skip ** 2 >= 1) return { why: 'carried-whole' };
    const { g, meanSquareDerivative } = quadraticMoments(activation, 1);
    return { why: 'normalised', chiPerp: meanSquareDerivative / g };
  }
  let known = cache.get(activation);
  if (known === undefined) {
    known = findReason(activation);
    cache.set(activation, known);
  }
  return known;
}

function findReason(activation: Activation): NoCriticality | null {
  if (universality(activation).points.length > 0) return null;
  const p = homogeneity(activation);
  if (p !== null && p > 1) return { why: 'homogeneous', p };
  // A root with C_b ≥ 0 would have been a critical point.
  const [equal] = [...equalAtZero(activation), ...equalSusceptibilities(activation)];
  if (equal) return { why: 'negative-biases', ...equal };
  const { gPrime, meanSquareDerivative } = quadraticMoments(activation, 1);
  if (meanSquareDerivative === 0) return { why: 'flat' };
  return { why: 'unequal', larger: gPrime > meanSquareDerivative ? 'parallel' : 'perpendicular' };
}

/** At K = 0, where σ is smooth: χ∥ = C_W (σ′² + σσ″) and χ⊥ = C_W σ′² there (Price's theorem). */
function equalAtZero({ derivatives, kinks }: Activation): { K: number; cw: number; cb: number }[] {
  const [value, slope, curvature] = derivatives.slice(0, 3).map((derivative) => derivative(0)) as [
    number,
    number,
    number,
  ];
  if (kinks.includes(0) || slope === 0 || value === 0 || Math.abs(value * curvature) > 1e-12) return [];
  const cw = 1 / slope ** 2;
  return [{ K: 0, cw, cb: -cw * value ** 2 }];
}
