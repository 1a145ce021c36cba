import { batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type Setup, setup } from '../../experiment/setup.ts';
import type { EngineFrame, EngineName, Trainer } from '../engine.ts';
import { drawNetwork } from '../weights.ts';
import { type Batch, WasmArm } from './arm.ts';
import { layoutOf } from './layout.ts';
import { placeRows } from './rows.ts';

/** Steps after which an arm is looked at even if nobody measures: bounds what a replay costs. */
const INSPECTION_INTERVAL = 64;
const PAGE = 2 ** 16;

/** Which run on which device: what a measurement repeats. */
export interface Provenance {
  readonly run: number;
  readonly engine: EngineName;
  readonly adapter: string;
}

export class WasmTrainer implements Trainer {
  readonly #provenance: Provenance;
  readonly #setup: Setup;
  readonly #batchOf: (step: number) => Batch;
  /** Released by `dispose`, and the memory with them. */
  #arms: readonly WasmArm[];
  #step = 0;

  /** Throws RangeError where the browser cannot give the memory. */
  constructor(experiment: Experiment, provenance: Provenance, fma: boolean) {
    this.#provenance = provenance;
    const prepared = setup(experiment);
    const { data, arms } = prepared;
    this.#setup = prepared;
    const layout = layoutOf(experiment, data);
    const batches = batchSequence(experiment.seed, data.size, experiment.batch);
    this.#batchOf = layout.batch === data.size ? () => null : batches;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.totalBytes / PAGE) });
    placeRows(data.targets, data.outputDimension, new Float32Array(memory.buffer, layout.targets));
    const drawn = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(prepared, experiment, r));
    this.#arms = arms.map((_, i) => {
      const networks = drawn.map((ofArms) => ofArms[i] as Float32Array);
      return new WasmArm(prepared, experiment, i, networks, layout, memory, fma);
    });
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
      const batch = this.#batchOf(this.#step);
      this.#step++;
      for (const arm of this.#training) arm.advance(this.#step, batch);
      if (this.#training.some((arm) => arm.uninspected >= INSPECTION_INTERVAL)) this.#inspect();
    }
  }

  #inspect(): void {
    for (const arm of this.#training) arm.inspect(this.#step, this.#batchOf);
    // Steps beyond the end of the last arm trained nothing.
    if (this.exhausted) this.#step = Math.max(...this.#arms.map(({ judge }) => judge.endedAt ?? 0));
  }

  async measure(): Promise<EngineFrame> {
    if (this.#training.some((arm) => arm.uninspected > 0)) this.#inspect();
    const { arms, baseline } = this.#setup;
    return {
      measurement: {
        ...this.#provenance,
        step: this.#step,
        arms: this.#arms.map(({ judge }, i) => judge.measurement(arms[i] as (typeof arms)[number], baseline)),
      },
      outputs: this.#arms.map(({ judge }) => judge.outputs()),
    };
  }

  async predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    return this.#arms.map((arm) => arm.predict(inputs, this.#setup.data.inputDimension));
  }

  dispose(): void {
    this.#arms = [];
  }
}
