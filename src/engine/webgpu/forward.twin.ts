/** The way forward in TypeScript, float64, one example of one network at a time. */
import type { Activation } from '../../activations/activation.ts';
import { normalised } from '../reference/norm.ts';
import { layerPlace, type NetworkLayout } from './layout.ts';
import type { OwnNumbers } from './networks.ts';
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

/** γ between hidden layers. */
export const skipTwin = ({ skips }: NetworkLayout, { skip }: OwnNumbers): number => (skips ? skip : 0);

/** ẑ of all neurons of an example, and by how much it was divided. */
export function hatTwin({ norm }: NetworkLayout, z: Neurons) {
  if (norm === 'none') return { hat: z, divisor: 1 };
  const { streams, divisor } = normalised(norm, [Float64Array.from(z, (neuron) => at(neuron, 0))]);
  return { hat: Array.from(streams[0] as Float64Array, (value) => [value]), divisor };
}

/**
 * What enters every layer, and every z_l, [depth] each.
 * @param x of the example, scaled, [inputs].
 */
export function forwardTwin(given: ForwardTwinInput, x: readonly number[], own: OwnNumbers) {
  const scale = own.inputScale;
  const skip = skipTwin(given.layout, own);
  const { depth, streams } = given.layout;
  const entering: Neurons[] = [];
  const z: Neurons[] = [];
  let a: Neurons = x.map((value, k) => [value, k === 0 ? scale : 0, 0, k === 1 ? scale : 0].slice(0, streams));
  for (let layer = 0; layer < depth; layer++) {
    const { fanOut, paddedIn } = layerPlace(given.layout, layer);
    const below = layer > 0 && layer < depth - 1 ? (z[layer - 1] as Neurons) : null;
    entering.push(a);
    const next = Array.from({ length: fanOut }, (_, j) =>
      Array.from({ length: streams }, (__, s) =>
        a.reduce(
          (sum, neuron, k) => sum + at(neuron, s) * weightTwin(given, layer, k, j),
          (s === 0 ? weightTwin(given, layer, paddedIn, j) : 0) + (below ? skip * at(below[j] as number[], s) : 0),
        ),
      ),
    );
    z.push(next);
    a = hatTwin(given.layout, next).hat.map((neuron) => carryTwin(given.derivatives, neuron));
  }
  return { entering, z };
}
