/**
 * Networks in training on the GPU: many steps in a submit, one readback at a time, and the way back to where one
 * failed. A measurement may be awaited while training goes on: the GPU then works through both without a pause.
 */
import { type BatchSequence, batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Setup } from '../../experiment/setup.ts';
import type { EngineFrame, Trainer } from '../engine.ts';
import { Judge } from '../judge.ts';
import type { FusedArm, SharedBuffers } from './arm.ts';
import { type ArmPlan, armLayouts, isGathered } from './plan.ts';
import { type PredictedArm, Predictor } from './predictor.ts';
import { readBack, readbackBuffer } from './readback.ts';
import { readbackLayout, unpackStatistics } from './statistics.ts';
import { SLOTS, stepOrder, stepUniforms } from './steps.ts';

/** Steps whose statistics are read back together when an arm is replayed. */
const REPLAY_CHUNK = 16;

export interface Contestant extends PredictedArm {
  readonly arm: FusedArm;
}

export interface Run {
  readonly experiment: Experiment;
  readonly setup: Setup;
  readonly contestants: readonly Contestant[];
  readonly shared: SharedBuffers;
  /** What a measurement repeats. */
  readonly provenance: { readonly run: number; readonly engine: 'fused'; readonly adapter: string };
}

type JudgedContestant = Contestant & { readonly judge: Judge };

/** Statistics on their way back. */
interface Look {
  readonly contestants: readonly JudgedContestant[];
  /** The step that they tell of, and the steps before it whose losses come along. */
  readonly step: number;
  readonly unseen: number;
  readonly bytes: number;
}

export class FusedTrainer implements Trainer {
  readonly #device: GPUDevice;
  readonly #run: Run;
  readonly #contestants: readonly JudgedContestant[];
  readonly #batches: BatchSequence;
  /** Examples per step as the order has them; 0 without an order. */
  readonly #batch: number;
  readonly #staging: GPUBuffer;
  readonly #predictor: Predictor;
  /** Steps submitted, and at the last look that was judged. */
  #step = 0;
  #judged = 0;
  /** Steps since the last look was put on the queue; their losses fill the first slots. */
  #unseen = 0;
  /** The look under way, and the part of it in which nothing else may touch the networks. */
  #looking: Promise<void> | null = null;
  #replaying: Promise<void> | null = null;
  #disposed = false;

  constructor(device: GPUDevice, run: Run) {
    this.#device = device;
    this.#run = run;
    const { experiment, setup, contestants } = run;
    this.#batches = batchSequence(experiment.seed, setup.data.size, experiment.batch);
    this.#contestants = contestants.map((contestant) => ({
      ...contestant,
      judge: new Judge(experiment.depth, experiment.replicas),
    }));
    const gathered = contestants.find(({ plan }) => isGathered(plan));
    this.#batch = gathered?.plan.batch ?? 0;
    // A replay follows a look that has been read, so the same buffer serves both.
    const plans = contestants.map(({ plan }) => plan);
    const look = plans.reduce((sum, plan) => sum + readbackBytes(plan), 0);
    this.#staging = readbackBuffer(
      device,
      Math.max(look, ...plans.map((plan) => REPLAY_CHUNK * statisticsBytes(plan))),
    );
    this.#predictor = new Predictor(device, contestants);
  }

  get step(): number {
    return this.#step;
  }

  get exhausted(): boolean {
    return this.#training.length === 0;
  }

  get #training(): readonly JudgedContestant[] {
    return this.#contestants.filter(({ judge }) => !judge.diverged);
  }

  /** Resolves when the GPU has done the steps. */
  async advance(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      await Promise.all(this.#training.map(({ arm }) => arm.prepareTraining()));
      if (this.#unseen === SLOTS) await this.look();
      while (this.#replaying) await this.#replaying;
      if (this.exhausted || this.#disposed) return;
      const steps = Math.min(left, SLOTS - this.#unseen);
      const arms = this.#training.map(({ arm }) => arm);
      this.#stage(this.#step, steps, this.#unseen);
      this.#submit((encoder) => encodeSteps(encoder, arms, steps));
      this.#step += steps;
      this.#unseen += steps;
      left -= steps;
    }
    await this.#device.queue.onSubmittedWorkDone();
  }

  async measure(): Promise<EngineFrame> {
    await (this.#unseen > 0 ? this.look() : this.#looking);
    const { setup, provenance } = this.#run;
    return {
      measurement: {
        ...provenance,
        step: this.#judged,
        arms: setup.arms.map((arm, i) =>
          (this.#contestants[i] as JudgedContestant).judge.measurement(arm, setup.baseline),
        ),
      },
      outputs: this.#contestants.map(({ judge }) => judge.outputs()),
    };
  }

  /** From the state that was judged last: nobody knows yet which replicas are finite in a later one. */
  async predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    await (this.#unseen > 0 ? this.look() : this.#looking);
    const sources = () =>
      this.#contestants.map(({ arm, judge }) =>
        judge.firstFinite === null ? null : { parameters: arm.keptParameters, replica: judge.firstFinite },
      );
    return this.#predictor.predict(sources, inputs);
  }

  /** Has the state of all arms at the time of the call read back in one piece and judged; at step 0 the first to do. */
  async look(): Promise<void> {
    while (this.#looking) await this.#looking;
    this.#looking = this.#lookNow();
    try {
      await this.#looking;
    } finally {
      this.#looking = null;
    }
  }

  async #lookNow(): Promise<void> {
    const contestants = this.#training;
    if (contestants.length === 0 || this.#disposed) return;
    const unseen = this.#unseen;
    let bytes = 0;
    this.#submit((encoder) => {
      const pass = encoder.beginComputePass();
      for (const { arm } of contestants) arm.measure(pass);
      pass.end();
      for (const { arm, plan } of contestants) {
        arm.copyStatistics(encoder, this.#staging, bytes);
        arm.copyLosses(encoder, this.#staging, bytes + statisticsBytes(plan), unseen);
        arm.putAside(encoder);
        bytes += readbackBytes(plan);
      }
    });
    this.#unseen = 0;
    await this.#settle({ contestants, step: this.#step, unseen, bytes });
  }

  /** Waits for a look and judges each arm by it. */
  async #settle({ contestants, step, unseen, bytes }: Look): Promise<void> {
    const values = await this.#read(bytes);
    if (!values) return;
    let at = 0;
    for (const contestant of contestants) {
      const { judge, plan, arm } = contestant;
      const { measuring } = armLayouts(plan);
      const own = values.subarray(at, at + readbackBytes(plan) / 4);
      at += own.length;
      const statistics = unpackStatistics(measuring, step, own);
      const losses = Array.from({ length: unseen }, (_, i) => {
        const start = readbackLayout(measuring).length + i * plan.size.replicas;
        return own.subarray(start, start + plan.size.replicas);
      });
      if (unseen > 1 && judge.needsExactStep(judge.suspects(statistics, losses))) {
        this.#replaying = this.#replay(contestant, step - unseen, step);
        await this.#replaying;
        this.#replaying = null;
      } else {
        judge.record(statistics);
      }
      if (judge.diverged) arm.dispose();
      else arm.accept();
    }
    this.#judged = step;
    // Steps beyond the end of the last arm trained nothing.
    if (this.exhausted) {
      this.#step = Math.max(...this.#contestants.map(({ judge }) => judge.endedAt ?? 0));
      this.#judged = this.#step;
    }
  }

  /**
   * Trains an arm from the accepted state at `first` to `last` once more, with the statistics of every step, and then
   * on to where all arms are by now.
   */
  async #replay({ arm, plan, judge }: JudgedContestant, first: number, last: number): Promise<void> {
    const { measuring } = armLayouts(plan);
    const bytes = statisticsBytes(plan);
    this.#submit((encoder) => arm.restore(encoder));
    for (let done = first; done < last && !judge.diverged; done += REPLAY_CHUNK) {
      const chunk = Math.min(REPLAY_CHUNK, last - done);
      this.#stage(done, chunk, 0);
      this.#submit((encoder) => {
        for (let i = 0; i < chunk; i++) {
          encodeSteps(encoder, [arm], 1, i);
          const pass = encoder.beginComputePass();
          arm.measure(pass);
          pass.end();
          arm.copyStatistics(encoder, this.#staging, i * bytes);
        }
      });
      const values = await this.#read(chunk * bytes);
      if (!values) return;
      for (let i = 0; i < chunk; i++) {
        const own = values.subarray((i * bytes) / 4, ((i + 1) * bytes) / 4);
        judge.record(unpackStatistics(measuring, done + i + 1, own));
      }
    }
    const after = this.#step - last;
    if (judge.diverged || after === 0) return;
    this.#stage(last, after, 0);
    this.#submit((encoder) => encodeSteps(encoder, [arm], after));
  }

  /** Tells the GPU of the steps after `done`, whose losses go to the slots from `slot` on. */
  #stage(done: number, steps: number, slot: number): void {
    const { experiment, shared } = this.#run;
    this.#device.queue.writeBuffer(shared.steps, 0, stepUniforms(experiment, done, steps, this.#batch, slot));
    if (shared.order) {
      this.#device.queue.writeBuffer(shared.order, 0, stepOrder(this.#batches, done, steps, this.#batch));
    }
  }

  #submit(encode: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.#device.createCommandEncoder();
    encode(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }

  #read(bytes: number): Promise<Float32Array | null> {
    return readBack(this.#staging, bytes, () => this.#disposed);
  }

  dispose(): void {
    this.#disposed = true;
    const { steps, order, targets } = this.#run.shared;
    for (const { arm } of this.#contestants) arm.dispose();
    this.#predictor.dispose();
    for (const buffer of [steps, order, targets, this.#staging]) buffer?.destroy();
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

const statisticsBytes = (plan: ArmPlan): number => 4 * readbackLayout(armLayouts(plan).measuring).length;
const readbackBytes = (plan: ArmPlan): number => statisticsBytes(plan) + 4 * SLOTS * plan.size.replicas;
