/**
 * One arm's networks as TensorFlow.js operations: R replicas on a leading axis, back-propagation by hand, since a tape
 * keeps the fused products from being used and costs as much again. Every function must be called inside tf.tidy.
 */
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { StreamCount } from '../../tasks/task.ts';
import type { Norm } from '../layers.ts';
import type { LayerShape } from '../weights.ts';
import type { Normalised } from './norm.ts';
import type { Operations } from './operations.ts';
import { activated, backActivated, derivatives, joined, streamOf } from './streams.ts';

interface LayerParameters {
  /** [R, fanIn, fanOut] */
  readonly weights: Tensor3D;
  /** [R, 1, fanOut], or [fanOut] where R = 1. */
  readonly biases: Tensor;
}

export interface ForwardPass {
  readonly layers: readonly LayerParameters[];
  /** z_1 … z_L, each [R, S B, n_l]: of an equation all values first, then its derivatives (S streams, else 1). */
  readonly preactivations: readonly Tensor3D[];
  /** ẑ_1 … ẑ_{L-1}; z itself without a norm. */
  readonly normalised: readonly Normalised[];
  /** What enters each layer: x, σ(ẑ_1), …, σ(ẑ_{L-1}). */
  readonly inputs: readonly Tensor3D[];
}

export interface Network {
  readonly shapes: readonly LayerShape[];
  /** γ of each layer, [L]: how much of the preactivations before is added to its own. */
  readonly skips: readonly number[];
  readonly norm: Norm | null;
  readonly operations: Operations;
  readonly streams: StreamCount;
}

/**
 * @param parameters [R, P]
 * @param x [1, S B, n_0], or [R, S B, n_0]
 */
export function forward(network: Network, parameters: Tensor2D, x: Tensor3D): ForwardPass {
  const layers = network.shapes.map((shape) => layerParameters(parameters, shape));
  const preactivations: Tensor3D[] = [];
  const before: Normalised[] = [];
  const inputs: Tensor3D[] = [];
  for (const [layer, { weights, biases }] of layers.entries()) {
    const below = preactivations[layer - 1];
    if (below) before.push(normalised(network, below));
    const hat = before[layer - 1]?.hat;
    const input = hat ? activated(network, hat) : x;
    inputs.push(input);
    preactivations.push(withSkip(affine(network, input, weights, biases), below, network.skips[layer]));
  }
  return { layers, preactivations, normalised: before, inputs };
}

const normalised = ({ norm, operations }: Network, z: Tensor3D): Normalised =>
  norm ? operations.normalised(norm, z) : { hat: z, kept: [] };

/** What a layer or its error signal is by itself, and γ times the one that the skip comes from. */
function withSkip(own: Tensor3D, from: Tensor3D | undefined, skip = 0): Tensor3D {
  if (!from || skip === 0) return own;
  return tf.tidy(() => tf.add(own, skip === 1 ? from : tf.mul(from, skip)));
}

/** The same linear map of every stream; biases belong to the value alone. */
function affine({ operations, streams }: Network, input: Tensor3D, weights: Tensor3D, biases: Tensor): Tensor3D {
  if (streams === 1) return operations.affine(input, weights, biases);
  return tf.tidy(() =>
    joined([
      operations.affine(streamOf(input, streams, 0), weights, biases),
      operations.product(derivatives(input, streams), weights),
    ]),
  );
}

function layerParameters(parameters: Tensor2D, { fanIn, fanOut, weights, biases }: LayerShape): LayerParameters {
  const replicas = parameters.shape[0];
  return {
    weights: tf.reshape(tf.slice(parameters, [0, weights], [replicas, fanIn * fanOut]), [replicas, fanIn, fanOut]),
    biases:
      replicas === 1
        ? tf.slice(tf.reshape(parameters, [-1]), biases, fanOut)
        : tf.reshape(tf.slice(parameters, [0, biases], [replicas, fanOut]), [replicas, 1, fanOut]),
  };
}

/** δ_l for every layer, each [R, S B, n_l], from that of the last: (δ_{l+1} W_{l+1}ᵀ) through σ and norm, + γ δ_{l+1}. */
export function errorSignals(network: Network, pass: ForwardPass, last: Tensor3D): readonly Tensor3D[] {
  const { norm, operations, skips } = network;
  let delta = last;
  const deltas = [delta];
  for (let layer = pass.layers.length - 1; layer > 0; layer--) {
    const { weights } = pass.layers[layer] as LayerParameters;
    const before = pass.normalised[layer - 1] as Normalised;
    const above = delta;
    delta = tf.tidy(() => {
      const outer = backActivated(network, before.hat, operations.productTransposedB(above, weights));
      return withSkip(norm ? operations.backNormalised(norm, before, outer) : outer, above, skips[layer]);
    });
    deltas.push(delta);
  }
  return deltas.reverse();
}

/**
 * The gradient of the mean loss, laid out as the parameters, [R, P].
 * @param last δ_L of the mean loss
 * @param ones [1, 1, B]
 */
export function gradient(network: Network, pass: ForwardPass, last: Tensor3D, ones: Tensor3D): Tensor2D {
  const replicas = last.shape[0];
  const pieces = errorSignals(network, pass, last).flatMap((delta, layer) => [
    tf.reshape(network.operations.productTransposedA(pass.inputs[layer] as Tensor3D, delta), [replicas, -1]),
    // A product with ones, since XNNPACK is quicker at it than the wasm backend's sum over an inner axis.
    tf.reshape(network.operations.product(ones, streamOf(delta, network.streams, 0)), [replicas, -1]),
  ]);
  return tf.concat(pieces as Tensor2D[], 1);
}
