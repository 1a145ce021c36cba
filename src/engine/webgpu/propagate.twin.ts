/** The propagate kernel in TypeScript, float64 between loads and stores, on the same layout. */
import type { Activation } from '../../activations/activation.ts';
import { type LayerPlace, layerPlace, type NetworkLayout } from './layout.ts';
import { LOSS_TWIN, type LossName } from './loss.ts';

export interface PropagateTwinInput {
  readonly layout: NetworkLayout;
  readonly derivatives: Activation['derivatives'];
  readonly loss: LossName;
  readonly mode: 'train' | 'measure';
  readonly inputs: Float32Array;
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
  /** Σ z_l² and Σ δ_l² over neurons and examples, [replicas][z, δ][depth]. */
  readonly squares: readonly (readonly [readonly number[], readonly number[]])[];
  /** [replicas × examples × outputs] */
  readonly outputs: Float32Array;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;
const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0);

export function propagateTwin(given: PropagateTwinInput): PropagateTwinOutput {
  const { layout, inputs, targets, parameters, order } = given;
  const { replicas, depth, examples, exampleVectors } = layout;
  const [value, slope] = given.derivatives;
  const places = Array.from({ length: depth }, (_, layer) => layerPlace(layout, layer));
  const row = 4 * exampleVectors;
  const activations = new Float32Array(4 * replicas * layout.activationStride);
  const signals = new Float32Array(4 * replicas * layout.signalStride);
  const outputs = new Float32Array(replicas * examples * layout.outputs);
  const scale = given.mode === 'train' ? 1 / examples : 1;

  const oneReplica = (replica: number) => {
    const a = 4 * replica * layout.activationStride;
    const d = 4 * replica * layout.signalStride;
    const w = 4 * replica * layout.parameterStride;
    const weight = ({ weights, paddedOut }: LayerPlace, k: number, j: number) =>
      at(parameters, w + 4 * weights + k * paddedOut + j);
    const squares = [new Array<number>(depth).fill(0), new Array<number>(depth).fill(0)] as [number[], number[]];
    let total = 0;
    for (let e = 0; e < examples; e++) {
      const example = at(order, e);
      let entering = Array.from(inputs.subarray(example * layout.inputs, (example + 1) * layout.inputs));
      let z: number[] = [];
      places.forEach((place, layer) => {
        entering.forEach((x, k) => {
          activations[a + 4 * place.input + k * row + e] = x;
        });
        z = Array.from({ length: place.fanOut }, (_, j) =>
          entering.reduce((sum, x, k) => sum + x * weight(place, k, j), weight(place, place.paddedIn, j)),
        );
        squares[0][layer] = at(squares[0], layer) + sumOfSquares(z);
        z.forEach((x, j) => {
          signals[d + 4 * place.signal + j * row + e] = slope(x);
        });
        entering = z.map(value);
      });
      outputs.set(z, (replica * examples + e) * layout.outputs);
      const target = Array.from(targets.subarray(example * layout.outputs, (example + 1) * layout.outputs));
      const { loss, signal } = LOSS_TWIN[given.loss](z, target);
      total += loss;
      let above: LayerPlace | null = null;
      let delta = signal.map((x) => x * scale);
      for (const [layer, place] of [...places.entries()].reverse()) {
        if (above) {
          const { fanIn } = above;
          const upper = above;
          const next = Array.from({ length: fanIn }, (_, k) =>
            delta.reduce((sum, x, j) => sum + x * weight(upper, k, j), 0),
          );
          delta = next.map((x, k) => x * at(signals, d + 4 * place.signal + k * row + e));
        }
        delta.forEach((x, j) => {
          signals[d + 4 * place.signal + j * row + e] = x;
        });
        squares[1][layer] = at(squares[1], layer) + sumOfSquares(delta);
        above = place;
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
