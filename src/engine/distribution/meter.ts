/** Measures the arms of one run, also those that have no network left. */
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { Meter } from '../meter.ts';
import type { Drawn } from '../session.ts';
import { type ArmDistribution, type Counted, extentOf, measureArm } from './measure.ts';

export class DistributionMeter {
  readonly #experiment: Experiment;
  readonly #meter: Meter<ArmDistribution>;

  constructor(experiment: Experiment) {
    this.#experiment = experiment;
    this.#meter = new Meter(experiment);
  }

  /** Networks of an arm that are wanted. */
  get networks(): number {
    return extentOf(this.#experiment, setup(this.#experiment).data).networks;
  }

  /** See Meter; an arm that never was finite is told layer by layer, by the networks that are finite up to there. */
  measure(drawn: Drawn, counted: Counted): Generator<undefined, readonly ArmDistribution[]> {
    return this.#meter.measure(drawn, counted, this.networks, (prepared, arm, networks, step) =>
      measureArm(this.#experiment, prepared, arm, networks, { step, counted }),
    );
  }
}
