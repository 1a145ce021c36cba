/** Outputs of one network at any points. */
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { concatenated } from '../../lib/concatenated.ts';
import { forward, type Network } from './network.ts';
import { besideEachOther, withSeeds } from './streams.ts';

/** Points that go through the network together: what a prediction takes does not depend on how many there are. */
export const POINTS = 1024;

/**
 * @param parameters [1, P]
 * @param inputs [points × n_0], unscaled
 * @returns [points × S n_L], every stream
 */
export async function predict(
  network: Network,
  parameters: Tensor2D,
  inputs: Float32Array,
  inputScale: number,
): Promise<Float32Array> {
  const width = network.shapes[0]?.fanIn ?? 0;
  const length = POINTS * width;
  const pieces: Float32Array[] = [];
  for (let at = 0; at < inputs.length; at += length) {
    const scaled = inputs.subarray(at, at + length).map((x) => x * inputScale);
    const outputs = tf.tidy(() => {
      const x = tf.tensor3d(scaled, [1, scaled.length / width, width]);
      const { preactivations } = forward(network, parameters, withSeeds(x, network.streams, inputScale));
      return besideEachOther(preactivations[preactivations.length - 1] as Tensor3D, network.streams);
    });
    pieces.push((await outputs.data()) as Float32Array);
    outputs.dispose();
  }
  return concatenated(Float32Array, pieces);
}
