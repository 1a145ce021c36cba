/** The losses of tasks/task.ts at the outputs. Every function must be called inside tf.tidy. */
import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { streamsOf, type TaskData } from '../../tasks/task.ts';
import { elementLoss } from '../step/losses.ts';
import { packedTruth, truthLengthOf, truthLetters } from '../step/truth.ts';
import { tensorsOf } from './formula.ts';
import { joined, streamOf } from './streams.ts';

export interface Judged {
  /** Mean over examples, [R]. */
  readonly loss: Tensor1D;
  /** ∂(one example's loss)/∂z_L, [R, S B, n_L]. */
  readonly slope: Tensor3D;
}

/** (z_L, what is known of the examples as `truthOf` has it) */
export type Loss = (output: Tensor3D, truth: Tensor3D) => Judged;

/** What is known of all examples, [1, B, truthLength]. */
export const truthOf = (data: TaskData): Tensor3D =>
  tf.tensor3d(packedTruth(data), [1, data.size, truthLengthOf(data)]);

export function lossOf(data: TaskData): Loss {
  const streams = streamsOf(data);
  const { value, slopes } = elementLoss('tfjs', data.loss, streams);
  const names = truthLetters(data.loss, streams);
  const rule = tensorsOf([value, ...slopes]);
  return (output, truth) => {
    const given = data.loss === 'cross-entropy' ? softmax(output) : outputsOf(output, streams);
    const [judged, ...each] = rule({ ...given, ...known(names, truth), twice: 2 }) as [Tensor3D, ...(Tensor3D | 0)[]];
    // Mean over examples of what is summed over outputs.
    return { loss: tf.sum(tf.mean(judged, 1), 1), slope: joined(each.map((own) => own || tf.zerosLike(judged))) };
  };
}

type Letters = Readonly<Record<string, Tensor>>;

const outputsOf = (output: Tensor3D, streams: number): Letters =>
  Object.fromEntries(Array.from({ length: streams }, (_, k) => [`s${k}`, streamOf(output, streams, k)]));

/** By hand: the library's logSoftmax gives every backend's own precision, and -log p of a sure answer needs all of it. */
function softmax(output: Tensor3D): Letters {
  const s0 = tf.sub(output, tf.max(output, 2, true));
  const raised = tf.exp(s0);
  const total = tf.sum(raised, 2, true);
  return { s0, raised, total, logTotal: tf.log(total) };
}

/** One letter is all outputs' alike. */
function known(names: readonly string[], truth: Tensor3D): Letters {
  if (names.length === 1) return { y: truth };
  const columns = tf.split(truth, names.length, 2);
  return Object.fromEntries(names.map((name, k) => [name, columns[k] as Tensor]));
}
