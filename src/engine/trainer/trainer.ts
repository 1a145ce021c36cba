/**
 * Training as every engine does it: many steps between two looks, one look at a time, and the way back to the exact step
 * at which something failed. What engines differ in is the ensemble.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import type { EngineFrame, EngineName, Trainer } from '../engine.ts';
import type { Ensemble, Look } from './ensemble.ts';
import { Judge } from './judge.ts';
import type { ArmStatistics } from './statistics.ts';

/** Which run on which device: what a measurement repeats. */
export interface Provenance {
  readonly run: number;
  readonly engine: EngineName;
  readonly adapter: string;
}

/** A trainer at step 0, judged. It disposes of the ensemble, also where the first look fails. */
export async function startTrainer(
  ensemble: Ensemble,
  setup: Setup,
  experiment: Experiment,
  provenance: Provenance,
): Promise<Trainer> {
  const trainer = new EnsembleTrainer(ensemble, setup, experiment, provenance);
  try {
    await trainer.look();
  } catch (error) {
    trainer.dispose();
    throw error;
  }
  return trainer;
}

class EnsembleTrainer implements Trainer {
  readonly #ensemble: Ensemble;
  readonly #setup: Setup;
  readonly #provenance: Provenance;
  /** One for each arm. */
  readonly #judges: readonly Judge[];
  /** Steps ordered, and at the last look that was judged. */
  #step = 0;
  #judged = 0;
  /** Steps since the last look was ordered. */
  #unseen = 0;
  /** The look under way, and the part of it in which nothing else may touch the networks. */
  #looking: Promise<void> | null = null;
  #replaying: Promise<void> | null = null;
  #disposed = false;

  constructor(ensemble: Ensemble, setup: Setup, { depth, replicas }: Experiment, provenance: Provenance) {
    this.#ensemble = ensemble;
    this.#setup = setup;
    this.#provenance = provenance;
    this.#judges = setup.arms.map(() => new Judge(depth, replicas));
  }

  get step(): number {
    return this.#step;
  }

  get exhausted(): boolean {
    return this.#training.length === 0;
  }

  get #training(): readonly number[] {
    return this.#judges.flatMap(({ diverged }, arm) => (diverged ? [] : [arm]));
  }

  /** What training has to wait for. */
  get #occupied(): Promise<void> | null {
    return this.#ensemble.overlaps ? this.#replaying : this.#looking;
  }

  async advance(count: number): Promise<void> {
    const ensemble = this.#ensemble;
    for (let left = count; left > 0; ) {
      await ensemble.prepare?.(this.#training);
      if (this.#unseen >= ensemble.interval) await this.look();
      while (this.#occupied) await this.#occupied;
      if (this.exhausted || this.#disposed) return;
      const steps = Math.min(left, ensemble.interval - this.#unseen);
      ensemble.train(this.#training, this.#step, steps, this.#unseen);
      this.#step += steps;
      this.#unseen += steps;
      left -= steps;
    }
    await ensemble.settled?.();
  }

  async measure(): Promise<EngineFrame> {
    await this.#lookIfStale();
    const { arms, baseline } = this.#setup;
    return {
      measurement: {
        ...this.#provenance,
        step: this.#judged,
        arms: this.#judges.map((judge, i) => judge.measurement(arms[i] as ArmSetup, baseline)),
      },
      outputs: this.#judges.map((judge) => judge.outputs()),
    };
  }

  async predict(inputs: Float32Array, derivatives = false): Promise<readonly (Float32Array | null)[]> {
    // Which replicas are finite is known of the state that was judged last, and so it is that one which predicts.
    await this.#lookIfStale();
    return this.#ensemble.predict(() => this.#judges.map(({ firstFinite }) => firstFinite), inputs, derivatives);
  }

  async parameters(most: number): Promise<readonly (readonly Float32Array[] | null)[]> {
    await this.#lookIfStale();
    return this.#ensemble.parameters(() =>
      this.#judges.map(({ finite }) => (finite.length === 0 ? null : finite.slice(0, most))),
    );
  }

  finite(): readonly (readonly number[])[] {
    return this.#judges.map(({ finite }) => finite);
  }

  async #lookIfStale(): Promise<void> {
    await (this.#unseen > 0 ? this.look() : this.#looking);
  }

  /** Has the state of all arms at the time of the call judged; at step 0 the first to do. */
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
    const arms = this.#training;
    if (arms.length === 0 || this.#disposed) return;
    const [step, unseen] = [this.#step, this.#unseen];
    const looks = this.#ensemble.look(arms, step, unseen);
    this.#unseen = 0;
    const seen = await looks;
    if (seen === null || this.#disposed) return;
    await this.#settle(arms, seen, step, unseen);
    this.#judged = step;
    // Steps beyond the end of the last arm trained nothing.
    if (this.exhausted) {
      this.#step = Math.max(...this.#judges.map(({ endedAt }) => endedAt ?? 0));
      this.#judged = this.#step;
    }
  }

  /** @param steps before `step` whose losses the looks bring. */
  async #settle(arms: readonly number[], looks: readonly Look[], step: number, steps: number): Promise<void> {
    const replayed = arms.filter((arm, i) => {
      const { statistics, losses } = looks[i] as Look;
      const judge = this.#judge(arm);
      if (steps > 1 && judge.needsExactStep(judge.suspects(statistics, losses))) return true;
      judge.record(statistics);
      return false;
    });
    if (replayed.length > 0) {
      this.#replaying = this.#replay(replayed, step - steps, step);
      await this.#replaying;
      this.#replaying = null;
    }
    if (this.#disposed) return;
    for (const arm of arms) if (this.#judge(arm).diverged) this.#ensemble.release(arm);
    const alive = this.#alive(arms);
    if (alive.length > 0) this.#ensemble.save(alive);
  }

  /**
   * Trains arms from the state kept at `first` to `last` once more, with the statistics of every step, and those that live
   * then on to where all arms are by now.
   */
  async #replay(arms: readonly number[], first: number, last: number): Promise<void> {
    const ensemble = this.#ensemble;
    ensemble.restore(arms);
    for (let done = first, left = arms; done < last && left.length > 0; done += ensemble.chunk) {
      const retraced = await ensemble.retrace(left, done, Math.min(ensemble.chunk, last - done));
      if (retraced === null) return;
      for (const [i, arm] of left.entries()) {
        for (const statistics of retraced[i] as readonly ArmStatistics[]) this.#judge(arm).record(statistics);
      }
      left = this.#alive(left);
    }
    const [alive, after] = [this.#alive(arms), this.#step - last];
    if (alive.length > 0 && !this.#disposed && after > 0) ensemble.train(alive, last, after, 0);
  }

  #alive(arms: readonly number[]): readonly number[] {
    return arms.filter((arm) => !this.#judge(arm).diverged);
  }

  #judge(arm: number): Judge {
    return this.#judges[arm] as Judge;
  }

  dispose(): void {
    this.#disposed = true;
    this.#ensemble.dispose();
  }
}
