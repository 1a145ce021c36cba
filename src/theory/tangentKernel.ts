import type { Layer } from './layer.ts';
import { inputFlow, type PairFlow, pairFlow, pairKey, pairOfInputs } from './pairFlow.ts';

/** The neural tangent kernel of a batch at infinite width, of one output unit, [inputs × inputs]. */
export interface TangentKernel {
  /** log Θ of every input with itself. */
  readonly logDiagonal: Float64Array;
  /** Θ_ij/√(Θ_ii Θ_jj), row by row. */
  readonly correlation: Float64Array;
  /** Largest estimated error of an average on the way; 0 where all are in closed form. */
  readonly error: number;
}

/** A picture shows less; a pair takes a few milliseconds a layer where σ has no closed form (docs/theory.md). */
const TOLERANCE = 1e-6;

/** The same of the preactivations of every layer. */
export interface TangentKernels {
  /** log Θ_l of every input with itself, [L] for each input. */
  readonly logDiagonal: readonly Float64Array[];
  /** Θ_ij/√(Θ_ii Θ_jj) of each layer, [L], row by row. */
  readonly correlation: readonly Float64Array[];
  readonly error: number;
}

/** @param inputs [count × dimension], as the network sees them. */
export function tangentKernels(
  layers: readonly Layer[],
  inputs: ArrayLike<number>,
  dimension: number,
  tolerance = TOLERANCE,
): TangentKernels {
  const count = Math.floor(inputs.length / dimension);
  const rows = Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: dimension }, (_, k) => inputs[i * dimension + k]!),
  );
  const first = layers[0]!;
  const flows = rows.map((x) => inputFlow(layers, pairOfInputs(first, x, x).k1[0]));
  const correlation = layers.map(() => new Float64Array(count * count).fill(1));
  const known = new Map<string, PairFlow>();
  let error = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const pair = pairOfInputs(first, rows[i]!, rows[j]!);
      const key = pairKey(pair);
      const flow = known.get(key) ?? pairFlow(layers, pair, tolerance, [flows[i]!, flows[j]!]);
      known.set(key, flow);
      error = Math.max(error, flow.error);
      correlation.forEach((own, l) => {
        own[i * count + j] = flow.tangentCorrelation[l]!;
        own[j * count + i] = flow.tangentCorrelation[l]!;
      });
    }
  }
  return { logDiagonal: flows.map(({ logTangent }) => logTangent), correlation, error };
}

/** Of the last layer. @param inputs [count × dimension], as the network sees them. */
export function tangentKernel(
  layers: readonly Layer[],
  inputs: ArrayLike<number>,
  dimension: number,
  tolerance = TOLERANCE,
): TangentKernel {
  const { logDiagonal, correlation, error } = tangentKernels(layers, inputs, dimension, tolerance);
  return {
    logDiagonal: Float64Array.from(logDiagonal, (log) => log.at(-1)!),
    correlation: correlation.at(-1)!,
    error,
  };
}
