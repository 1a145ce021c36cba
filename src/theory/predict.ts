import { logSum } from '../lib/logarithms.ts';
import { mean } from '../lib/statistics.ts';
import { kernelFlow, logKernels } from './flow.ts';
import type { Layer } from './layer.ts';
import { mergeLayer } from './ordered.ts';

/** What is asked: one arm's initialisation and its inputs. */
export interface PredictionInput {
  /** [L] */
  readonly layers: readonly Layer[];
  /** K_1 of every example of the batch (duplicates are computed once). */
  readonly k1PerExample: Float64Array;
  readonly inputDimension: number;
  readonly width: number;
  readonly outputDimension: number;
}

/** All [L]. */
export interface Prediction {
  /** Batch mean of K_l; null beyond float64. */
  readonly variance: readonly (number | null)[];
  /** log10 of the same; -Infinity only where it is exactly 0. */
  readonly varianceLog10: readonly number[];
  /** log10 K_l of the largest input. */
  readonly largestLog10: readonly number[];
  /** χ∥(K_l), χ⊥(K_l) for the input of mean size; Infinity beyond float64. */
  readonly chiParallel: readonly number[];
  readonly chiPerp: readonly number[];
  /** First layer (1-based) at which the largest input's |z| ~ √K_l passes 1e38; null if none up to L. */
  readonly overflowLayer: number | null;
  /** First layer at which the batch mean of K_l falls below the square of float32's smallest positive number (≈ 2e-90); null if none. */
  readonly underflowLayer: number | null;
  /** First layer from which on all inputs have become one, though the signal lives (ordered.ts); null if none. */
  readonly mergeLayer: number | null;
}

/** log10 of K at which |z| ~ √K passes 1e38, the engines' threshold of overflow. */
export const OVERFLOW_LOG10 = 76;
/** log10 of the square of float32's smallest positive number, 2^-149. */
export const UNDERFLOW_LOG10 = -298 * Math.log10(2);

/** The theory of one arm at initialisation: a pure function of its numbers. Throws RangeError on an empty batch. */
export function predict(input: PredictionInput): Prediction {
  const { layers: network, k1PerExample } = input;
  if (k1PerExample.length === 0) throw new RangeError('A prediction needs at least one input.');
  const depth = network.length;
  const batch = distinct(k1PerExample).map(({ k1, share }) => ({
    logShare: Math.log(share),
    logK: logKernels(network, Math.log(k1)),
  }));
  const layers = Array.from({ length: depth }, (_, l) => l);
  const varianceLog10 = layers.map((l) => logSum(batch.map(({ logShare, logK }) => logShare + logK[l]!)) / Math.LN10);
  // σ need not be monotonic in size, so the largest is looked for at every layer.
  const largestLog10 = layers.map((l) => batch.reduce((max, b) => Math.max(max, b.logK[l]!), -Infinity) / Math.LN10);

  const flow = kernelFlow(network, Math.log(mean(k1PerExample)));
  return {
    variance: varianceLog10.map((log10) => representable(log10 * Math.LN10)),
    varianceLog10,
    largestLog10,
    chiParallel: [...flow.chiParallel],
    chiPerp: [...flow.chiPerp],
    overflowLayer: firstLayer(largestLog10, (log10) => log10 > OVERFLOW_LOG10),
    underflowLayer: firstLayer(varianceLog10, (log10) => log10 < UNDERFLOW_LOG10),
    // Across a jump inputs come apart that σ′ knows nothing of.
    mergeLayer: network.some(({ activation }) => activation.smoothness < 0) ? null : mergeLayer(flow, network[0]!.cb),
  };
}

/** The distinct values with the fraction of the batch that has each. */
function distinct(values: Float64Array): { k1: number; share: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([k1, count]) => ({ k1, share: count / values.length }));
}

/** e^log where float64 has it (0 where it is exactly 0), else null. */
export function representable(log: number): number | null {
  const value = Math.exp(log);
  const lost = value === Infinity || (value === 0 && log !== Number.NEGATIVE_INFINITY);
  return lost ? null : value;
}

function firstLayer(values: readonly number[], holds: (value: number) => boolean): number | null {
  const index = values.findIndex(holds);
  return index < 0 ? null : index + 1;
}
