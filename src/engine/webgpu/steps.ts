/** What the GPU must be told of each step of a submit: its place in the order, its loss slot, its rates. */
import type { BatchSequence } from '../../experiment/batches.ts';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { OPTIMIZERS } from '../step/optimizers.ts';

/** WebGPU's guaranteed alignment of dynamic uniform offsets. */
export const STEP_STRIDE = 256;
export const STEP_BYTES = 16;

/** Most steps between two looks at an arm, whose losses are kept: bounds what a replay costs. */
export const SLOTS = 256;

/**
 * The uniforms of the steps after `done`, [count], STEP_STRIDE apart.
 * @param batch examples per step, or 0 where the order does not matter.
 */
export function stepUniforms(
  optimizer: OptimizerName,
  done: number,
  count: number,
  batch: number,
  slot: number,
): ArrayBuffer {
  const bytes = new ArrayBuffer(count * STEP_STRIDE);
  for (let i = 0; i < count; i++) {
    const [rate, second] = OPTIMIZERS.webgpu[optimizer].numbers(1, done + i + 1);
    new Uint32Array(bytes, i * STEP_STRIDE, 2).set([i * batch, slot + i]);
    new Float32Array(bytes, i * STEP_STRIDE + 8, 2).set([rate, second]);
  }
  return bytes;
}

/** The examples of the steps after `done`, one step after the other. */
export function stepOrder(
  batches: BatchSequence,
  done: number,
  count: number,
  batch: number,
): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(count * batch);
  for (let i = 0; i < count; i++) order.set(batches(done + i), i * batch);
  return order;
}
