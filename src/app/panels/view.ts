/** What the main chart is told of each arm: measurements beside the theory of the same arm. */

import type { VarianceArm } from '../../charts/hero/types.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { slotOf } from '../armSlots.ts';
import type { BandOf } from '../batchBand.ts';
import { log10OrNull, type Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';

/** The measurement of the arm at that place, as long as it is of the same activation: else it belongs to another. */
export function measured(measurements: readonly ArmMeasurement[] | undefined, index: number, activation: string) {
  const found = measurements?.[index];
  return found?.activation === activation ? found : undefined;
}

/**
 * The arms of the hero chart: theory is that of `experiment`, so that it follows a slider at once; measurements are what
 * there is.
 * @param opening draws the state at initialisation, whatever came since.
 * @param bandOf theory's band round the batch mean.
 */
export function varianceArms(
  experiment: Experiment,
  shown: Shown | null,
  opening: boolean,
  bandOf: BandOf,
): VarianceArm[] {
  const { setup, predictions } = theoryOf(experiment);
  const latest = opening ? shown?.start : shown?.latest;
  return setup.arms.map(({ activation, label }, index) => {
    const start = measured(shown?.start.measurement.arms, index, activation.id);
    const now = measured(latest?.measurement.arms, index, activation.id);
    const prediction = predictions[index];
    return {
      slot: slotOf(experiment, index),
      label,
      predictedLog10: prediction?.varianceLog10 ?? [],
      band: bandOf(experiment, index),
      ghostLog10: start?.variance.map(log10OrNull) ?? [],
      measuredLog10: now?.variance.map(log10OrNull) ?? [],
      spread: now?.spread ?? null,
      failure: now?.status === 'diverged' ? now.failure : null,
    };
  });
}

/** How many networks of each arm of the run that is shown are finite. */
export function finiteNetworks({ experiment, latest }: Shown): { readonly label: string; readonly finite: number }[] {
  return theoryOf(experiment).setup.arms.map(({ label }, index) => ({
    label,
    finite: latest.measurement.arms[index]?.replicasFinite ?? 0,
  }));
}
