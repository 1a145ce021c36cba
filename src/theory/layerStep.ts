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

/** The logarithms of a layer's numbers, taken once for all the kernels that go through it. */
export interface LayerLogs {
  readonly cw: number;
  readonly cb: number;
  /** log γ²; -Infinity where nothing skips. */
  readonly skip: number;
}

export const logsOf = ({ cw, cb, skip }: KernelLayer): LayerLogs => ({
  cw: Math.log(cw),
  cb: Math.log(cb),
  skip: 2 * Math.log(Math.abs(skip)),
});

const logsOfLists = new WeakMap<readonly KernelLayer[], readonly LayerLogs[]>();

/** Of all layers of a network, remembered: every input of a batch goes through them. */
export function allLogs(layers: readonly KernelLayer[]): readonly LayerLogs[] {
  const known = logsOfLists.get(layers) ?? layers.map(logsOf);
  logsOfLists.set(layers, known);
  return known;
}

/** A kernel at a layer's door, and what the weights make of it. */
export interface Entered<Shape> {
  /** log K, of K = 0 its stand-in. */
  readonly at: number;
  readonly logKappa: number;
  /** Averages of σ at κ. */
  readonly shape: Shape;
  /** log C_W g(κ) */
  readonly logMade: number;
  /** log C_W g(κ)/K */
  readonly logRatio: number;
}

/** @param shapeOf which averages are asked for: `kernelShape` or the cheaper `slopeShape`. */
export function entered<Shape extends Pick<KernelShape, 'logG'>>(
  layer: KernelLayer,
  logK: number,
  shapeOf: (activation: KernelLayer['activation'], logKappa: number) => Shape,
  logs = logsOf(layer),
): Entered<Shape> {
  const at = nonZero(logK);
  const logKappa = nonZero(logNormed(layer, logK));
  const shape = shapeOf(layer.activation, logKappa);
  const logMade = logs.cw + shape.logG;
  return { at, logKappa, shape, logMade, logRatio: logMade - at };
}

/** log K' */
export function logNextKernel(layer: KernelLayer, logK: number, logs = logsOf(layer)): number {
  return logSumOfParts(logs, logs.cw + logMeanSquare(layer.activation, logNormed(layer, logK)), logK);
}

/** log K' of its parts, `logMade` being log C_W g(κ). */
export function logSumOfParts(logs: LayerLogs, logMade: number, logK: number): number {
  return logAddExp(logs.cb, logSignal(logs, logMade, logK));
}

/** log of what in K' does not come from the biases: γ² K + C_W g(κ). */
export function logSignal({ skip }: LayerLogs, logMade: number, logK: number): number {
  return skip === Number.NEGATIVE_INFINITY ? logMade : logAddExp(logMade, logK + skip);
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
export function logPerpendicular({ skip }: LayerLogs, slopeRatio: number, logRatio: number): number {
  const made = logRatio + Math.log(slopeRatio);
  return skip === Number.NEGATIVE_INFINITY ? made : logAddExp(made, skip);
}

/** log |χ∥|. Of a σ whose mean square falls as K grows, as a Gaussian's does, the weights' part is negative. */
export function logParallel({ norm }: KernelKind, { skip }: LayerLogs, exponent: number, logRatio: number): number {
  const made = norm === 'none' ? logRatio + Math.log(Math.abs(exponent)) : Number.NEGATIVE_INFINITY;
  if (skip === Number.NEGATIVE_INFINITY) return made;
  return exponent >= 0 ? logAddExp(made, skip) : Math.log(Math.abs(Math.exp(skip) - Math.exp(made)));
}
