/** From the device to the host. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Reads rows back in one piece and frees them. */
export async function readAll(rows: readonly Tensor1D[]): Promise<Float32Array> {
  const joined = tf.tidy(() => tf.concat([...rows]));
  tf.dispose([...rows]);
  const values = (await joined.data()) as Float32Array;
  joined.dispose();
  return values;
}

export function concatenated(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
