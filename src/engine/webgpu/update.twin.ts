/** The update kernel in TypeScript, float64 between loads and stores, on the same layout. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ADAM, MOMENTUM } from '../optimizer.ts';
import { layerPlace, type NetworkLayout } from './layout.ts';

/** The step's numbers as RATES gives them. */
export interface StepRates {
  readonly rate: number;
  readonly second: number;
}

type UpdateOne = (gradient: number, first: number, second: number, rates: StepRates) => [number, number, number];

/** Step to take off the parameter, and the next accumulators. */
const UPDATE_TWIN: Readonly<Record<OptimizerName, UpdateOne>> = {
  sgd: (gradient, _first, _second, { rate }) => [rate * gradient, 0, 0],
  momentum: (gradient, first, _second, { rate }) => {
    const velocity = MOMENTUM * first + gradient;
    return [rate * velocity, velocity, 0];
  },
  adam: (gradient, first, second, { rate, second: correction }) => {
    const m = ADAM.beta1 * first + (1 - ADAM.beta1) * gradient;
    const v = ADAM.beta2 * second + (1 - ADAM.beta2) * gradient * gradient;
    return [(rate * m) / (Math.sqrt(v * correction) + ADAM.epsilon), m, v];
  },
};

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** Changes `parameters` and `accumulators` in place. */
export function updateTwin(
  layout: NetworkLayout,
  optimizer: OptimizerName,
  rates: StepRates,
  activations: Float32Array,
  signals: Float32Array,
  parameters: Float32Array,
  accumulators: Float32Array,
): void {
  const { replicas, depth, exampleVectors } = layout;
  const row = 4 * exampleVectors;
  const isValue = (e: number) => Math.floor(e / 4) % layout.streams === 0;
  const half = 4 * replicas * layout.parameterStride;
  for (let replica = 0; replica < replicas; replica++) {
    for (let layer = 0; layer < depth; layer++) {
      const { fanIn, fanOut, paddedIn, paddedOut, weights, input, signal } = layerPlace(layout, layer);
      const a = 4 * (replica * layout.activationStride + input);
      const d = 4 * (replica * layout.signalStride + signal);
      const start = 4 * (replica * layout.parameterStride + weights);
      const update = (k: number, j: number, entering: (e: number) => number) => {
        let gradient = 0;
        for (let e = 0; e < row; e++) gradient += entering(e) * at(signals, d + j * row + e);
        const i = start + k * paddedOut + j;
        const [step, m, v] = UPDATE_TWIN[optimizer](gradient, accumulators[i] ?? 0, accumulators[half + i] ?? 0, rates);
        parameters[i] = at(parameters, i) - step;
        accumulators[i] = m;
        accumulators[half + i] = v;
      };
      for (let j = 0; j < fanOut; j++) {
        for (let k = 0; k < fanIn; k++) update(k, j, (e) => at(activations, a + k * row + e));
        update(paddedIn, j, (e) => (isValue(e) ? 1 : 0));
      }
    }
  }
}
