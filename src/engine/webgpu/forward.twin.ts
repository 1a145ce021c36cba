/** The way forward in TypeScript, float64, one example of one network at a time. */
import type { Activation } from '../../activations/activation.ts';
import { layerPlace, type NetworkLayout } from './layout.ts';
import { carryTwin } from './streams.ts';

/** Neurons with their streams side by side, [neurons][streams]. */
export type Neurons = readonly (readonly number[])[];

export interface ForwardTwinInput {
  readonly layout: NetworkLayout;
  readonly derivatives: Activation['derivatives'];
  readonly parameters: Float32Array;
  readonly replica: number;
}

export const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** The weight from neuron `k` to neuron `j` of a layer; k = paddedIn: the bias. */
export function weightTwin({ layout, parameters, replica }: ForwardTwinInput, layer: number, k: number, j: number) {
  const { weights, paddedOut } = layerPlace(layout, layer);
  return at(parameters, 4 * (replica * layout.parameterStride + weights) + k * paddedOut + j);
}

/**
 * What enters every layer, and every z_l, [depth] each.
 * @param x of the example, [inputs].
 * @param scale the derivative that enters with streams.
 */
export function forwardTwin(given: ForwardTwinInput, x: readonly number[], scale: number) {
  const { depth, streams } = given.layout;
  const entering: Neurons[] = [];
  const z: Neurons[] = [];
  let a: Neurons = x.map((value, k) => [value, k === 0 ? scale : 0, 0, k === 1 ? scale : 0].slice(0, streams));
  for (let layer = 0; layer < depth; layer++) {
    const { fanOut, paddedIn } = layerPlace(given.layout, layer);
    entering.push(a);
    const own = Array.from({ length: fanOut }, (_, j) =>
      Array.from({ length: streams }, (__, s) =>
        a.reduce(
          (sum, neuron, k) => sum + at(neuron, s) * weightTwin(given, layer, k, j),
          s === 0 ? weightTwin(given, layer, paddedIn, j) : 0,
        ),
      ),
    );
    z.push(own);
    a = own.map((neuron) => carryTwin(given.derivatives, neuron));
  }
  return { entering, z };
}
