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
