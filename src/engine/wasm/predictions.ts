/** Outputs of networks at any points, a chunk of them at a time. */
import type { WasmArm } from './arm.ts';
import type { ExampleRows } from './examples.ts';

/** Networks of one memory. */
export interface Predicting {
  readonly examples: ExampleRows;
  /** By arm; null where nothing is wanted. */
  readonly arms: readonly (WasmArm | null)[];
}

/**
 * @param replicaOf the network of an arm that answers, as it was kept.
 * @param inputs [points × inputDimension], unscaled
 * @returns [points × perPoint] per arm
 */
export function predictions(
  { examples, arms }: Predicting,
  replicaOf: (arm: number) => number,
  inputs: Float32Array,
  inputDimension: number,
  perPoint: number,
): readonly (Float32Array | null)[] {
  const points = inputs.length / inputDimension;
  const { count } = examples.chunk;
  const outputs = arms.map((arm) => arm && new Float32Array(points * perPoint));
  for (let first = 0; first < points; first += count) {
    examples.placeChunk(inputs, first);
    const [from, to] = [first * perPoint, Math.min(first + count, points) * perPoint];
    for (const [i, arm] of arms.entries())
      arm?.predictChunk(replicaOf(i), (outputs[i] as Float32Array).subarray(from, to));
  }
  return outputs;
}
