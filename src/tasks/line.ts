import { normalStream } from '../lib/random.ts';
import type { NumberKey, TaskData } from './task.ts';

/** The key that every task on a line takes. */
export const NOISE: NumberKey = {
  label: 'noise',
  min: 0,
  max: 1,
  default: 0,
  integer: false,
  help: 'Standard deviation of the Gaussian noise added to every target.',
};

const SIZE = 128;

/**
 * 128 equally spaced points on [-1, 1], ends included, with a target function's values there plus noise.
 * The target is taken at the float32 point that the network sees.
 */
export function lineData(target: (x: number) => number, noise: number, seed: number): TaskData {
  const inputs = Float32Array.from({ length: SIZE }, (_, i) => (2 * i - (SIZE - 1)) / (SIZE - 1));
  const normals = normalStream(seed, 'noise', 0);
  const targets = inputs.map((x) => target(x) + noise * normals.next());
  return { size: SIZE, inputDimension: 1, outputDimension: 1, inputs, targets };
}
