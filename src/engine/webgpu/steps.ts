/**
 * What the GPU must be told of each step of a submit: its place in the order, its loss slot, its rates. Those are made here, in
 * float64, and rounded once.
 */
import type { BatchSequence } from '../../experiment/batches.ts';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { OPTIMIZERS } from '../step/optimizers.ts';

/** Bytes of `struct Step` in wgsl.ts, for so many learning rates. */
export const stepBytes = (rates: number): number => 16 * (1 + Math.ceil(rates / 4));

/** And from one to the next: a multiple of what WebGPU guarantees for the alignment of dynamic uniform offsets. */
export const stepStride = (rates: number): number => 256 * Math.ceil(stepBytes(rates) / 256);

/** Most steps between two looks at an arm, whose losses are kept: bounds what a replay costs. */
export const SLOTS = 256;

/**
 * The uniforms of the steps after `done`, [count], stepStride apart.
 * @param learningRates of the run, each once.
 * @param batch examples per step, or 0 where the order does not matter.
 */
export function stepUniforms(
  optimizer: OptimizerName,
  learningRates: readonly number[],
  done: number,
  count: number,
  batch: number,
  slot: number,
): ArrayBuffer {
  const stride = stepStride(learningRates.length);
  const bytes = new ArrayBuffer(count * stride);
  for (let i = 0; i < count; i++) {
    const numbers = learningRates.map((rate) => OPTIMIZERS.webgpu[optimizer].numbers(rate, done + i + 1));
    const [, second] = numbers[0] as readonly [number, number];
    const rates = numbers.map(([rate]) => rate);
    packStep(bytes, i * stride, { offset: i * batch, slot: slot + i, second, rates });
  }
  return bytes;
}

/** `struct Step`. */
export interface StepNumbers {
  readonly offset: number;
  readonly slot: number;
  readonly second: number;
  readonly rates: readonly number[];
}

export function packStep(bytes: ArrayBuffer, at: number, { offset, slot, second, rates }: StepNumbers): void {
  new Uint32Array(bytes, at, 2).set([offset, slot]);
  new Float32Array(bytes, at + 8, 1).set([second]);
  new Float32Array(bytes, at + 16, rates.length).set(rates);
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
