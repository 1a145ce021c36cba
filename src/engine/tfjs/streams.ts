/** Of an equation, u and its derivatives lie one block of rows after the other, [R, S B, n]; else S = 1. */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
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

type Named = readonly [Tensor3D, Tensor3D, Tensor3D, Tensor3D | undefined];

const split = (rows: Tensor3D, streams: 3 | 4): Named =>
  Array.from({ length: streams }, (_, stream) => streamOf(rows, streams, stream)) as unknown as Named;

/** σ of the value, and the chain rule for its derivatives. */
export function activated({ operations, streams }: Network, z: Tensor3D): Tensor3D {
  if (streams === 1) return operations.value(z);
  return tf.tidy(() => {
    const [u, ux, uxx, ut] = split(z, streams);
    const [first, second] = [operations.slope(u), operations.second(u)];
    return joined([
      operations.value(u),
      tf.mul(first, ux),
      tf.add(tf.mul(second, tf.square(ux)), tf.mul(first, uxx)),
      ...(ut ? [tf.mul<Tensor3D>(first, ut)] : []),
    ]);
  });
}

/** From ∂loss/∂(σ and its derivatives) to ∂loss/∂(z and its derivatives). */
export function backActivated({ operations, streams }: Network, z: Tensor3D, above: Tensor3D): Tensor3D {
  return tf.tidy(() => {
    if (streams === 1) return tf.mul<Tensor3D>(above, operations.slope(z));
    const [u, ux, uxx, ut] = split(z, streams);
    const [d, dx, dxx, dt] = split(above, streams);
    const [first, second, third] = [operations.slope(u), operations.second(u), operations.third(u)];
    const bent: Tensor3D = tf.mul(second, ux);
    const value: Tensor3D[] = [
      tf.mul(d, first),
      tf.mul(dx, bent),
      tf.mul(dxx, tf.add(tf.mul(third, tf.square(ux)), tf.mul(second, uxx))),
      ...(ut && dt ? [tf.mul<Tensor3D>(dt, tf.mul(second, ut))] : []),
    ];
    return joined([
      tf.addN(value) as Tensor3D,
      tf.add(tf.mul(dx, first), tf.mul(tf.mul(dxx, bent), 2)),
      tf.mul(dxx, first),
      ...(dt ? [tf.mul<Tensor3D>(dt, first)] : []),
    ]);
  });
}
