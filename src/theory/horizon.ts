import type { Activation } from '../activations/activation.ts';
import { standsStill } from './flow.ts';
import { kernelShape, logMeanSquare } from './tabulatedMoments.ts';

/**
 * Layer at which a slowly growing kernel K_l ≈ K_1 / (1 - a1 K_1 (l-1)) runs away, to leading order: 1/(a1 K_1).
 * Infinity where it does not grow (a1 ≤ 0).
 */
export function leadingHorizon(a1: number, k1: number): number {
  return a1 > 0 ? 1 / (a1 * k1) : Number.POSITIVE_INFINITY;
}

/**
 * First layer (1-based) at which the exact flow of one input passes `limitLog10` = log10 K, by default √K ~ 1e38, where
 * float32 ends; null if it has not by layer `deepest`. Every layer has the same C_W.
 */
export function layerOfOverflow(
  activation: Activation,
  { cw, cb }: { readonly cw: number; readonly cb: number },
  k1: number,
  { deepest = 10_000, limitLog10 = 76 } = {},
): number | null {
  const limit = limitLog10 * Math.LN10;
  let logK = Math.log(k1);
  for (let layer = 1; layer <= deepest; layer++) {
    if (logK > limit) return layer;
    const next = Math.log(cb + cw * Math.exp(logMeanSquare(activation, logK)));
    if (next === logK || (layer === 1 && standsStill(logK, next))) return null;
    logK = next;
  }
  return null;
}

/**
 * The non-zero fixed point K* of K → C_W g(K) for a σ homogeneous of degree p > 1 and C_b = 0; for RePU_p
 * (C_W (2p-1)!!/2)^{-1/(p-1)}. Throws RangeError for any other σ.
 */
export function homogeneousFixedPoint(activation: Activation, cw: number): number {
  const { degree, exact } = activation.growth;
  if (!exact || degree <= 1) throw new RangeError(`${activation.label} is not homogeneous of a degree above 1.`);
  return Math.exp(-(Math.log(cw) + kernelShape(activation, 0).logG) / (degree - 1));
}

/** log K_l, exactly: K_l = K* (K_1/K*)^{p^{l-1}}, doubly exponential, up or down. Throws RangeError as above. */
export function doubleExponential(activation: Activation, cw: number, k1: number, layer: number): number {
  const logFixed = Math.log(homogeneousFixedPoint(activation, cw));
  return logFixed + activation.growth.degree ** (layer - 1) * (Math.log(k1) - logFixed);
}
