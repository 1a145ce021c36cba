/** Optimizers over one flat tensor of parameters per arm: a few kernels a step instead of a dozen per layer. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ACCUMULATORS, OPTIMIZERS } from '../step/optimizers.ts';
import { tensorsOf } from './formula.ts';

/** The parameters and the optimizer's accumulators, all [R, P]. Tensors are immutable: keeping a state is free. */
export type TrainingState = { readonly parameters: Tensor2D; readonly slots: Tensor2D[] };

export type Update = (state: TrainingState, gradient: Tensor2D, learningRate: number, step: number) => TrainingState;

/** Makes the state after the `step`th step (from 1). */
export function updateOf(optimizer: OptimizerName): Update {
  const { accumulators, parameter, numbers } = OPTIMIZERS.tfjs[optimizer];
  const next = tensorsOf([parameter, ...accumulators]);
  return ({ parameters, slots }, gradient, learningRate, step) => {
    const [rate, epsilon] = numbers(learningRate, step);
    const remembered = Object.fromEntries(slots.map((slot, i) => [ACCUMULATORS[i] as string, slot]));
    const [after, ...slotsAfter] = next({ parameter: parameters, gradient, ...remembered, rate, epsilon });
    return { parameters: after as Tensor2D, slots: slotsAfter as Tensor2D[] };
  };
}
