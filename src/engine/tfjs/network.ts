/**
 * One arm's networks as TensorFlow.js operations: R replicas on a leading axis, back-propagation by hand, since a tape
 * keeps the fused products from being used and costs as much again. Every function must be called inside tf.tidy.
 */
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerShape } from '../weights.ts';
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
  /** What enters each layer: x, σ(z_1), …, σ(z_{L-1}). */
  readonly inputs: readonly Tensor3D[];
}

export interface Network {
  readonly shapes: readonly LayerShape[];
  readonly operations: Operations;
  readonly streams: 1 | 3 | 4;
}

/**
 * @param parameters [R, P]
 * @param x [1, S B, n_0], or [R, S B, n_0]
 */
export function forward(network: Network, parameters: Tensor2D, x: Tensor3D): ForwardPass {
  const layers = network.shapes.map((shape) => layerParameters(parameters, shape));
  const preactivations: Tensor3D[] = [];
  const inputs: Tensor3D[] = [];
  let input = x;
  for (const { weights, biases } of layers) {
    if (inputs.length > 0) input = activated(network, preactivations[preactivations.length - 1] as Tensor3D);
    inputs.push(input);
    preactivations.push(affine(network, input, weights, biases));
  }
  return { layers, preactivations, inputs };
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

/** δ_l for every layer, each [R, S B, n_l], from that of the last: δ_l = (δ_{l+1} W_{l+1}ᵀ) through σ. */
export function errorSignals(network: Network, pass: ForwardPass, last: Tensor3D): readonly Tensor3D[] {
  let delta = last;
  const deltas = [delta];
  for (let layer = pass.layers.length - 1; layer > 0; layer--) {
    const { weights } = pass.layers[layer] as LayerParameters;
    const z = pass.preactivations[layer - 1] as Tensor3D;
    const above = delta;
    delta = tf.tidy(() => backActivated(network, z, network.operations.productTransposedB(above, weights)));
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
