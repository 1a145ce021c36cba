/** The networks of a run as tensors on the device of the backend that is active. */
import * as tf from '@tensorflow/tfjs-core';
import { batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Setup } from '../../experiment/setup.ts';
import { concatenated } from '../../lib/concatenated.ts';
import type { Ensemble, Look, Parameters, Wanted } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { type Batch, TfjsArm } from './arm.ts';
import { readAll } from './readback.ts';

export class TfjsEnsemble implements Ensemble {
  readonly interval = 64;
  readonly chunk = 16;
  readonly overlaps = false;
  readonly #arms: readonly TfjsArm[];
  /** Examples of a step, from 1; to be disposed of. */
  readonly #batchOf: (step: number) => Batch;

  /** @param networks of every replica, see drawnNetworks. */
  constructor(prepared: Setup, experiment: Experiment, networks: readonly (readonly Float32Array[])[]) {
    const { size } = prepared.data;
    const batches = batchSequence(experiment.seed, size, experiment.batch);
    const full = experiment.batch === 'full' || experiment.batch >= size;
    this.#batchOf = full ? () => null : (step) => tf.tensor1d(batches(step - 1), 'int32');
    const batch = full ? size : (experiment.batch as number);
    this.#arms = prepared.arms.map((arm, i) => {
      const own = networks.map((ofReplica) => ofReplica[i] as Float32Array);
      return new TfjsArm(prepared, experiment, arm, concatenated(Float32Array, own), batch);
    });
  }

  train(arms: readonly number[], done: number, count: number): void {
    for (let step = done + 1; step <= done + count; step++) {
      const batch = this.#batchOf(step);
      for (const arm of arms) this.#arm(arm).advance(step, batch);
      batch?.dispose();
    }
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[]> {
    const own = arms.map((arm) => this.#arm(arm));
    const values = await readAll(own.map((arm) => arm.look()));
    let end = 0;
    return own.map((arm) => {
      const start = end;
      end += arm.lookLength(steps);
      return arm.unpackLook(values.subarray(start, end), step, steps);
    });
  }

  save(arms: readonly number[]): void {
    for (const arm of arms) this.#arm(arm).save();
  }

  restore(arms: readonly number[]): void {
    for (const arm of arms) this.#arm(arm).restore();
  }

  async retrace(arms: readonly number[], done: number, count: number): Promise<readonly (readonly ArmStatistics[])[]> {
    const all: (readonly ArmStatistics[])[] = [];
    for (const arm of arms) all.push(await this.#retrace(arm, done, count));
    return all;
  }

  async #retrace(arm: number, done: number, count: number): Promise<readonly ArmStatistics[]> {
    const own = this.#arm(arm);
    const rows = Array.from({ length: count }, (_, i) => {
      const step = done + i + 1;
      const batch = this.#batchOf(step);
      const row = own.retrace(step, batch);
      batch?.dispose();
      return row;
    });
    const values = await readAll(rows);
    const length = values.length / count;
    return rows.map((_, i) => own.unpack(values.subarray(i * length, (i + 1) * length), done + i + 1));
  }

  predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]> {
    return Promise.all(
      replicas().map((replica, arm) =>
        replica === null ? null : this.#arm(arm).predict(replica, inputs, derivatives),
      ),
    );
  }

  parameters(replicas: () => readonly Wanted[]): Promise<readonly Parameters[]> {
    return Promise.all(replicas().map((own, arm) => (own === null ? null : this.#arm(arm).parameters(own))));
  }

  release(arm: number): void {
    this.#arm(arm).dispose();
  }

  dispose(): void {
    for (const arm of this.#arms) arm.dispose();
  }

  #arm(arm: number): TfjsArm {
    return this.#arms[arm] as TfjsArm;
  }
}
