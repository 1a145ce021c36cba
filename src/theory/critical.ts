import type { Activation } from '../activations/activation.ts';
import { moments } from './moments.ts';
import { findUniversality, homogeneity } from './universality.ts';

export type UniversalityClass = 'scale-invariant' | 'stable' | 'unstable' | 'half-stable' | 'none';

/** A fixed point K* with χ∥ = χ⊥ = 1. */
export interface CriticalPoint {
  readonly kind: Exclude<UniversalityClass, 'none'>;
  /** K*; null where any K is (scale invariant). */
  readonly K: number | null;
  readonly cw: number;
  readonly cb: number;
}

export interface Universality {
  readonly class: UniversalityClass;
  /** σ‴/σ′ + ¾(σ″/σ′)² at 0 where σ(0) = 0, σ is smooth there and σ′(0) ≠ 0, else null. */
  readonly a1: number | null;
  /** Every critical point, primary first. */
  readonly points: readonly CriticalPoint[];
}

export interface CriticalInitialisation {
  readonly cw: number;
  readonly cb: number;
  /** Batch mean of K_1. */
  readonly k1: number;
  /** False: no critical point exists, this is the best effort. */
  readonly critical: boolean;
}

const cache = new WeakMap<Activation, Universality>();

/** Computed from σ's derivatives and moments alone (never from its name); cached per activation. */
export function universality(activation: Activation): Universality {
  let known = cache.get(activation);
  if (known === undefined) {
    known = findUniversality(activation);
    cache.set(activation, known);
  }
  return known;
}

/** K_1 where nothing else is said. */
const DEFAULT_K1 = 1;
/** At an unstable K* = 0, K_1 is this fraction of the one whose horizon is the last layer. */
const HORIZON_FRACTION = 1 / 4;

/** What `init=critical` means for this activation at depth L. */
export function criticalInitialisation(activation: Activation, depth: number): CriticalInitialisation {
  const { a1, points } = universality(activation);
  const primary = points[0];
  if (primary === undefined) return bestEffort(activation);
  const runsAway = primary.kind === 'unstable' && a1 !== null && a1 > 0;
  return {
    cw: primary.cw,
    cb: primary.cb,
    k1: runsAway ? HORIZON_FRACTION / (a1 * depth) : DEFAULT_K1,
    critical: true,
  };
}

/** No critical point: a homogeneous σ stands on its unstable fixed point, any other keeps gradients at K_1 = 1. */
function bestEffort(activation: Activation): CriticalInitialisation {
  const power = homogeneity(activation);
  if (power !== null && power > 1) {
    return { cw: 1, cb: 0, k1: moments(activation, 1).g ** (-1 / (power - 1)), critical: false };
  }
  const { g, meanSquareDerivative } = moments(activation, DEFAULT_K1);
  // A step has no gradient to keep: its kernel stays where it is.
  return { cw: 1 / (meanSquareDerivative || g), cb: 0, k1: DEFAULT_K1, critical: false };
}
