/** Criticality where layers skip or normalise, from what plain layers of the same σ have. */
import type { Activation } from '../activations/activation.ts';
import type { CriticalInitialisation, CriticalPoint, Universality } from './critical.ts';
import type { KernelKind } from './layer.ts';
import { quadraticMoments } from './moments.ts';
import { kernelShape } from './tabulatedMoments.ts';

/** So small a K that g is its leading power there. */
const NEAR_ZERO = Math.log(1e-20);

/** K' = K + coefficient K^power + … near a critical K* = 0. */
export interface GrowthAtZero {
  readonly coefficient: number;
  readonly power: number;
}

/**
 * What C_W = 1 adds to K near 0 where σ starts with a power above the first, as RePU does: c K^p, since
 * g(K) = (2p-1)!!/2 K^p. Null for any other σ.
 */
function superlinear(activation: Activation): GrowthAtZero | null {
  if (activation.derivatives[0](0) !== 0) return null;
  const { logG, exponent } = kernelShape(activation, NEAR_ZERO);
  const power = Number(exponent.toPrecision(9));
  if (!(power > 1)) return null;
  return { coefficient: Math.exp(logG - power * NEAR_ZERO), power };
}

/**
 * K' = K + … at the K* = 0 that is critical for this kind of layer: with γ² < 1 the plain map's a1 (1 - γ²), and with γ = 1
 * and no norm what C_W g(K) itself is, of a σ that starts with a power above the first. Null where there is none.
 */
export function growthAtZero(
  activation: Activation,
  { skip, norm }: KernelKind,
  cw: number,
  plainA1: number | null,
): GrowthAtZero | null {
  if (norm !== 'none') return null;
  if (skip ** 2 < 1) return plainA1 === null ? null : { coefficient: (1 - skip ** 2) * plainA1, power: 2 };
  const growth = skip ** 2 === 1 ? superlinear(activation) : null;
  return growth && { ...growth, coefficient: cw * growth.coefficient };
}

/** See `universality`. */
export function universalityOfKind(activation: Activation, plain: Universality, kind: KernelKind): Universality {
  const rest = 1 - kind.skip ** 2;
  if (kind.norm !== 'none') {
    const point = rest > 0 ? normedPoint(activation, rest) : null;
    return { class: point === null ? 'none' : 'normalised', a1: null, points: point === null ? [] : [point] };
  }
  if (rest > 0) {
    // K' = γ² K + (1 - γ²) F(K): the fixed points of F, and every χ - 1 is (1 - γ²) times F's.
    return {
      class: plain.class,
      a1: plain.a1 === null ? null : rest * plain.a1,
      points: plain.points.map((point) => ({ ...point, cw: rest * point.cw, cb: rest * point.cb })),
    };
  }
  const growth = growthAtZero(activation, kind, 1, plain.a1);
  if (growth === null) return { class: 'none', a1: null, points: [] };
  const a1 = growth.power === 2 ? growth.coefficient : growth.power > 2 ? 0 : null;
  return { class: 'unstable', a1, points: [{ kind: 'unstable', K: 0, cw: 1, cb: 0, free: 'weights' }] };
}

/**
 * χ⊥ = 1 where C_b/C_W = E[σ'²] - g(1), at any factor of both: with this one K* = 1. Null where no C_b ≥ 0 does it.
 * @param rest 1 - γ²
 */
function normedPoint(activation: Activation, rest: number): CriticalPoint | null {
  const { g, meanSquareDerivative } = quadraticMoments(activation, 1);
  const biases = 1 - g / meanSquareDerivative;
  if (!(biases > -1e-12)) return null;
  return { kind: 'normalised', K: 1, cw: rest / meanSquareDerivative, cb: rest * Math.max(0, biases), free: 'scale' };
}

/**
 * See `criticalInitialisation`, which it is to where there is no critical point: with γ² < 1 the plain best effort, weights
 * and biases times 1 - γ²; where the signal is carried through whole, 1/L of the weights, so that all L layers add one.
 */
export function bestEffortOfKind(
  activation: Activation,
  plain: CriticalInitialisation,
  { skip, norm }: KernelKind,
  depth: number,
): CriticalInitialisation {
  const rest = 1 - skip ** 2;
  const share = rest > 0 ? rest : 1 / depth;
  if (norm !== 'none') return { cw: share / quadraticMoments(activation, 1).g, cb: 0, k1: 1, critical: false };
  return { cw: share * plain.cw, cb: rest > 0 ? rest * plain.cb : 0, k1: plain.k1, critical: false };
}
