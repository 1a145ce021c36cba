/**
 * What one layer makes of one input's kernel K at infinite width, in logarithms. With κ = K, or 1 where the layer
 * normalises, and the averages of σ taken at κ:
 *     K' = γ² K + C_b + C_W g(κ),   χ∥ = γ² + C_W g'(K) (γ² with a norm),   χ⊥ = γ² + C_W E[σ'²] (divided by K with a norm).
 * Gaussian and orthogonal weights agree here.
 */
import { logAddExp } from '../lib/logarithms.ts';
import type { KernelShape } from './kernelShape.ts';
import type { KernelKind, KernelLayer } from './layer.ts';
import { logMeanSquare } from './tabulatedMoments.ts';

/** Susceptibilities at K = 0 are their limits for K → 0: float64's smallest number stands in for it. */
export function nonZero(logK: number): number {
  return logK === Number.NEGATIVE_INFINITY ? Math.log(Number.MIN_VALUE) : logK;
}

/** log κ, the variance of what σ is applied to. Nothing has been made of an input of size 0. */
export function logNormed({ norm }: KernelKind, logK: number): number {
  return norm === 'none' || logK === Number.NEGATIVE_INFINITY ? logK : 0;
}

/** log K' */
export function logNextKernel(layer: KernelLayer, logK: number): number {
  return logSumOfParts(layer, logMade(layer, logMeanSquare(layer.activation, logNormed(layer, logK))), logK);
}

/** log C_W g(κ), the part of K' that the weights make. */
export const logMade = ({ cw }: Pick<KernelLayer, 'cw'>, logG: number): number => Math.log(cw) + logG;

/** log K' of its parts. */
export function logSumOfParts({ cb, skip }: KernelLayer, logWeighted: number, logK: number): number {
  return logAddExp(Math.log(cb), logSignal(skip, logWeighted, logK));
}

/** log of what in K' does not come from the biases: γ² K + C_W g(κ). */
export function logSignal(skip: number, logWeighted: number, logK: number): number {
  return skip === 0 ? logWeighted : logAddExp(logWeighted, logK + 2 * Math.log(Math.abs(skip)));
}

/** χ∥ of a layer in which C_W g(κ)/K is `ratio`. */
export function parallel({ skip, norm }: KernelKind, { exponent }: Pick<KernelShape, 'exponent'>, ratio: number) {
  return skip * skip + (norm !== 'none' || exponent === 0 ? 0 : exponent * ratio);
}

/** χ⊥; that the norm divides by √K is in `ratio`. */
export function perpendicular({ skip }: KernelKind, { slopeRatio }: Pick<KernelShape, 'slopeRatio'>, ratio: number) {
  return skip * skip + (slopeRatio === 0 ? 0 : slopeRatio * ratio);
}

/** log χ⊥, `logRatio` being log C_W g(κ)/K. */
export function logPerpendicular({ skip }: KernelKind, slopeRatio: number, logRatio: number): number {
  const made = logRatio + Math.log(slopeRatio);
  return skip === 0 ? made : logAddExp(made, 2 * Math.log(Math.abs(skip)));
}

/** log |χ∥|. Of a σ whose mean square falls as K grows, as a Gaussian's does, the weights' part is negative. */
export function logParallel(kind: KernelKind, exponent: number, logRatio: number): number {
  const { skip, norm } = kind;
  const made = norm === 'none' ? logRatio + Math.log(Math.abs(exponent)) : Number.NEGATIVE_INFINITY;
  if (skip === 0) return made;
  const carried = 2 * Math.log(Math.abs(skip));
  return exponent >= 0 ? logAddExp(made, carried) : Math.log(Math.abs(Math.exp(carried) - Math.exp(made)));
}
