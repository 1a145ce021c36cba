/**
 * The networks of a run on the GPU: many steps in a submit, one readback at a time. The GPU works through training and
 * the looks at it without a pause.
 */
import { type BatchSequence, batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { TaskData } from '../../tasks/task.ts';
import type { Ensemble, Look } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import type { FusedArm, SharedBuffers } from './arm.ts';
import { type ArmPlan, armLayouts, isGathered } from './plan.ts';
import { type PredictedArm, Predictor } from './predictor.ts';
import { readBack, readbackBuffer } from './readback.ts';
import { readbackLayout, unpackStatistics } from './statistics.ts';
import { SLOTS, stepOrder, stepUniforms } from './steps.ts';

export interface Contestant extends PredictedArm {
  readonly arm: FusedArm;
}

export class FusedEnsemble implements Ensemble {
  readonly interval = SLOTS;
  readonly chunk = 16;
  readonly overlaps = true;
  readonly #device: GPUDevice;
  readonly #experiment: Experiment;
  readonly #contestants: readonly Contestant[];
  readonly #shared: SharedBuffers;
  readonly #batches: BatchSequence;
  /** Examples per step as the order has them; 0 without an order. */
  readonly #batch: number;
  readonly #staging: GPUBuffer;
  readonly #predictor: Predictor;
  #disposed = false;

  constructor(
    device: GPUDevice,
    experiment: Experiment,
    data: TaskData,
    contestants: readonly Contestant[],
    shared: SharedBuffers,
  ) {
    this.#device = device;
    this.#experiment = experiment;
    this.#contestants = contestants;
    this.#shared = shared;
    this.#batches = batchSequence(experiment.seed, data.size, experiment.batch);
    const plans = contestants.map(({ plan }) => plan);
    this.#batch = plans.find(isGathered)?.batch ?? 0;
    // A replay follows a look that has been read, so the same buffer serves both.
    const look = plans.reduce((sum, plan) => sum + readbackBytes(plan), 0);
    this.#staging = readbackBuffer(device, Math.max(look, ...plans.map((plan) => this.chunk * statisticsBytes(plan))));
    this.#predictor = new Predictor(device, contestants);
  }

  prepare(arms: readonly number[]): Promise<unknown> {
    return Promise.all(this.#fused(arms).map((arm) => arm.prepareTraining()));
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    this.#stage(done, count, place);
    this.#submit((encoder) => encodeSteps(encoder, this.#fused(arms), count));
  }

  settled(): Promise<unknown> {
    return this.#device.queue.onSubmittedWorkDone();
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[] | null> {
    const chosen = arms.map((arm) => this.#contestant(arm));
    let bytes = 0;
    this.#submit((encoder) => {
      const pass = encoder.beginComputePass();
      for (const { arm } of chosen) arm.measure(pass);
      pass.end();
      for (const { arm, plan } of chosen) {
        arm.copyStatistics(encoder, this.#staging, bytes);
        arm.copyLosses(encoder, this.#staging, bytes + statisticsBytes(plan), steps);
        arm.putAside(encoder);
        bytes += readbackBytes(plan);
      }
    });
    const values = await this.#read(bytes);
    if (!values) return null;
    let end = 0;
    return chosen.map(({ plan }) => {
      const start = end;
      end += readbackBytes(plan) / 4;
      return unpackLook(plan, values.subarray(start, end), step, steps);
    });
  }

  save(arm: number): void {
    this.#contestant(arm).arm.accept();
  }

  restore(arm: number): void {
    this.#submit((encoder) => this.#contestant(arm).arm.restore(encoder));
  }

  async retrace(arm: number, done: number, count: number): Promise<readonly ArmStatistics[] | null> {
    const { arm: own, plan } = this.#contestant(arm);
    const bytes = statisticsBytes(plan);
    this.#stage(done, count, 0);
    this.#submit((encoder) => {
      for (let i = 0; i < count; i++) {
        encodeSteps(encoder, [own], 1, i);
        const pass = encoder.beginComputePass();
        own.measure(pass);
        pass.end();
        own.copyStatistics(encoder, this.#staging, i * bytes);
      }
    });
    const values = await this.#read(count * bytes);
    if (!values) return null;
    const { measuring } = armLayouts(plan);
    return Array.from({ length: count }, (_, i) =>
      unpackStatistics(measuring, done + i + 1, values.subarray((i * bytes) / 4, ((i + 1) * bytes) / 4)),
    );
  }

  predict(replicas: () => readonly (number | null)[], inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    const sources = () =>
      replicas().map((replica, i) =>
        replica === null ? null : { parameters: this.#contestant(i).arm.keptParameters, replica },
      );
    return this.#predictor.predict(sources, inputs);
  }

  release(arm: number): void {
    this.#contestant(arm).arm.dispose();
  }

  dispose(): void {
    this.#disposed = true;
    const { steps, order, targets } = this.#shared;
    for (const { arm } of this.#contestants) arm.dispose();
    this.#predictor.dispose();
    for (const buffer of [steps, order, targets, this.#staging]) buffer?.destroy();
  }

  /** Tells the GPU of the steps after `done`, whose losses go to the slots from `slot` on. */
  #stage(done: number, steps: number, slot: number): void {
    const { steps: uniforms, order } = this.#shared;
    const { queue } = this.#device;
    queue.writeBuffer(uniforms, 0, stepUniforms(this.#experiment, done, steps, this.#batch, slot));
    if (order) queue.writeBuffer(order, 0, stepOrder(this.#batches, done, steps, this.#batch));
  }

  #submit(encode: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.#device.createCommandEncoder();
    encode(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }

  #read(bytes: number): Promise<Float32Array | null> {
    return readBack(this.#staging, bytes, () => this.#disposed);
  }

  #contestant(arm: number): Contestant {
    return this.#contestants[arm] as Contestant;
  }

  #fused(arms: readonly number[]): readonly FusedArm[] {
    return arms.map((arm) => this.#contestant(arm).arm);
  }
}

/** The next `steps` steps of all arms, from the `slot`th uniform on; arms side by side, as they do not wait for each other. */
function encodeSteps(encoder: GPUCommandEncoder, arms: readonly FusedArm[], steps: number, slot = 0): void {
  const pass = encoder.beginComputePass();
  for (let i = slot; i < slot + steps; i++) {
    for (const arm of arms) arm.propagate(pass, i);
    for (const arm of arms) arm.update(pass, i);
  }
  pass.end();
}

function unpackLook(plan: ArmPlan, values: Float32Array, step: number, steps: number): Look {
  const { measuring } = armLayouts(plan);
  const { replicas } = plan.size;
  const first = readbackLayout(measuring).length;
  return {
    statistics: unpackStatistics(measuring, step, values),
    losses: Array.from({ length: steps }, (_, i) => values.subarray(first + i * replicas, first + (i + 1) * replicas)),
  };
}

const statisticsBytes = (plan: ArmPlan): number => 4 * readbackLayout(armLayouts(plan).measuring).length;
const readbackBytes = (plan: ArmPlan): number => statisticsBytes(plan) + 4 * SLOTS * plan.size.replicas;
