import { type BatchSequence, batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../../experiment/setup.ts';
import { outputsPerPoint } from '../../tasks/task.ts';
import type { EngineFrame, EngineName, Trainer } from '../engine.ts';
import { drawNetwork } from '../weights.ts';
import { INSPECTION_INTERVAL, WasmArm } from './arm.ts';
import { ExampleRows, type Examples } from './examples.ts';
import { kernelsFor } from './kernels.ts';
import { layoutOf } from './layout.ts';
import { allocate } from './memory.ts';

/** Which run on which device: what a measurement repeats. */
export interface Provenance {
  readonly run: number;
  readonly engine: EngineName;
  readonly adapter: string;
}

export class WasmTrainer implements Trainer {
  readonly #provenance: Provenance;
  readonly #setup: Setup;
  /** Places of the examples of a step, from 0; null: all examples in every step. */
  readonly #batchOf: BatchSequence | null;
  /** The memory is theirs; `dispose` lets go of it. */
  #arms: readonly WasmArm[];
  #examples: ExampleRows | null;
  #step = 0;

  /** Throws EngineError where the memory does not suffice. */
  constructor(experiment: Experiment, provenance: Provenance, fma: boolean) {
    this.#provenance = provenance;
    const prepared = setup(experiment);
    const { data } = prepared;
    this.#setup = prepared;
    const layout = layoutOf(experiment, data);
    const memory = allocate(layout.totalBytes, layout.needs);
    const floats = new Float32Array(memory.buffer);
    const examples = new ExampleRows(data, layout, floats);
    this.#examples = examples;
    const kernelsOf = kernelsFor(layout, experiment.optimizer, fma, memory);
    this.#arms = prepared.arms.map((_, i) => new WasmArm(prepared, experiment, i, layout, examples, floats, kernelsOf));
    for (let replica = 0; replica < experiment.replicas; replica++) {
      for (const [i, parameters] of drawNetwork(prepared, experiment, replica).entries()) {
        (this.#arms[i] as WasmArm).placeNetwork(replica, parameters);
      }
    }
    this.#batchOf =
      layout.rows.batch.count === data.size ? null : batchSequence(experiment.seed, data.size, experiment.batch);
    this.#inspect();
  }

  get step(): number {
    return this.#step;
  }

  get exhausted(): boolean {
    return this.#training.length === 0;
  }

  get #training(): readonly WasmArm[] {
    return this.#arms.filter((arm) => !arm.judge.diverged);
  }

  async advance(count: number): Promise<void> {
    for (let i = 0; i < count && !this.exhausted; i++) {
      this.#step++;
      const examples = this.#examplesOf(this.#step);
      for (const arm of this.#training) arm.advance(this.#step, examples);
      if (this.#training.some((arm) => arm.uninspected >= INSPECTION_INTERVAL)) this.#inspect();
    }
  }

  #inspect(): void {
    for (const arm of this.#training) arm.inspect(this.#step, this.#examplesOf);
    // Steps beyond the end of the last arm trained nothing.
    if (this.exhausted) this.#step = Math.max(...this.#arms.map(({ judge }) => judge.endedAt ?? 0));
  }

  /** Which replicas are finite is known up to the last inspection. */
  #inspectIfStale(): void {
    if (this.#training.some((arm) => arm.uninspected > 0)) this.#inspect();
  }

  /** What a step, from 1, trains on; asked for while there are arms. */
  #examplesOf = (step: number): Examples => {
    const examples = this.#examples as ExampleRows;
    return this.#batchOf === null ? examples.all : examples.gather(this.#batchOf(step - 1));
  };

  async measure(): Promise<EngineFrame> {
    this.#inspectIfStale();
    const { arms, baseline } = this.#setup;
    return {
      measurement: {
        ...this.#provenance,
        step: this.#step,
        arms: this.#arms.map(({ judge }, i) => judge.measurement(arms[i] as ArmSetup, baseline)),
      },
      outputs: this.#arms.map(({ judge }) => judge.outputs()),
    };
  }

  async predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    this.#inspectIfStale();
    const { data } = this.#setup;
    const perPoint = outputsPerPoint(data);
    const points = inputs.length / data.inputDimension;
    const outputs = this.#arms.map(({ judge }) => (judge.diverged ? null : new Float32Array(points * perPoint)));
    const examples = this.#examples;
    for (let first = 0; examples !== null && first < points; first += examples.chunk.count) {
      examples.placeChunk(inputs, first);
      const [from, to] = [first * perPoint, Math.min(first + examples.chunk.count, points) * perPoint];
      for (const [i, own] of outputs.entries()) {
        if (own !== null) (this.#arms[i] as WasmArm).predictChunk(own.subarray(from, to));
      }
    }
    return outputs;
  }

  dispose(): void {
    this.#arms = [];
    this.#examples = null;
  }
}
