/** Measures the arms of one run, also those that have no network left. */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, setup } from '../../experiment/setup.ts';
import type { Drawn } from '../session.ts';
import { drawNetwork } from '../weights.ts';
import { type ArmDistribution, type Counted, extentOf, measureArm } from './measure.ts';

export class DistributionMeter {
  readonly #experiment: Experiment;
  readonly #latest = new Map<string, ArmDistribution>();

  constructor(experiment: Experiment) {
    this.#experiment = experiment;
  }

  /** Networks of an arm that are wanted. */
  get networks(): number {
    return extentOf(this.#experiment, setup(this.#experiment).data).networks;
  }

  /**
   * Yields often. An arm that has diverged keeps what it last gave; where it never was asked, it is told as it was at
   * initialisation, when its parameters follow from the seed: each layer by the networks that are finite up to there.
   */
  *measure({ arms, step }: Drawn, counted: Counted): Generator<undefined, readonly ArmDistribution[]> {
    const prepared = setup(this.#experiment);
    const measured: ArmDistribution[] = [];
    for (const [index, arm] of prepared.arms.entries()) {
      const present = arms[index] ?? null;
      const key = `${index} ${counted}`;
      const known = this.#latest.get(key);
      const own =
        present === null
          ? (known ?? (yield* this.#atStart(arm, index, counted)))
          : yield* measureArm(this.#experiment, prepared, arm, present, { step, counted });
      this.#latest.set(key, own);
      measured.push(own);
    }
    return measured;
  }

  *#atStart(arm: ArmSetup, index: number, counted: Counted): Generator<undefined, ArmDistribution> {
    const prepared = setup(this.#experiment);
    const networks: Float32Array[] = [];
    while (networks.length < this.networks) {
      networks.push(drawNetwork(prepared, this.#experiment, networks.length)[index] as Float32Array);
      yield;
    }
    return yield* measureArm(this.#experiment, prepared, arm, networks, { step: 0, counted });
  }
}
