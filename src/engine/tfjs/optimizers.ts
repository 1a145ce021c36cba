/** Optimizers over one flat tensor of parameters per arm: a few kernels a step instead of a dozen per layer. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ADAM, MOMENTUM } from '../optimizer.ts';

/** The parameters and the optimizer's accumulators, all [R, P]. Tensors are immutable: keeping a state is free. */
export type TrainingState = { readonly parameters: Tensor2D; readonly slots: Tensor2D[] };

export interface Optimizer {
  /** Number of accumulators; they start at zero. */
  readonly slots: number;
  /** The state after a step; `step` counts from 1. */
  update(state: TrainingState, gradient: Tensor2D, learningRate: number, step: number): TrainingState;
}

const axpy = (a: number, x: Tensor, y: Tensor): Tensor2D => tf.tidy(() => tf.add(tf.mul(x, a), y));

const sgd: Optimizer = {
  slots: 0,
  update: ({ parameters }, gradient, rate) => ({ parameters: axpy(-rate, gradient, parameters), slots: [] }),
};

/** v ← μ v + g,  θ ← θ - η v. */
const momentum: Optimizer = {
  slots: 1,
  update: ({ parameters, slots: [velocity] }, gradient, rate) => {
    const next = axpy(MOMENTUM, velocity as Tensor2D, gradient);
    return { parameters: axpy(-rate, next, parameters), slots: [next] };
  },
};

/**
 * Kingma and Ba 2015, θ ← θ - η m̂ / (√v̂ + ε). TensorFlow.js's own Adam puts ε outside the bias correction.
 * Kept are M = m / (1-β₁) and V = v / (1-β₂), which saves two kernels; the constants go into η and ε.
 */
const adam: Optimizer = {
  slots: 2,
  update: ({ parameters, slots: [m, v] }, gradient, rate, step) => {
    const { beta1, beta2, epsilon } = ADAM;
    const root = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
    const scale = (rate * (1 - beta1)) / (1 - beta1 ** step) / root;
    const nextM = axpy(beta1, m as Tensor2D, gradient);
    const nextV = tf.tidy(() => axpy(beta2, v as Tensor2D, tf.square(gradient)));
    const direction = tf.tidy(() => tf.div(nextM, tf.add(tf.sqrt(nextV), epsilon / root)));
    return { parameters: axpy(-scale, direction, parameters), slots: [nextM, nextV] };
  },
};

export const OPTIMIZERS: Readonly<Record<OptimizerName, Optimizer>> = { sgd, momentum, adam };
