import * as tf from '@tensorflow/tfjs-core';
import { batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Setup } from '../../experiment/setup.ts';
import { concatenated } from '../../lib/concatenated.ts';
import type { EngineFrame, EngineName, Trainer } from '../engine.ts';
import { drawNetwork } from '../weights.ts';
import { type Batch, TfjsArm } from './arm.ts';
import { readAll } from './readback.ts';

/** Steps after which an arm is looked at even if nobody measures: bounds what is kept, and what a replay costs. */
const INSPECTION_INTERVAL = 64;

/** Which run on which device: what a measurement repeats. */
export interface Provenance {
  readonly run: number;
  readonly engine: EngineName;
  readonly adapter: string;
}

export class TfjsTrainer implements Trainer {
  readonly #provenance: Provenance;
  readonly #setup: Setup;
  readonly #arms: readonly TfjsArm[];
  readonly #batchOf: (step: number) => Batch;
  #step = 0;

  constructor(prepared: Setup, experiment: Experiment, provenance: Provenance) {
    this.#provenance = provenance;
    this.#setup = prepared;
    const { size } = this.#setup.data;
    const batches = batchSequence(experiment.seed, size, experiment.batch);
    const full = experiment.batch === 'full' || experiment.batch >= size;
    this.#batchOf = full ? () => null : (step) => tf.tensor1d(batches(step), 'int32');
    this.#arms = drawArms(this.#setup, experiment, full ? size : (experiment.batch as number));
  }

  get step(): number {
    return this.#step;
  }

  get exhausted(): boolean {
    return this.#training.length === 0;
  }

  get #training(): readonly TfjsArm[] {
    return this.#arms.filter((arm) => !arm.judge.diverged);
  }

  async advance(count: number): Promise<void> {
    for (let i = 0; i < count && !this.exhausted; i++) {
      const batch = this.#batchOf(this.#step);
      this.#step++;
      for (const arm of this.#training) arm.advance(this.#step, batch);
      batch?.dispose();
      if (this.#training.some((arm) => arm.uninspected >= INSPECTION_INTERVAL)) await this.inspect();
    }
  }

  /** Reads the present state of all arms back in one piece and judges it. */
  async inspect(): Promise<void> {
    const arms = this.#training;
    if (arms.length === 0) return;
    const lengths = arms.map((arm) => arm.packedLength);
    const values = await readAll(arms.map((arm) => arm.pack()));
    let offset = 0;
    for (const [i, arm] of arms.entries()) {
      const end = offset + (lengths[i] as number);
      await arm.settle(values.subarray(offset, end), this.#step, this.#batchOf);
      offset = end;
    }
    // Steps beyond the end of the last arm trained nothing.
    if (this.exhausted) this.#step = Math.max(...this.#arms.map(({ judge }) => judge.endedAt ?? 0));
  }

  async measure(): Promise<EngineFrame> {
    if (this.#training.some((arm) => arm.uninspected > 0)) await this.inspect();
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
    // Whether an arm is still finite is known once its last steps have been looked at.
    if (this.#training.some((arm) => arm.uninspected > 0)) await this.inspect();
    return Promise.all(this.#arms.map((arm) => arm.predict(inputs)));
  }

  dispose(): void {
    for (const arm of this.#arms) arm.dispose();
  }
}

function drawArms(prepared: Setup, experiment: Experiment, batch: number): readonly TfjsArm[] {
  const replicas = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(prepared, experiment, r));
  return prepared.arms.map((arm, i) => {
    const parameters = concatenated(
      Float32Array,
      replicas.map((networksOfReplica) => networksOfReplica[i] as Float32Array),
    );
    return new TfjsArm(prepared, experiment, arm, parameters, batch);
  });
}
