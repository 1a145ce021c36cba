/** The losses of tasks/task.ts at the outputs. Every function must be called inside tf.tidy. */
import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { LossName, TaskData } from '../../tasks/task.ts';
import { joined, streamOf } from './streams.ts';

/** What the loss of some examples needs besides the outputs. */
export interface Truth {
  /** [1, B, n_L] */
  readonly y: Tensor3D;
  /** [1, B, S + 2]: the coefficients, then advection and weight; of slopes [1, B, 2]: slope and λ; null without either. */
  readonly equation: Tensor3D | null;
}

export interface Judged {
  /** Mean over examples, [R]. */
  readonly loss: Tensor1D;
  /** ∂(one example's loss)/∂z_L, [R, S B, n_L]. */
  readonly slope: Tensor3D;
}

export type Loss = (output: Tensor3D, truth: Truth) => Judged;

/** The truth of all examples. */
export function truthOf({ size, outputDimension, targets, equation, sobolev }: TaskData): Truth {
  const y = tf.tensor3d(targets, [1, size, outputDimension]);
  if (sobolev) {
    const rows = Array.from(sobolev.slopes, (slope) => [slope, sobolev.weight]);
    return { y, equation: tf.tensor3d(Float32Array.from(rows.flat()), [1, size, 2]) };
  }
  if (equation === null) return { y, equation: null };
  const { streams, coefficients, advection, weights } = equation;
  const columns = streams + 2;
  const rows = new Float32Array(size * columns);
  for (let i = 0; i < size; i++) {
    rows.set(coefficients.subarray(i * streams, (i + 1) * streams), i * columns);
    rows.set([advection[i] as number, weights[i] as number], i * columns + streams);
  }
  return { y, equation: tf.tensor3d(rows, [1, size, columns]) };
}

/** Mean over examples of what is summed over outputs. */
const meanOfSums = (perOutput: Tensor): Tensor1D => tf.sum(tf.mean(perOutput, 1), 1);

export const LOSSES: Readonly<Record<LossName, Loss>> = {
  'squared-error': (output, { y }) => {
    const error: Tensor3D = tf.sub(output, y);
    return { loss: meanOfSums(tf.square(error)), slope: tf.mul(error, 2) };
  },
  'cross-entropy': (output, { y }) => {
    // By hand: the library's logSoftmax gives every backend's own precision, and -log p of a sure answer needs all of it.
    const shifted: Tensor3D = tf.sub(output, tf.max(output, 2, true));
    const raised = tf.exp(shifted);
    const total = tf.sum(raised, 2, true);
    const missed = tf.mul(y, tf.sub(tf.log(total), shifted));
    return { loss: meanOfSums(missed), slope: tf.sub(tf.div(raised, total), y) };
  },
  sobolev: (output, { y, equation }) => {
    if (equation === null) throw new RangeError('A loss of slopes needs slopes.');
    const [wanted, weight] = tf.split(equation, 2, 2) as [Tensor3D, Tensor3D];
    const [error, off] = [tf.sub(streamOf(output, 3, 0), y), tf.sub(streamOf(output, 3, 1), wanted)] as [
      Tensor3D,
      Tensor3D,
    ];
    const weighted = tf.mul(weight, off);
    return {
      loss: meanOfSums(tf.add(tf.square(error), tf.mul(weighted, off))),
      slope: joined([tf.mul(error, 2), tf.mul(weighted, 2), tf.zerosLike(error)]),
    };
  },
  residual: (output, { y, equation }) => {
    if (equation === null) throw new RangeError('A residual needs an equation.');
    const [, examples, columns] = equation.shape;
    const streams = columns - 2;
    const column = (k: number): Tensor3D => tf.slice(equation, [0, 0, k], [1, examples, 1]);
    const s = Array.from({ length: streams }, (_, k) => streamOf(output, streams, k));
    const c = s.map((_, k) => column(k));
    const [advection, weight] = [column(streams), column(streams + 1)];
    const [u, ux] = s as [Tensor3D, Tensor3D];
    const terms = s.map((stream, k) => tf.mul(stream, c[k] as Tensor3D));
    const residual = tf.sub(tf.addN([...terms, tf.mul(advection, tf.mul(u, ux))]), y);
    const pull = tf.mul(tf.mul(weight, residual), 2);
    const slopes = c.map((coefficient, k) => {
      const nonlinear = k < 2 ? tf.add(coefficient, tf.mul(advection, k === 0 ? ux : u)) : coefficient;
      return tf.mul(pull, nonlinear) as Tensor3D;
    });
    return { loss: meanOfSums(tf.mul(weight, tf.square(residual))), slope: joined(slopes) };
  },
};
