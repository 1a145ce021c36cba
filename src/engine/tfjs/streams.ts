/** Of an equation, u and its derivatives lie one block of rows after the other, [R, S B, n]; else S = 1. */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { back, forward, lettersOf } from '../step/chainRule.ts';
import { tensorsOf } from './formula.ts';
import type { Network } from './network.ts';

/** One stream's rows, [R, B, n]. */
export function streamOf(rows: Tensor3D, streams: number, stream: number): Tensor3D {
  if (streams === 1) return rows;
  const [replicas, all, width] = rows.shape;
  const examples = all / streams;
  return tf.slice(rows, [0, stream * examples, 0], [replicas, examples, width]);
}

/** All streams but the value, [R, (S - 1) B, n]. */
export function derivatives(rows: Tensor3D, streams: number): Tensor3D {
  const [replicas, all, width] = rows.shape;
  const examples = all / streams;
  return tf.slice(rows, [0, examples, 0], [replicas, all - examples, width]);
}

export const joined = (streams: readonly Tensor3D[]): Tensor3D =>
  streams.length === 1 ? (streams[0] as Tensor3D) : tf.concat([...streams], 1);

/** Inputs [1, B, n_0] with the rows of the derivatives behind them: ∂(s x)/∂x, 0 and, with four streams, ∂(s x)/∂t. */
export function withSeeds(x: Tensor3D, streams: number, inputScale: number): Tensor3D {
  if (streams === 1) return x;
  const [, examples, width] = x.shape;
  const along = (axis: number): Tensor3D => {
    const row = Float32Array.from({ length: width }, (_, i) => (i === axis ? inputScale : 0));
    return tf.tile(tf.tensor3d(row, [1, 1, width]), [1, examples, 1]);
  };
  return joined([x, along(0), tf.zerosLike(x), ...(streams > 3 ? [along(1)] : [])]);
}

/** The streams of each example side by side, [B, S, n], from one network's rows, [1, S B, n]. */
export function besideEachOther(rows: Tensor3D, streams: number): Tensor3D {
  const [, all, width] = rows.shape;
  return tf.transpose(tf.reshape(rows, [streams, all / streams, width]), [1, 0, 2]);
}

const split = (rows: Tensor3D, streams: number): readonly Tensor3D[] =>
  Array.from({ length: streams }, (_, stream) => streamOf(rows, streams, stream));

const RULES = {
  3: { forward: tensorsOf(forward(3)), back: tensorsOf(back(3)) },
  4: { forward: tensorsOf(forward(4)), back: tensorsOf(back(4)) },
};

/** σ of the value, and the chain rule for its derivatives. */
export function activated({ operations, streams }: Network, z: Tensor3D): Tensor3D {
  if (streams === 1) return operations.value(z);
  return tf.tidy(() => {
    const each = split(z, streams);
    const u = each[0] as Tensor3D;
    const forms = { value: operations.value(u), derivative: operations.slope(u), second: operations.second(u) };
    return joined(RULES[streams].forward(lettersOf<Tensor3D | number>(forms, 2, each)) as Tensor3D[]);
  });
}

/** From ∂loss/∂(σ and its derivatives) to ∂loss/∂(z and its derivatives). */
export function backActivated({ operations, streams }: Network, z: Tensor3D, above: Tensor3D): Tensor3D {
  return tf.tidy(() => {
    if (streams === 1) return tf.mul<Tensor3D>(above, operations.slope(z));
    const each = split(z, streams);
    const u = each[0] as Tensor3D;
    const forms = { derivative: operations.slope(u), second: operations.second(u), third: operations.third(u) };
    const letters = lettersOf<Tensor3D | number>(forms, 2, each, split(above, streams));
    return joined(RULES[streams].back(letters) as Tensor3D[]);
  });
}
