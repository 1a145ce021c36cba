/** The losses at the outputs: kernels (lossKernels.ts), to which plain code gives what they cannot compute, a class's e^z. */
import type { TaskData } from '../../tasks/task.ts';
import type { Examples } from './examples.ts';
import type { ArrayKernels } from './kernels.ts';
import type { Address, LayerLayout, Layout } from './layout.ts';
import { SOFTMAX_HEAD } from './lossKernels.ts';

/** (z_L, examples, δ_L, scale) → Σ over examples of the loss; δ_L = scale · ∂(an example's loss)/∂z_L, 0 in the padding. */
export type Loss = (z: Address, examples: Examples, delta: Address, scale: number) => number;

const FLOAT = 4;

/** @param floats the whole memory. */
export function lossOf(
  { loss, outputDimension }: Pick<TaskData, 'loss' | 'outputDimension'>,
  { layers, softmax }: Pick<Layout, 'layers' | 'softmax'>,
  { loss: kernel }: Pick<ArrayKernels, 'loss'>,
  floats: Float32Array,
): Loss {
  const { width } = layers.at(-1) as LayerLayout;
  const row = width * FLOAT;
  if (loss !== 'cross-entropy') {
    return (z, { count, targets }, delta, scale) => kernel(z, z + count * row, targets, delta, 2 * scale, count * row);
  }
  const doubles = new Float64Array(floats.buffer, softmax);
  return (z, { count, targets }, delta, scale) => {
    for (let i = 0; i < count; i++) {
      const from = z / FLOAT + i * width;
      const to = i * (SOFTMAX_HEAD + width);
      let largest = floats[from]!;
      for (let o = 1; o < outputDimension; o++) largest = Math.max(largest, floats[from + o]!);
      let total = 0;
      for (let o = 0; o < outputDimension; o++) {
        const raised = Math.exp(floats[from + o]! - largest);
        doubles[to + SOFTMAX_HEAD + o] = raised;
        total += raised;
      }
      const logTotal = largest + Math.log(total);
      for (let twice = 0; twice < 2; twice++) {
        doubles[to + twice] = total;
        doubles[to + 2 + twice] = logTotal;
      }
    }
    return kernel(z, z + count * row, targets, delta, scale, row, softmax);
  };
}
