import type { Activation } from '../activations/activation.ts';
import { logAddExp } from '../lib/logarithms.ts';
import { kernelShape, logMeanSquare } from './tabulatedMoments.ts';

/** C_W and C_b by which layer l+1 is made from layer l. */
export interface Initialisation {
  /** C_W of each layer, [L]; the first one's made K_1 from the input. */
  readonly cw: readonly number[];
  readonly cb: number;
}

/** The flow of one input, all [L]. Infinity stands for what float64 cannot hold, never NaN. */
export interface KernelFlow {
  /** log K_l; -Infinity where K_l = 0. */
  readonly logK: Float64Array;
  /** χ∥(K_l) = C_W g'(K_l) and χ⊥(K_l) = C_W E[σ'²], with the C_W of layer l+1 (the last layer's own at l = L). */
  readonly chiParallel: Float64Array;
  readonly chiPerp: Float64Array;
  /** V_l / K_l², where V_l / n is the variance of the layer variance beyond the 2 K²/n_l of n_l neurons (leading order). */
  readonly relativeV: Float64Array;
}

/**
 * A first layer that changes log K by less than this leaves it where it is: the input stands on a fixed point to the twelve
 * digits of an initialisation (experiment/setup.ts). Followed by its digits, an unstable K* would show a rounding error,
 * doubled by every layer of RePU(2), as if it were a flow; a K that truly moves so slowly has gone nowhere in 64 layers.
 */
const STANDS = 1e-11;

/** Does an input with `logK1`, of which the next layer makes `next`, stand on a fixed point? */
export const standsStill = (logK1: number, next: number): boolean => Math.abs(next - logK1) < STANDS;

/** log K_l of one input, [L]: K_{l+1} = C_b + C_W g(K_l). A power p at each of 64 layers makes it ~ p^63, which float64 holds. */
export function logKernels(activation: Activation, { cw, cb }: Initialisation, logK1: number): Float64Array {
  const logCb = Math.log(cb);
  const next = (l: number, from: number) => logAddExp(logCb, Math.log(cw[l]!) + logMeanSquare(activation, from));
  const still = cw.length > 1 && standsStill(logK1, next(1, logK1));
  const logK = new Float64Array(cw.length);
  logK[0] = logK1;
  for (let l = 1; l < logK.length; l++) {
    logK[l] = still && cw[l] === cw[1] ? logK[l - 1]! : next(l, logK[l - 1]!);
  }
  return logK;
}

/** The same with susceptibilities and the finite-width recursion V_{l+1} = χ∥² V_l + C_W² (E[σ⁴] - g²), divided by K². */
export function kernelFlow(activation: Activation, initialisation: Initialisation, logK1: number): KernelFlow {
  const { cw, cb } = initialisation;
  const depth = cw.length;
  const logK = logKernels(activation, initialisation, logK1);
  const [chiParallel, chiPerp, relativeV] = [0, 1, 2].map(() => new Float64Array(depth)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let l = 0; l < depth; l++) {
    const { logG, exponent, slopeRatio, kurtosis } = kernelShape(activation, nonZero(logK[l]!));
    const logWeighted = Math.log(cw[Math.min(l + 1, depth - 1)]!) + logG;
    if (logWeighted === Number.POSITIVE_INFINITY) {
      // σ grows exponentially, and here g(K) has left even the logarithms.
      chiParallel[l] = Number.POSITIVE_INFINITY;
      chiPerp[l] = Number.POSITIVE_INFINITY;
      if (l + 1 < depth) relativeV[l + 1] = Number.POSITIVE_INFINITY;
      continue;
    }
    const ratio = Math.exp(logWeighted - nonZero(logK[l]!)); // C_W g / K
    chiParallel[l] = exponent === 0 ? 0 : exponent * ratio;
    chiPerp[l] = slopeRatio === 0 ? 0 : slopeRatio * ratio;
    if (l + 1 < depth) {
      // C_W g / K_{l+1}, the part of the next kernel that does not come from its biases.
      const share = cb === 0 ? 1 : Math.exp(logWeighted - logK[l + 1]!);
      relativeV[l + 1] = share ** 2 * (exponent ** 2 * relativeV[l]! + Math.max(0, kurtosis - 1));
    }
  }
  return { logK, chiParallel, chiPerp, relativeV };
}

/** Susceptibilities at K = 0 are their limits for K → 0: float64's smallest number stands in for it. */
export function nonZero(logK: number): number {
  return logK === Number.NEGATIVE_INFINITY ? Math.log(Number.MIN_VALUE) : logK;
}
