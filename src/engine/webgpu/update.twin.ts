/** The update kernel in TypeScript, float64 between loads and stores, on the same layout. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import { evaluatedIn } from '../../formula/evaluate.ts';
import { ACCUMULATORS, OPTIMIZERS } from '../step/optimizers.ts';
import { layerPlace, type NetworkLayout } from './layout.ts';
import type { OwnNumbers } from './networks.ts';
import type { StepNumbers } from './steps.ts';

/** A step's numbers. */
export type StepRates = Pick<StepNumbers, 'rates' | 'second'>;

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** Changes `parameters` and `accumulators` in place. */
export function updateTwin(
  layout: NetworkLayout,
  optimizer: OptimizerName,
  { rates, second }: StepRates,
  own: readonly OwnNumbers[],
  activations: Float32Array,
  signals: Float32Array,
  parameters: Float32Array,
  accumulators: Float32Array,
): void {
  const { replicas, depth, exampleVectors } = layout;
  const row = 4 * exampleVectors;
  const isValue = (e: number) => Math.floor(e / 4) % layout.streams === 0;
  const rule = OPTIMIZERS.webgpu[optimizer];
  const next = evaluatedIn(
    ['parameter', 'gradient', ...ACCUMULATORS, 'rate', 'correction'],
    [rule.parameter, ...rule.accumulators],
  );
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
        const rate = rates[(own[replica] as OwnNumbers).rate] as number;
        const remembered = [accumulators[i] ?? 0, accumulators[half + i] ?? 0];
        const [value, m, v] = next(at(parameters, i), gradient, ...remembered, rate, second);
        parameters[i] = value as number;
        if (m !== undefined) accumulators[i] = m;
        if (v !== undefined) accumulators[half + i] = v;
      };
      for (let j = 0; j < fanOut; j++) {
        for (let k = 0; k < fanIn; k++) update(k, j, (e) => at(activations, a + k * row + e));
        update(paddedIn, j, (e) => (isValue(e) ? 1 : 0));
      }
    }
  }
}
