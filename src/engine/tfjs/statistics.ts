/** An arm's statistics, reduced on the device to one small tensor and unpacked on the host. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ArmStatistics } from '../trainer/statistics.ts';
import type { Loss } from './losses.ts';
import { errorSignals, forward, type Network } from './network.ts';
import { TINY } from './norm.ts';
import { streamOf } from './streams.ts';

/** The largest magnitude and the mean square in units of its square, [R, 1] each: z² alone would leave float32. */
function scaledMoments(z: Tensor3D): [Tensor, Tensor] {
  return tf.tidy(() => {
    const replicas = z.shape[0];
    const largest = tf.max(tf.abs(z), [1, 2], true);
    const unit = tf.div(z, tf.maximum(largest, TINY));
    // Sums of a few hundred terms one after the other, as float32 loses digits over thousands.
    const meanSquare = tf.mean(tf.mean(tf.square(unit), 2), 1);
    return [tf.reshape(largest, [replicas, 1]), tf.reshape(meanSquare, [replicas, 1])];
  });
}

/** Statistics of all replicas on these examples, as one row of numbers; inside tf.tidy. Of streams the value's. */
export function packStatistics(
  network: Network,
  parameters: Tensor2D,
  x: Tensor3D,
  truth: Tensor3D,
  lossOf: Loss,
): Tensor1D {
  const replicas = parameters.shape[0];
  const pass = forward(network, parameters, x);
  const output = pass.preactivations[pass.preactivations.length - 1] as Tensor3D;
  const { loss, slope } = lossOf(output, truth);
  const valuesOf = (rows: Tensor3D) => streamOf(rows, network.streams, 0);
  const rows: Tensor[] = [...pass.preactivations, ...errorSignals(network, pass, slope)].flatMap((layer) =>
    scaledMoments(valuesOf(layer)),
  );
  rows.push(tf.reshape(loss, [replicas, 1]));
  rows.push(tf.reshape(valuesOf(output), [replicas, -1]));
  return tf.reshape(tf.concat(rows as Tensor2D[], 1), [-1]);
}

/** Numbers that packStatistics gives. */
export const packedLength = (network: Network, replicas: number, size: number): number => {
  const outputs = size * (network.shapes.at(-1)?.fanOut ?? 0);
  return replicas * (4 * network.shapes.length + 1 + outputs);
};

export function unpackStatistics(
  network: Network,
  replicas: number,
  step: number,
  packed: Float32Array,
): ArmStatistics {
  const depth = network.shapes.length;
  const row = packed.length / replicas;
  const [largest, variance, gradient] = [0, 0, 0].map(() => new Float64Array(replicas * depth)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const loss = new Float64Array(replicas);
  const outputs = new Float32Array(packed.length - replicas * (4 * depth + 1));
  const square = (at: number) => Math.max(packed[at] as number, TINY) ** 2 * (packed[at + 1] as number);
  for (let r = 0; r < replicas; r++) {
    const start = r * row;
    network.shapes.forEach(({ fanOut }, layer) => {
      const at = start + 2 * layer;
      largest[r * depth + layer] = packed[at] as number;
      variance[r * depth + layer] = square(at);
      gradient[r * depth + layer] = fanOut * square(at + 2 * depth);
    });
    const end = start + 4 * depth;
    loss[r] = packed[end] as number;
    outputs.set(packed.subarray(end + 1, start + row), (r * outputs.length) / replicas);
  }
  return { step, largest, variance, gradient, loss, outputs };
}
