/** What a worker would answer at initialisation, for the tests. */
import { type Counted, extentOf } from '../../../engine/distribution/measure.ts';
import { DistributionMeter } from '../../../engine/distribution/meter.ts';
import { drawNetwork } from '../../../engine/weights.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { setup } from '../../../experiment/setup.ts';
import type { MeasuredDistribution } from './model.ts';

export function measuredAtStart(experiment: Experiment, counted: Counted = 'preactivations'): MeasuredDistribution {
  const prepared = setup(experiment);
  const { networks } = extentOf(experiment, prepared.data);
  const drawn = Array.from({ length: networks }, (_, r) => drawNetwork(prepared, experiment, r));
  const arms = prepared.arms.map((_, arm) => drawn.map((own) => own[arm]!));
  const work = new DistributionMeter(experiment).measure({ arms, step: 0 }, counted);
  for (;;) {
    const { done, value } = work.next();
    if (done) return { run: 1, experiment, counted, arms: value };
  }
}
