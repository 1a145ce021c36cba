/** One arm in training: its networks in the memory, and the way back to where it failed. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { Judge } from '../judge.ts';
import type { ArmStatistics } from '../statistics.ts';
import { scaledInputs } from '../weights.ts';
import { compileKernels } from './kernels.ts';
import type { Address, ArmLayout, LayerLayout, Layout } from './layout.ts';
import { lossOf } from './losses.ts';
import { type Examples, Network } from './network.ts';
import { placeRows, takeRows } from './rows.ts';

/** Indices of a step's examples, or null for the full data. */
export type Batch = Int32Array | null;

const FLOAT = 4;

export class WasmArm {
  readonly judge: Judge;
  readonly #network: Network;
  readonly #layout: Layout;
  readonly #own: ArmLayout;
  readonly #floats: Float32Array;
  readonly #replicas: number;
  readonly #all: Examples;
  readonly #observed: Examples;
  readonly #inputScale: number;
  /** Losses of the steps since the last inspection, each [R]. */
  #losses: Float64Array[] = [];
  #inspected = 0;

  /** @param networks the parameters of each replica, as weights.ts draws them. */
  constructor(
    setup: Setup,
    experiment: Experiment,
    index: number,
    networks: readonly Float32Array[],
    layout: Layout,
    memory: WebAssembly.Memory,
    fma: boolean,
  ) {
    const arm = setup.arms[index] as ArmSetup;
    const { optimizer, learningRate, depth, replicas } = experiment;
    const kernels = compileKernels(layout, arm.activation, optimizer, fma, memory);
    this.judge = new Judge(depth, replicas);
    this.#layout = layout;
    this.#own = layout.arms[index] as ArmLayout;
    this.#floats = new Float32Array(memory.buffer);
    const loss = lossOf(setup.data, layout.layers.at(-1) as LayerLayout, kernels, this.#floats);
    this.#network = new Network(layout, kernels, loss, optimizer, learningRate);
    this.#replicas = replicas;
    this.#inputScale = arm.inputScale;
    const rows = { inputs: this.#own.inputs, targets: layout.targets, places: null };
    this.#all = { ...rows, count: layout.size };
    // The streams' rows lie all of one stream together, so that fewer examples than all have others only without streams.
    if (layout.streams > 1 && layout.observed !== layout.size)
      throw new RangeError('An equation is observed at all its points.');
    this.#observed = { ...rows, count: layout.observed };
    placeRows(scaledInputs(setup.data, arm), setup.data.inputDimension, this.#from(this.#own.inputs));
    this.#placeSeeds(this.#own.inputs, layout.size);
    for (const [replica, parameters] of networks.entries()) this.#placeNetwork(parameters, this.#stateOf(replica));
    this.#keep(0);
  }

  /** Steps since the last inspection. */
  get uninspected(): number {
    return this.#losses.length;
  }

  /** One optimizer step, the `step`th (from 1). */
  advance(step: number, batch: Batch): void {
    const examples = batch ? this.#gather(batch) : this.#all;
    const train = (_: unknown, replica: number) => this.#network.train(this.#stateOf(replica), examples, step);
    this.#losses.push(Float64Array.from({ length: this.#replicas }, train));
  }

  /** Judges the present state; goes back and on step by step where something failed on the way to it. */
  inspect(step: number, batchOf: (step: number) => Batch): void {
    const statistics = this.#statistics(step);
    const suspects = this.judge.suspects(statistics, this.#losses);
    if (this.#losses.length > 1 && this.judge.needsExactStep(suspects)) this.#replay(step, batchOf);
    else this.judge.record(statistics);
    this.#keep(step);
  }

  #replay(last: number, batchOf: (step: number) => Batch): void {
    this.#copy(this.#own.snapshot, this.#own.state);
    for (let step = this.#inspected + 1; step <= last && !this.judge.diverged; step++) {
      this.advance(step, batchOf(step - 1));
      this.judge.record(this.#statistics(step));
    }
  }

  #statistics(step: number): ArmStatistics {
    const { layers, observed } = this.#layout;
    const replicas = this.#replicas;
    const { fanOut, z } = layers.at(-1) as LayerLayout;
    const perLayer = () => new Float64Array(replicas * layers.length);
    const [largest, variance, gradient] = [perLayer(), perLayer(), perLayer()];
    const loss = new Float64Array(replicas);
    const outputs = new Float32Array(replicas * observed * fanOut);
    for (let r = 0; r < replicas; r++) {
      loss[r] = this.#network.observe(this.#stateOf(r), this.#observed, (layer, seen) => {
        const at = r * layers.length + layer;
        largest[at] = seen.largest;
        variance[at] = seen.sumOfSquares / observed / (layers[layer] as LayerLayout).fanOut;
        gradient[at] = seen.sumOfSquaredSlopes / observed;
      });
      takeRows(this.#from(z), fanOut, outputs.subarray(r * observed * fanOut, (r + 1) * observed * fanOut));
    }
    return { step, largest, variance, gradient, loss, outputs };
  }

  /** The state becomes the one to go back to. */
  #keep(step: number): void {
    this.#copy(this.#own.state, this.#own.snapshot);
    this.#inspected = step;
    this.#losses = [];
  }

  #copy(source: Address, target: Address): void {
    const from = source / FLOAT;
    this.#floats.copyWithin(target / FLOAT, from, from + this.#layout.stateBytes / FLOAT);
  }

  #gather(batch: Int32Array): Examples {
    const { batchInputs, batchTargets, targets, layers, streams, size } = this.#layout;
    const { inputWidth } = layers[0] as LayerLayout;
    for (let stream = 0; stream < streams; stream++) {
      const [from, to] = [stream * size, stream * batch.length].map((rows) => rows * inputWidth * FLOAT) as [
        number,
        number,
      ];
      this.#gatherRows(batch, this.#own.inputs + from, batchInputs + to, inputWidth);
    }
    this.#gatherRows(batch, targets, batchTargets, (layers.at(-1) as LayerLayout).width);
    return { count: batch.length, inputs: batchInputs, targets: batchTargets, places: batch };
  }

  #gatherRows(rows: Int32Array, source: Address, target: Address, width: number): void {
    rows.forEach((row, i) => {
      const from = source / FLOAT + row * width;
      this.#floats.copyWithin(target / FLOAT + i * width, from, from + width);
    });
  }

  /** The first finite replica's outputs, every stream, at unscaled points; null once there is none. */
  predict(inputs: Float32Array, inputDimension: number): Float32Array | null {
    const replica = this.judge.firstFinite;
    if (replica === null) return null;
    const { chunk, chunkInputs, streams, layers } = this.#layout;
    const { z, fanOut, width } = layers.at(-1) as LayerLayout;
    const points = inputs.length / inputDimension;
    const perPoint = fanOut * streams;
    const outputs = new Float32Array(points * perPoint);
    this.#placeSeeds(chunkInputs, chunk);
    for (let first = 0; first < points; first += chunk) {
      const scaled = inputs
        .subarray(first * inputDimension, (first + chunk) * inputDimension)
        .map((x) => x * this.#inputScale);
      placeRows(scaled, inputDimension, this.#from(chunkInputs));
      this.#network.predict(this.#stateOf(replica), chunk, chunkInputs);
      const count = Math.min(chunk, points - first);
      for (let i = 0; i < count * perPoint; i++) {
        const [point, stream, output] = [Math.floor(i / perPoint), Math.floor(i / fanOut) % streams, i % fanOut];
        outputs[first * perPoint + i] = this.#floats[z / FLOAT + (stream * chunk + point) * width + output]!;
      }
    }
    return outputs;
  }

  /** What enters layer 1 in the derivatives' rows, behind those of `count` values: ∂(s x)/∂x, 0, ∂(s x)/∂t. */
  #placeSeeds(inputs: Address, count: number): void {
    const { inputWidth } = this.#layout.layers[0] as LayerLayout;
    const block = count * inputWidth;
    const seed = (stream: number, axis: number) => {
      const from = inputs / FLOAT + stream * block;
      for (let i = 0; i < count; i++) this.#floats[from + i * inputWidth + axis] = this.#inputScale;
    };
    if (this.#layout.streams > 1) seed(1, 0);
    if (this.#layout.streams > 3) seed(3, 1);
  }

  #placeNetwork(parameters: Float32Array, state: Address): void {
    let from = 0;
    for (const { fanIn, fanOut, offset } of this.#layout.layers) {
      const end = from + (fanIn + 1) * fanOut;
      placeRows(parameters.subarray(from, end), fanOut, this.#from(state + offset));
      from = end;
    }
  }

  #stateOf(replica: number): Address {
    return this.#own.state + (replica * this.#layout.stateBytes) / this.#replicas;
  }

  #from(address: Address): Float32Array {
    return this.#floats.subarray(address / FLOAT);
  }
}
