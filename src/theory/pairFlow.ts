/**
 * Two inputs through a network at infinite width: their correlation and their tangent kernel, by layer. With κ as in
 * layerStep.ts and averages over a pair of those variances,
 *     K12' = γ² K12 + C_b + C_W E[σσ'],   χ12 = γ² + C_W E[σ'(z)σ'(z')] (divided by √(K11 K22) with a norm),
 *     Θ12' = 1 + E[σσ'] + χ12 Θ12,   Θ12_1 = 1 + x·x'/n0.
 * What is carried is 1 - c and Θ12/√(Θ11 Θ22), which stay in range and keep their digits where the inputs become one.
 */
import { logKernels } from './flow.ts';
import { logTangentKernel } from './gradients.ts';
import type { KernelLayer, Layer } from './layer.ts';
import { allLogs } from './layerStep.ts';
import { PAIR_TOLERANCE } from './pairAverages.ts';
import { pairStep } from './pairStep.ts';

/** Two inputs as the first layer makes them. */
export interface Pair {
  /** K_1 of each. */
  readonly k1: readonly [number, number];
  /** 1 - c, c = K12/√(K11 K22); 1 where one of them is 0. */
  readonly apart: number;
}

/** All [L]. */
export interface PairFlow {
  /** log K_l of each. */
  readonly logK: readonly [Float64Array, Float64Array];
  /** 1 - c_l. */
  readonly apart: Float64Array;
  /** log Θ_l of each with itself. */
  readonly logTangent: readonly [Float64Array, Float64Array];
  /** Θ12/√(Θ11 Θ22) */
  readonly tangentCorrelation: Float64Array;
  /** Largest estimated error of an average on the way (`PairAverages`). */
  readonly error: number;
}

/** Of K_1, K_1' and their K12. */
export function pairOf(k1: number, other: number, k12: number): Pair {
  const size = Math.sqrt(k1 * other);
  return { k1: [k1, other], apart: size === 0 ? 1 : Math.min(2, Math.max(0, 1 - k12 / size)) };
}

/** Of two inputs themselves, by their distance, so that neighbours keep their digits. */
export function pairOfInputs({ cw, cb }: KernelLayer, x: ArrayLike<number>, y: ArrayLike<number>): Pair {
  let [xx, yy, distance] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += x[i]! * x[i]!;
    yy += y[i]! * y[i]!;
    distance += (x[i]! - y[i]!) ** 2;
  }
  const [a, b] = [cb + (cw * xx) / x.length, cb + (cw * yy) / x.length];
  const size = Math.sqrt(a * b);
  const grown = ((cw / x.length) * (xx - yy)) / (Math.sqrt(a) + Math.sqrt(b));
  const apart = size === 0 ? 1 : ((cw * distance) / x.length - grown ** 2) / (2 * size);
  return { k1: [a, b], apart: Math.min(2, Math.max(0, apart)) };
}

/** Digits by which pairs are told apart: on a line and on a grid many are alike. */
const DIGITS = 12;

/** The same for pairs that every network treats alike. */
export const pairKey = ({ k1, apart }: Pair): string =>
  [Math.min(...k1), Math.max(...k1), apart].map((x) => x.toPrecision(DIGITS)).join();

/** One input's part in its pairs. */
export interface InputFlow {
  readonly logK: Float64Array;
  readonly logTangent: Float64Array;
}

export const inputFlow = (layers: readonly Layer[], k1: number): InputFlow => ({
  logK: logKernels(layers, Math.log(k1)),
  logTangent: logTangentKernel(layers, k1),
});

/** @param tolerance of each average; flows of both inputs are computed unless they are given. */
export function pairFlow(
  layers: readonly Layer[],
  { k1, apart: apart1 }: Pair,
  tolerance = PAIR_TOLERANCE,
  flows: readonly [InputFlow, InputFlow] = [inputFlow(layers, k1[0]), inputFlow(layers, k1[1])],
): PairFlow {
  const [a, b] = flows;
  const apart = new Float64Array(layers.length);
  const tangentCorrelation = new Float64Array(layers.length);
  const meanTangent = (l: number) => (a.logTangent[l]! + b.logTangent[l]!) / 2;
  const { cw, cb } = layers[0]!;
  const k12 = Math.sqrt(k1[0] * k1[1]) * (1 - apart1);
  apart[0] = apart1;
  tangentCorrelation[0] = (1 + (k12 - cb) / cw) * Math.exp(-meanTangent(0));
  let error = 0;
  for (let l = 1; l < layers.length; l++) {
    const step = pairStep(layers[l]!, [a.logK[l - 1]!, b.logK[l - 1]!], apart[l - 1]!, tolerance, allLogs(layers)[l]!);
    apart[l] = step.apart;
    error = Math.max(error, step.error);
    const [before, after] = [meanTangent(l - 1), meanTangent(l)];
    const carried = step.skipped * Math.exp(before - after) + step.slopes * Math.exp(step.logSlope + before - after);
    tangentCorrelation[l] =
      Math.exp(-after) + step.signals * Math.exp(step.logSignal - after) + carried * tangentCorrelation[l - 1]!;
  }
  return { logK: [a.logK, b.logK], apart, logTangent: [a.logTangent, b.logTangent], tangentCorrelation, error };
}
