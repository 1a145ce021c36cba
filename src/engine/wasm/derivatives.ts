/**
 * Predictions that carry u's derivatives by the first input beside it, where the loss does not ask for them: by copies of
 * the networks in a memory of their own, so that training has the memory and the kernels that it always had.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { type TaskData, WITH_DERIVATIVES } from '../../tasks/task.ts';
import { carriesDerivatives } from '../layers.ts';
import { WasmArm } from './arm.ts';
import { ExampleRows } from './examples.ts';
import { kernelsFor } from './kernels.ts';
import { layoutOf } from './layout.ts';
import { allocate } from './memory.ts';
import { type Predicting, predictions } from './predictions.ts';

/** Points that go through a network together: each layer of the network keeps their rows. */
const POINTS = 64;

export class DerivativeNetworks {
  readonly #data: TaskData;
  /** By arm of the experiment; null where derivatives are not carried. */
  readonly #networks: Predicting;

  /** Throws EngineError where the memory does not suffice. */
  constructor({ data, arms, ...rest }: Setup, experiment: Experiment, fma: boolean) {
    this.#data = data;
    const carrying = arms.flatMap((arm, i) => (carriesDerivatives(arm, data) ? [i] : []));
    const own: Setup = { ...rest, data: onePoint(data), arms: carrying.map((i) => arms[i] as ArmSetup) };
    const alone: Experiment = {
      ...experiment,
      arms: carrying.map((i) => experiment.arms[i] as Experiment['arms'][number]),
      replicas: 1,
      batch: 'full',
      optimizer: 'sgd',
    };
    const layout = layoutOf(alone, own.data, WITH_DERIVATIVES);
    const memory = allocate(layout.totalBytes, layout.needs);
    const floats = new Float32Array(memory.buffer);
    const examples = new ExampleRows(own.data, layout, floats);
    const kernelsOf = kernelsFor(layout, alone.optimizer, fma, memory);
    this.#networks = {
      examples,
      arms: arms.map((_, i) => {
        const place = carrying.indexOf(i);
        return place < 0 ? null : new WasmArm(own, alone, place, layout, examples, floats, kernelsOf);
      }),
    };
  }

  /**
   * @param parameters of a network of each arm as it lies in the memory; null where none is wanted.
   * @returns per arm u, ∂u/∂x and ∂²u/∂x², [points × 3]; null also where derivatives are not carried.
   */
  predict(parameters: readonly (Float32Array | null)[], inputs: Float32Array): readonly (Float32Array | null)[] {
    const { examples, arms } = this.#networks;
    const present = arms.map((arm, i) => {
      const told = parameters[i] ?? null;
      if (arm === null || told === null) return null;
      arm.keep(told);
      return arm;
    });
    return predictions({ examples, arms: present }, () => 0, inputs, this.#data.inputDimension, WITH_DERIVATIVES);
  }
}

/** The data as far as predictions need them: their shape. */
const onePoint = ({ inputDimension, outputDimension, evaluation }: TaskData): TaskData => ({
  size: 1,
  inputDimension,
  outputDimension,
  inputs: new Float32Array(inputDimension),
  targets: new Float32Array(outputDimension),
  loss: 'squared-error',
  equation: null,
  observed: 1,
  evaluation: { ...evaluation, size: Math.min(POINTS, evaluation.size) },
});
