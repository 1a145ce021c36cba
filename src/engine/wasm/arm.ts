/** One arm in training: its networks in the memory, and the way back to where it failed. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { Judge } from '../judge.ts';
import type { ArmStatistics } from '../statistics.ts';
import type { ExampleRows, Examples } from './examples.ts';
import type { Kernels } from './kernels.ts';
import type { Address, ArmLayout, LayerLayout, Layout } from './layout.ts';
import { lossOf } from './losses.ts';
import { Network } from './network.ts';
import { placeRows, takeRows } from './rows.ts';

/** Steps after which an arm has to be inspected even if nobody measures: bounds what a replay costs. */
export const INSPECTION_INTERVAL = 64;

const FLOAT = 4;

export class WasmArm {
  readonly judge: Judge;
  readonly #network: Network;
  readonly #layout: Layout;
  readonly #own: ArmLayout;
  readonly #examples: ExampleRows;
  readonly #floats: Float32Array;
  readonly #replicas: number;
  /** Losses of the steps since the last inspection, each [R]; those behind `uninspected` are old. */
  readonly #losses: readonly Float64Array[];
  #uninspected = 0;
  #inspected = 0;

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
    const { optimizer, depth, replicas } = experiment;
    const own = setup.arms[index] as ArmSetup;
    const kernels = kernelsOf(own);
    this.judge = new Judge(depth, replicas);
    this.#layout = layout;
    this.#own = layout.arms[index] as ArmLayout;
    this.#examples = examples;
    this.#floats = floats;
    const loss = lossOf(setup.data, layout.layers.at(-1) as LayerLayout, kernels, floats);
    this.#network = new Network(layout, own, kernels, loss, optimizer);
    this.#replicas = replicas;
    this.#losses = Array.from({ length: INSPECTION_INTERVAL }, () => new Float64Array(replicas));
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

  /** Steps since the last inspection, at most INSPECTION_INTERVAL. */
  get uninspected(): number {
    return this.#uninspected;
  }

  /** One optimizer step, the `step`th (from 1). */
  advance(step: number, examples: Examples): void {
    const losses = this.#losses[this.#uninspected++] as Float64Array;
    for (let r = 0; r < this.#replicas; r++) losses[r] = this.#network.train(this.#stateOf(r), examples, step);
  }

  /**
   * Judges the present state; goes back and on step by step where something failed on the way to it.
   * @param examplesOf what a step, from 1, trains on.
   */
  inspect(step: number, examplesOf: (step: number) => Examples): void {
    const statistics = this.#statistics(step);
    const suspects = this.judge.suspects(statistics, this.#losses.slice(0, this.#uninspected));
    if (this.#uninspected > 1 && this.judge.needsExactStep(suspects)) this.#replay(step, examplesOf);
    else this.judge.record(statistics);
    // This state becomes the one to go back to.
    this.#copy(this.#own.state, this.#own.snapshot);
    this.#inspected = step;
    this.#uninspected = 0;
  }

  #replay(last: number, examplesOf: (step: number) => Examples): void {
    this.#copy(this.#own.snapshot, this.#own.state);
    for (let step = this.#inspected + 1; step <= last && !this.judge.diverged; step++) {
      this.#uninspected = 0;
      this.advance(step, examplesOf(step));
      this.judge.record(this.#statistics(step));
    }
  }

  #statistics(step: number): ArmStatistics {
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
   * Every stream's outputs of the first finite replica at the points of the chunk, as many as `outputs` takes.
   * @param outputs [points × fan-out × streams], the streams of an equation's one output side by side.
   */
  predictChunk(outputs: Float32Array): void {
    const replica = this.judge.firstFinite;
    if (replica === null) return;
    const { layers, streams } = this.#layout;
    const { z, fanOut, width } = layers.at(-1) as LayerLayout;
    const { chunk } = this.#examples;
    this.#network.predict(this.#stateOf(replica), chunk);
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

  #stateOf(replica: number): Address {
    return this.#own.state + (replica * this.#layout.stateBytes) / this.#replicas;
  }

  #from(address: Address): Float32Array {
    return this.#floats.subarray(address / FLOAT);
  }
}
