import type { KernelShape } from './kernelShape.ts';
import type { Layer } from './layer.ts';
import { allLogs, entered, logNextKernel, logSumOfParts, parallel, perpendicular } from './layerStep.ts';
import { kernelShape } from './tabulatedMoments.ts';

/** The flow of one input, all [L]. Infinity stands for what float64 cannot hold, never NaN. */
export interface KernelFlow {
  /** log K_l; -Infinity where K_l = 0. */
  readonly logK: Float64Array;
  /** χ∥(K_l) and χ⊥(K_l) of layer l+1 (the last layer's own once more at l = L). */
  readonly chiParallel: Float64Array;
  readonly chiPerp: Float64Array;
}

/** What a layer hands on: the parts of K', all over K'. */
export interface Shares {
  /** C_W g(κ)/K' */
  readonly made: number;
  /** γ² K/K' */
  readonly carried: number;
}

/** One step of a flow, from layer l to the next. */
export interface FlowStep extends Shares {
  readonly layer: Layer;
  /** At log κ, of which σ is taken. */
  readonly shape: KernelShape;
  readonly logKappa: number;
}

/**
 * A first layer that changes log K by less than this leaves it where it is: the input stands on a fixed point to the twelve
 * digits of an initialisation (experiment/setup.ts). Followed by its digits, an unstable K* would show a rounding error,
 * doubled by every layer of RePU(2), as if it were a flow; a K that truly moves so slowly has gone nowhere in 64 layers.
 */
const STANDS = 1e-11;

/** Does an input with `logK1`, of which the next layer makes `next`, stand on a fixed point? */
export const standsStill = (logK1: number, next: number): boolean => Math.abs(next - logK1) < STANDS;

/** Do two layers make the same kernel of the same? */
const makesTheSame = (a: Layer, b: Layer): boolean =>
  a.cw === b.cw && a.cb === b.cb && a.skip === b.skip && a.norm === b.norm && a.activation === b.activation;

/**
 * log K_l of one input, [L], by layers of which the first made K_1 of it. A power p at each of 64 layers makes it ~ p^63,
 * which float64 holds.
 */
export function logKernels(layers: readonly Layer[], logK1: number): Float64Array {
  const logK = new Float64Array(layers.length);
  logK[0] = logK1;
  const second = layers[1];
  if (second === undefined) return logK;
  const logs = allLogs(layers);
  const still = standsStill(logK1, logNextKernel(second, logK1, logs[1]));
  for (let l = 1; l < logK.length; l++) {
    const layer = layers[l]!;
    logK[l] = still && makesTheSame(layer, second) ? logK[l - 1]! : logNextKernel(layer, logK[l - 1]!, logs[l]);
  }
  return logK;
}

/**
 * The same with susceptibilities.
 * @param visit called with every step between two layers, in their order; with null where float64 cannot hold it.
 */
export function kernelFlow(
  layers: readonly Layer[],
  logK1: number,
  visit: (step: FlowStep | null, l: number) => void = () => {},
): KernelFlow {
  const depth = layers.length;
  const logK = logKernels(layers, logK1);
  const [chiParallel, chiPerp] = [new Float64Array(depth), new Float64Array(depth)];
  const logs = allLogs(layers);
  for (let l = 0; l < depth; l++) {
    const step = Math.min(l + 1, depth - 1);
    const layer = layers[step]!;
    const ownLogs = logs[step]!;
    const { at, logKappa, shape, logMade, logRatio } = entered(layer, logK[l]!, kernelShape, ownLogs);
    if (logMade === Number.POSITIVE_INFINITY) {
      // σ grows exponentially, and here g(K) has left even the logarithms.
      chiParallel[l] = Number.POSITIVE_INFINITY;
      chiPerp[l] = Number.POSITIVE_INFINITY;
      if (l + 1 < depth) visit(null, l);
      continue;
    }
    const ratio = Math.exp(logRatio);
    chiParallel[l] = parallel(layer, shape, ratio);
    chiPerp[l] = perpendicular(layer, shape, ratio);
    if (l + 1 === depth) break;
    const next = logSumOfParts(ownLogs, logMade, at);
    const carried = layer.skip === 0 ? 0 : Math.exp(at - next + ownLogs.skip);
    visit({ layer, shape, logKappa, made: Math.exp(logMade - next), carried }, l);
  }
  return { logK, chiParallel, chiPerp };
}

/** The part of K_1 that does not come from the biases. */
export const weightedShare = ({ cb }: Layer, logK: number): number => (cb === 0 ? 1 : -Math.expm1(Math.log(cb) - logK));
