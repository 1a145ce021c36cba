import type { Activation } from '../activations/activation.ts';
import { hasPlainKernel, type KernelKind, PLAIN } from './layer.ts';
import { bestEffortOfKind, growthAtZero, universalityOfKind } from './layerCriticality.ts';
import { moments } from './moments.ts';
import { findUniversality, homogeneity } from './universality.ts';

export type UniversalityClass = 'scale-invariant' | 'stable' | 'unstable' | 'half-stable' | 'normalised' | 'none';

/** A fixed point K* with χ∥ = χ⊥ = 1; of layers that normalise χ∥ = γ², and only χ⊥ = 1 can be asked for. */
export interface CriticalPoint {
  readonly kind: Exclude<UniversalityClass, 'none'>;
  /** K*; null where any K is (scale invariant). */
  readonly K: number | null;
  readonly cw: number;
  readonly cb: number;
  /** What is critical beside it: every C_W (`weights`), or C_W and C_b times the same factor (`scale`); nothing else if absent. */
  readonly free?: 'weights' | 'scale';
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

/** Computed from σ's derivatives and moments alone (never from its name); cached per activation for plain layers. */
export function universality(activation: Activation, kind: KernelKind = PLAIN): Universality {
  let known = cache.get(activation);
  if (known === undefined) {
    known = findUniversality(activation);
    cache.set(activation, known);
  }
  return hasPlainKernel(kind) ? known : universalityOfKind(activation, known, kind);
}

/** K_1 where nothing else is said. */
const DEFAULT_K1 = 1;
/** At an unstable K* = 0 the last layer stands at this fraction of the horizon. */
const HORIZON_FRACTION = 1 / 4;

/** What `init=critical` means for this activation at depth L, with hidden layers of that kind. */
export function criticalInitialisation(
  activation: Activation,
  depth: number,
  kind: KernelKind = PLAIN,
): CriticalInitialisation {
  const plain = plainInitialisation(activation, depth);
  if (hasPlainKernel(kind)) return plain;
  const [point] = universality(activation, kind).points;
  if (point === undefined) return bestEffortOfKind(activation, plain, kind, depth);
  const { cw, cb } = point;
  if (point.free === 'scale') return { cw, cb, k1: DEFAULT_K1, critical: true };
  // K_1 is the plain one, but where K* = 0 is critical without being so in plain layers.
  const growth = point.free === 'weights' ? growthAtZero(activation, kind, cw, null) : null;
  if (growth === null) return { cw, cb, k1: plain.k1, critical: true };
  const { coefficient, power } = growth;
  return { cw, cb, k1: (HORIZON_FRACTION / ((power - 1) * coefficient * depth)) ** (1 / (power - 1)), critical: true };
}

function plainInitialisation(activation: Activation, depth: number): CriticalInitialisation {
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
