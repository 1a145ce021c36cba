/** One arm in training: its networks in the memory, beside those that are kept. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import type { ExampleRows, Examples } from './examples.ts';
import type { Kernels } from './kernels.ts';
import type { Address, ArmLayout, LayerLayout, Layout } from './layout.ts';
import { lossOf } from './losses.ts';
import { Network } from './network.ts';
import { placeRows, takeRows } from './rows.ts';

const FLOAT = 4;

export class WasmArm {
  readonly #network: Network;
  readonly #layout: Layout;
  readonly #own: ArmLayout;
  readonly #examples: ExampleRows;
  readonly #floats: Float32Array;
  readonly #replicas: number;

  /** Its networks are yet to be placed. */
  constructor(
    setup: Setup,
    experiment: Experiment,
    index: number,
    layout: Layout,
    examples: ExampleRows,
    floats: Float32Array,
    kernelsOf: (arm: ArmSetup) => Kernels,
  ) {
    const { optimizer, replicas } = experiment;
    const own = setup.arms[index] as ArmSetup;
    const kernels = kernelsOf(own);
    this.#layout = layout;
    this.#own = layout.arms[index] as ArmLayout;
    this.#examples = examples;
    this.#floats = floats;
    const loss = lossOf(setup.data, layout, kernels, floats);
    this.#network = new Network(layout, own, kernels, loss, optimizer);
    this.#replicas = replicas;
  }

  /** @param parameters as weights.ts draws them. */
  placeNetwork(replica: number, parameters: Float32Array): void {
    let from = 0;
    for (const { fanIn, fanOut, offset } of this.#layout.layers) {
      const end = from + (fanIn + 1) * fanOut;
      placeRows(parameters.subarray(from, end), fanOut, this.#from(this.#stateOf(replica) + offset));
      from = end;
    }
  }

  /** The way back, of a replica as it was kept. */
  parameters(replica: number): Float32Array {
    const { layers } = this.#layout;
    const flat = new Float32Array(layers.reduce((sum, { fanIn, fanOut }) => sum + (fanIn + 1) * fanOut, 0));
    let from = 0;
    for (const { fanIn, fanOut, offset } of layers) {
      const end = from + (fanIn + 1) * fanOut;
      takeRows(this.#from(this.#stateOf(replica, this.#own.snapshot) + offset), fanOut, flat.subarray(from, end));
      from = end;
    }
    return flat;
  }

  /**
   * One optimizer step, the `step`th (from 1).
   * @param losses what to fill with R of them, from `at` on.
   */
  advance(step: number, examples: Examples, losses: Float64Array, at: number): void {
    for (let r = 0; r < this.#replicas; r++) losses[at + r] = this.#network.train(this.#stateOf(r), examples, step);
  }

  /** The present state becomes the one that is kept. */
  save(): void {
    this.#copy(this.#own.state, this.#own.snapshot);
  }

  /** Goes back to the state that is kept. */
  restore(): void {
    this.#copy(this.#own.snapshot, this.#own.state);
  }

  /** A network's parameters in the state that is kept, as they lie in the memory. */
  kept(replica: number): Float32Array {
    return this.#from(this.#stateOf(replica, this.#own.snapshot)).subarray(0, this.#layout.networkBytes / FLOAT);
  }

  /** Keeps a network of the same shape in place of its first one. */
  keep(parameters: Float32Array): void {
    this.#from(this.#own.snapshot).set(parameters);
  }

  statistics(step: number): ArmStatistics {
    const { observed } = this.#examples;
    const { layers } = this.#layout;
    const { count } = observed;
    const replicas = this.#replicas;
    const { fanOut, z } = layers.at(-1) as LayerLayout;
    const perLayer = () => new Float64Array(replicas * layers.length);
    const [largest, variance, gradient] = [perLayer(), perLayer(), perLayer()];
    const loss = new Float64Array(replicas);
    const outputs = new Float32Array(replicas * count * fanOut);
    for (let r = 0; r < replicas; r++) {
      loss[r] = this.#network.observe(this.#stateOf(r), observed, (layer, seen) => {
        const at = r * layers.length + layer;
        largest[at] = seen.largest;
        variance[at] = seen.sumOfSquares / count / (layers[layer] as LayerLayout).fanOut;
        gradient[at] = seen.sumOfSquaredSlopes / count;
      });
      takeRows(this.#from(z), fanOut, outputs.subarray(r * count * fanOut, (r + 1) * count * fanOut));
    }
    return { step, largest, variance, gradient, loss, outputs };
  }

  /**
   * Every stream's outputs of a replica, as it was kept, at the points of the chunk, as many as `outputs` takes.
   * @param outputs [points × fan-out × streams], the streams of an equation's one output side by side.
   */
  predictChunk(replica: number, outputs: Float32Array): void {
    const { layers, streams } = this.#layout;
    const { z, fanOut, width } = layers.at(-1) as LayerLayout;
    const { chunk } = this.#examples;
    this.#network.predict(this.#stateOf(replica, this.#own.snapshot), chunk);
    const perPoint = fanOut * streams;
    for (let stream = 0; stream < streams; stream++) {
      const rows = z / FLOAT + stream * chunk.count * width;
      for (let point = 0; point * perPoint < outputs.length; point++) {
        for (let o = 0; o < fanOut; o++) {
          outputs[point * perPoint + stream * fanOut + o] = this.#floats[rows + point * width + o]!;
        }
      }
    }
  }

  #copy(source: Address, target: Address): void {
    const from = source / FLOAT;
    this.#floats.copyWithin(target / FLOAT, from, from + this.#layout.stateBytes / FLOAT);
  }

  #stateOf(replica: number, all = this.#own.state): Address {
    return all + (replica * this.#layout.stateBytes) / this.#replicas;
  }

  #from(address: Address): Float32Array {
    return this.#floats.subarray(address / FLOAT);
  }
}
