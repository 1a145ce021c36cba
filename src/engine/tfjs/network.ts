/**
 * One arm's networks as TensorFlow.js operations: R replicas on a leading axis, back-propagation by hand, since a tape
 * keeps the fused products from being used and costs as much again. Every function must be called inside tf.tidy.
 */
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayerShape } from '../weights.ts';
import type { Operations } from './operations.ts';

interface LayerParameters {
  /** [R, fanIn, fanOut] */
  readonly weights: Tensor3D;
  /** [R, 1, fanOut], or [fanOut] where R = 1. */
  readonly biases: Tensor;
}

export interface ForwardPass {
  readonly layers: readonly LayerParameters[];
  /** z_1 … z_L, each [R, B, n_l]. */
  readonly preactivations: readonly Tensor3D[];
  /** What enters each layer: x, σ(z_1), …, σ(z_{L-1}). */
  readonly inputs: readonly Tensor3D[];
  /** z_L - y, [R, B, n_L]. */
  readonly residual: Tensor3D;
}

export interface Network {
  readonly shapes: readonly LayerShape[];
  readonly operations: Operations;
}

/**
 * @param parameters [R, P]
 * @param x [R, B, n_0]
 * @param y [1, B, n_L]
 */
export function forward(network: Network, parameters: Tensor2D, x: Tensor3D, y: Tensor3D): ForwardPass {
  const layers = network.shapes.map((shape) => layerParameters(parameters, shape));
  const preactivations: Tensor3D[] = [];
  const inputs: Tensor3D[] = [];
  let input = x;
  for (const layer of layers) {
    if (inputs.length > 0) {
      input = network.operations.value(preactivations[preactivations.length - 1] as Tensor3D);
    }
    inputs.push(input);
    preactivations.push(network.operations.affine(input, layer.weights, layer.biases));
  }
  const output = preactivations[preactivations.length - 1] as Tensor3D;
  return { layers, preactivations, inputs, residual: tf.sub(output, y) };
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

/** Mean over examples of the squared error summed over outputs, [R]. */
export function squaredError({ residual }: ForwardPass): Tensor {
  return tf.sum(tf.mean(tf.square(residual), 1), 1);
}

/**
 * ∂(scale · squared error of one example)/∂z_l for every layer, each [R, B, n_l]:
 * δ_L = 2 scale (z_L - y), δ_l = (δ_{l+1} W_{l+1}ᵀ) ∘ σ′(z_l).
 */
export function errorSignals(network: Network, pass: ForwardPass, scale: number): readonly Tensor3D[] {
  let delta: Tensor3D = tf.mul(pass.residual, 2 * scale);
  const deltas = [delta];
  for (let layer = pass.layers.length - 1; layer > 0; layer--) {
    const { weights } = pass.layers[layer] as LayerParameters;
    const slope = network.operations.slope(pass.preactivations[layer - 1] as Tensor3D);
    delta = tf.mul(network.operations.productTransposedB(delta, weights), slope);
    deltas.push(delta);
  }
  return deltas.reverse();
}

/** The gradient of the mean loss, laid out as the parameters, [R, P]; `ones` is [R, 1, B]. */
export function gradient(network: Network, pass: ForwardPass, ones: Tensor3D): Tensor2D {
  const [replicas, batch] = pass.residual.shape;
  const pieces = errorSignals(network, pass, 1 / batch).flatMap((delta, layer) => [
    tf.reshape(network.operations.productTransposedA(pass.inputs[layer] as Tensor3D, delta), [replicas, -1]),
    // A product with ones, since XNNPACK is quicker at it than the wasm backend's sum over an inner axis.
    tf.reshape(network.operations.product(ones, delta), [replicas, -1]),
  ]);
  return tf.concat(pieces as Tensor2D[], 1);
}
