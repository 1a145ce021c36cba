import type { Activation } from '../activations/activation.ts';
import { standsStill } from './flow.ts';
import type { KernelLayer } from './layer.ts';
import { logNextKernel, logsOf } from './layerStep.ts';
import { kernelShape } from './tabulatedMoments.ts';

/**
 * Layer at which a slowly growing kernel runs away, to leading order: 1/(a1 K_1) of K' = K + a1 K², which makes
 * K_l ≈ K_1 / (1 - a1 K_1 (l-1)), and 1/((p-1) c K_1^{p-1}) of K' = K + c K^p. Infinity where it does not grow.
 */
export function leadingHorizon(coefficient: number, k1: number, power = 2): number {
  return coefficient > 0 ? 1 / ((power - 1) * coefficient * k1 ** (power - 1)) : Number.POSITIVE_INFINITY;
}

/**
 * First layer (1-based) at which the exact flow of one input passes `limitLog10` = log10 K, by default √K ~ 1e38, where
 * float32 ends; null if it has not by layer `deepest`. Every layer is the same.
 */
export function layerOfOverflow(
  layer: KernelLayer,
  k1: number,
  { deepest = 10_000, limitLog10 = 76 } = {},
): number | null {
  const limit = limitLog10 * Math.LN10;
  const logs = logsOf(layer);
  let logK = Math.log(k1);
  for (let number = 1; number <= deepest; number++) {
    if (logK > limit) return number;
    const next = logNextKernel(layer, logK, logs);
    if (next === logK || (number === 1 && standsStill(logK, next))) return null;
    logK = next;
  }
  return null;
}

/**
 * The non-zero fixed point K* of K → γ² K + C_W g(K) for a σ homogeneous of degree p > 1 and C_b = 0; for RePU_p
 * ((1 - γ²)/(C_W (2p-1)!!/2))^{1/(p-1)}. Throws RangeError for any other σ and for γ² ≥ 1.
 */
export function homogeneousFixedPoint(activation: Activation, cw: number, skip = 0): number {
  const { degree, exact } = activation.growth;
  if (!exact || degree <= 1) throw new RangeError(`${activation.label} is not homogeneous of a degree above 1.`);
  if (skip ** 2 >= 1) throw new RangeError(`With a skip of ${skip} there is no fixed point but 0.`);
  return Math.exp(-(Math.log(cw) + kernelShape(activation, 0).logG - Math.log1p(-skip * skip)) / (degree - 1));
}

/** log K_l, exactly: K_l = K* (K_1/K*)^{p^{l-1}}, doubly exponential, up or down. Throws RangeError as above. */
export function doubleExponential(activation: Activation, cw: number, k1: number, layer: number): number {
  const logFixed = Math.log(homogeneousFixedPoint(activation, cw));
  return logFixed + activation.growth.degree ** (layer - 1) * (Math.log(k1) - logFixed);
}
