/** The propagate kernel in TypeScript, float64 on the way, on the same layout. */
import type { Activation } from '../../activations/activation.ts';
import type { LossName } from '../../tasks/task.ts';
import { normalisationBackward } from '../reference/norm.ts';
import { truthLength } from '../step/truth.ts';
import { at, forwardTwin, hatTwin, type Neurons, skipTwin, weightTwin } from './forward.twin.ts';
import { layerPlace, type NetworkLayout, rowPlace } from './layout.ts';
import { LOSS_TWIN } from './loss.ts';
import type { OwnNumbers } from './networks.ts';
import { backTwin } from './streams.ts';

export interface PropagateTwinInput {
  readonly layout: NetworkLayout;
  readonly derivatives: Activation['derivatives'];
  readonly loss: LossName;
  readonly mode: 'train' | 'measure';
  /** Of all examples, scaled for one network after the other. */
  readonly inputs: Float32Array;
  /** Of each network, [replicas]. */
  readonly own: readonly OwnNumbers[];
  readonly targets: Float32Array;
  readonly parameters: Float32Array;
  /** Indices of the pass's examples, [examples]. */
  readonly order: ArrayLike<number>;
}

export interface PropagateTwinOutput {
  /** As the layout has them; what the kernel leaves undefined is 0. */
  readonly activations: Float32Array;
  readonly signals: Float32Array;
  /** Sum over examples, [replicas]. */
  readonly losses: readonly number[];
  /** Σ z_l² and Σ δ_l² over neurons and examples, of streams the value's alone, [replicas][z, δ][depth]. */
  readonly squares: readonly (readonly [readonly number[], readonly number[]])[];
  /** [replicas × examples × outputs] */
  readonly outputs: Float32Array;
}

/** ∂loss/∂z from ∂loss/∂ẑ. */
function unnormalisedTwin({ norm }: NetworkLayout, hat: Neurons, divisor: number, signal: Neurons): Neurons {
  if (norm === 'none') return signal;
  const vector = (neurons: Neurons) => [Float64Array.from(neurons, (own) => at(own, 0))];
  const [delta] = normalisationBackward(norm, { streams: vector(hat), divisor }, vector(signal));
  return Array.from(delta as Float64Array, (value) => [value]);
}

const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0);
const valuesOf = (neurons: Neurons): number[] => neurons.map((streams) => at(streams, 0));

export function propagateTwin(given: PropagateTwinInput): PropagateTwinOutput {
  const { layout, derivatives, inputs, targets, parameters, order } = given;
  const { replicas, depth, examples, exampleVectors, streams } = layout;
  const [, slope] = derivatives;
  const row = 4 * exampleVectors;
  const activations = new Float32Array(4 * replicas * layout.activationStride);
  const signals = new Float32Array(4 * replicas * layout.signalStride);
  const outputs = new Float32Array(replicas * examples * layout.outputs);
  const scale = given.mode === 'train' ? 1 / examples : 1;
  const length = truthLength(given.loss, layout.outputs, streams);

  const oneReplica = (replica: number) => {
    const network = { layout, derivatives, parameters, replica };
    const told = given.own[replica] as OwnNumbers;
    const a = 4 * replica * layout.activationStride;
    const d = 4 * replica * layout.signalStride;
    const squares = [new Array<number>(depth).fill(0), new Array<number>(depth).fill(0)] as [number[], number[]];
    let total = 0;
    for (let e = 0; e < examples; e++) {
      const example = at(order, e);
      const write = (to: Float32Array, start: number, neurons: Neurons) =>
        neurons.forEach((own, k) => {
          own.forEach((value, s) => {
            to[start + k * row + rowPlace(layout, e, s)] = value;
          });
        });
      const first = told.inputs + example * layout.inputs;
      const x = Array.from(inputs.subarray(first, first + layout.inputs));
      const { entering, z } = forwardTwin(network, x, told);
      entering.forEach((neurons, layer) => {
        write(activations, a + 4 * layerPlace(layout, layer).input, neurons);
      });
      const output = z[depth - 1] as Neurons;
      outputs.set(valuesOf(output), (replica * examples + e) * layout.outputs);
      const target = Array.from(targets.subarray(example * length, (example + 1) * length));
      const { loss, signal } = LOSS_TWIN[given.loss](streams > 1 ? (output[0] as number[]) : valuesOf(output), target);
      total += loss;
      let delta: Neurons =
        streams > 1 ? [signal.map((value) => value * scale)] : signal.map((value) => [value * scale]);
      for (let layer = depth - 1; layer >= 0; layer--) {
        write(signals, d + 4 * layerPlace(layout, layer).signal, delta);
        squares[0][layer] = at(squares[0], layer) + sumOfSquares(valuesOf(z[layer] as Neurons));
        squares[1][layer] = at(squares[1], layer) + sumOfSquares(valuesOf(delta));
        if (layer === 0) break;
        const above = delta;
        const { hat, divisor } = hatTwin(layout, z[layer - 1] as Neurons);
        const before = hat.map((own, k) => {
          const product = own.map((_, s) =>
            above.reduce((sum, next, j) => sum + at(next, s) * weightTwin(network, layer, k, j), 0),
          );
          // Without streams a plain network's kernel keeps σ′(z) in float32.
          return streams > 1 ? backTwin(derivatives, own, product) : [at(product, 0) * Math.fround(slope(at(own, 0)))];
        });
        delta = unnormalisedTwin(layout, hat, divisor, before).map((own, k) =>
          own.map((value, s) => value + (layer < depth - 1 ? skipTwin(layout, told) * at(above[k] as number[], s) : 0)),
        );
      }
    }
    return { loss: total, squares };
  };

  const results = Array.from({ length: replicas }, (_, replica) => oneReplica(replica));
  return {
    activations,
    signals,
    outputs,
    losses: results.map(({ loss }) => loss),
    squares: results.map(({ squares }) => squares),
  };
}
