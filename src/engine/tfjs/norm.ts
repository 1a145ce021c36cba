/**
 * The normalisation of each example's preactivations over its neurons, and the way back, in the library's operations: its
 * sum over the last axis is as quick as a product with ones. The square of z may leave float32: the largest |z| of an
 * example is divided out first. And it is taken from one of the neurons, so that a row of equal numbers is exactly zero.
 */
import type { Tensor, Tensor3D, TensorContainer } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Norm } from '../layers.ts';

/** Smallest normal float32: what is divided by where all is zero. */
export const TINY = 2 ** -126;

export interface Normalised {
  /** ẑ, what σ is taken of. */
  readonly hat: Tensor3D;
  /** What the way back needs besides. */
  readonly kept: readonly Tensor3D[];
}

export interface NormOperations {
  /** ẑ = z / √(mean z²) (`rms`) or (z - mean z) / std z (`layer`), 0 where that would divide by 0. */
  normalised(norm: Norm, z: Tensor3D): Normalised;
  /** From e = ∂loss/∂ẑ to ∂loss/∂z = (e - mean e - ẑ mean(e ẑ)) / divisor, with mean e for `layer` alone. */
  backNormalised(norm: Norm, before: Normalised, above: Tensor3D): Tensor3D;
}

/** Over neurons, [R, B, 1]. */
const meanOf = (rows: Tensor): Tensor => tf.div(tf.sum(rows, 2, true), rows.shape[2] as number);

const within = (body: () => Normalised): Normalised =>
  tf.tidy(() => body() as Normalised & TensorContainer) as Normalised;

export const NORM_OPERATIONS: NormOperations = {
  normalised: (norm, z) =>
    within(() => {
      const [replicas, examples] = z.shape;
      const from = norm === 'layer' ? tf.sub<Tensor3D>(z, tf.slice(z, [0, 0, 0], [replicas, examples, 1])) : z;
      const largest: Tensor3D = tf.maximum(tf.max(tf.abs(from), 2, true), TINY);
      const unit: Tensor3D = tf.div(from, largest);
      const centred = norm === 'layer' ? tf.sub<Tensor3D>(unit, meanOf(unit)) : unit;
      const root = tf.sqrt(meanOf(tf.square(centred)));
      const inverse: Tensor3D = tf.div(tf.step(root), tf.maximum(root, TINY));
      return { hat: tf.mul(centred, inverse), kept: [inverse, largest] };
    }),
  backNormalised: (norm, { hat, kept: [inverse, largest] }, above) =>
    tf.tidy(() => {
      const centred = norm === 'layer' ? tf.sub(above, meanOf(above)) : above;
      const rest = tf.sub(centred, tf.mul(hat, meanOf(tf.mul(above, hat))));
      // One after the other: the product of both may leave float32.
      return tf.div(tf.mul(rest, inverse as Tensor3D), largest as Tensor3D);
    }),
};
