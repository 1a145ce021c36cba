/** The propagate kernel in TypeScript, float64 on the way, on the same layout. */
import type { Activation } from '../../activations/activation.ts';
import type { LossName } from '../../tasks/task.ts';
import { type LayerPlace, layerPlace, type NetworkLayout, rowPlace } from './layout.ts';
import { LOSS_TWIN, targetLength } from './loss.ts';
import { backTwin, carryTwin } from './streams.ts';

export interface PropagateTwinInput {
  readonly layout: NetworkLayout;
  readonly derivatives: Activation['derivatives'];
  readonly loss: LossName;
  readonly mode: 'train' | 'measure';
  /** With streams followed by the input scale, as the kernel has them. */
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
  /** Σ z_l² and Σ δ_l² over neurons and examples, of streams the value's alone, [replicas][z, δ][depth]. */
  readonly squares: readonly (readonly [readonly number[], readonly number[]])[];
  /** [replicas × examples × outputs] */
  readonly outputs: Float32Array;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;
const sumOfSquares = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0);

export function propagateTwin(given: PropagateTwinInput): PropagateTwinOutput {
  const { layout, inputs, targets, parameters, order } = given;
  const { replicas, depth, examples, exampleVectors, streams } = layout;
  const [, slope] = given.derivatives;
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
      const place = (stream: number) => rowPlace(layout, e, stream);
      const own = Array.from(inputs.subarray(example * layout.inputs, (example + 1) * layout.inputs));
      const scale1 = at(inputs, inputs.length - 1);
      // One neuron's streams side by side.
      let entering = own.map((x, k) => [x, k === 0 ? scale1 : 0, 0, k === 1 ? scale1 : 0].slice(0, streams));
      let z: number[][] = [];
      const kept: number[][][] = [];
      places.forEach((layer, l) => {
        entering.forEach((x, k) => {
          x.forEach((value, s) => {
            activations[a + 4 * layer.input + k * row + place(s)] = value;
          });
        });
        z = Array.from({ length: layer.fanOut }, (_, j) =>
          Array.from({ length: streams }, (__, s) =>
            entering.reduce(
              (sum, x, k) => sum + at(x, s) * weight(layer, k, j),
              s === 0 ? weight(layer, layer.paddedIn, j) : 0,
            ),
          ),
        );
        kept.push(z);
        squares[0][l] = at(squares[0], l) + sumOfSquares(z.map((x) => at(x, 0)));
        entering = z.map((x) => carryTwin(given.derivatives, x));
      });
      outputs.set(
        z.map((x) => at(x, 0)),
        (replica * examples + e) * layout.outputs,
      );
      const length = targetLength(given.loss, layout);
      const target = Array.from(targets.subarray(example * length, (example + 1) * length));
      const { loss, signal } = LOSS_TWIN[given.loss](streams > 1 ? (z[0] as number[]) : z.map((x) => at(x, 0)), target);
      total += loss;
      let above: LayerPlace | null = null;
      let delta = streams > 1 ? [signal.map((x) => x * scale)] : signal.map((x) => [x * scale]);
      for (const [l, layer] of [...places.entries()].reverse()) {
        if (above) {
          const upper = above;
          const back = delta;
          delta = Array.from({ length: upper.fanIn }, (_, k) => {
            const product = Array.from({ length: streams }, (__, s) =>
              back.reduce((sum, x, j) => sum + at(x, s) * weight(upper, k, j), 0),
            );
            const before = kept[l]?.[k] as number[];
            // Without streams the kernel keeps σ′(z) in float32.
            return streams > 1
              ? backTwin(given.derivatives, before, product)
              : [at(product, 0) * Math.fround(slope(at(before, 0)))];
          });
        }
        delta.forEach((x, j) => {
          x.forEach((value, s) => {
            signals[d + 4 * layer.signal + j * row + place(s)] = value;
          });
        });
        squares[1][l] = at(squares[1], l) + sumOfSquares(delta.map((x) => at(x, 0)));
        above = layer;
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
