/** What the charts and verdicts are told of each arm: measurements beside the theory of the same arm. */

import type { VarianceArm } from '../../charts/hero/types.ts';
import type { LossArm } from '../../charts/loss/types.ts';
import type { ArmSlot } from '../../charts/shared/chart.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { slotOf } from '../armSlots.ts';
import type { BandOf } from '../batchBand.ts';
import { log10OrNull, type Shown } from '../store/shown.ts';
import { survivalOf } from '../survival.ts';
import { type Theory, theoryOf } from '../theory.ts';
import { type Verdict, type VerdictInput, verdict } from '../verdict.ts';

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

/** The step at which an arm of the run that is shown was lost; null while it is not. */
export function failedAt({ latest: { measurement } }: Shown, index: number): number | null {
  const now = measurement.arms[index];
  return now?.status === 'diverged' ? (now.failure?.step ?? measurement.step) : null;
}

/** The arms of the loss chart: those of the run that is shown. */
export function lossArms(shown: Shown | null): LossArm[] {
  if (shown === null) return [];
  return theoryOf(shown.experiment).setup.arms.map(({ label }, index) => {
    const now = shown.latest.measurement.arms[index];
    return {
      slot: slotOf(shown.experiment, index),
      label,
      steps: shown.history.steps,
      losses: shown.history.losses[index] ?? [],
      minima: shown.history.minima[index] ?? [],
      spreads: shown.history.lossSpreads[index] ?? [],
      survivors: survivors(now, shown.experiment.replicas),
      failedAt: failedAt(shown, index),
    };
  });
}

/** What is left of an arm's networks, where some have failed but not all. */
function survivors(now: ArmMeasurement | undefined, replicas: number): string | null {
  const finite = now?.replicasFinite ?? replicas;
  return finite > 0 && finite < replicas ? `${replicas - finite} of ${replicas} failed` : null;
}

export interface ArmVerdict extends Verdict {
  readonly slot: ArmSlot;
  readonly label: string;
  /** What it was told from. */
  readonly input: VerdictInput;
}

/**
 * One verdict per arm of the run that is shown; before there is one, of the experiment.
 * @param unbuilt the experiment's networks could not be built.
 */
export function verdicts(experiment: Experiment, shown: Shown | null, unbuilt = false): ArmVerdict[] {
  const judged = shown?.experiment ?? experiment;
  const { setup, predictions }: Theory = theoryOf(judged);
  return setup.arms.flatMap(({ label }, index) => {
    const prediction = predictions[index];
    if (!prediction) return [];
    const input = {
      label,
      start: shown?.start.measurement.arms[index] ?? null,
      now: shown?.latest.measurement.arms[index] ?? null,
      step: shown?.latest.measurement.step ?? 0,
      replicas: judged.replicas,
      lowestLoss: shown?.history.lowest[index] ?? null,
      prediction,
      survival: survivalOf(judged, index),
      engine: shown?.latest.measurement.engine ?? null,
      unbuilt,
    };
    return [{ slot: slotOf(judged, index), label, input, ...verdict(input) }];
  });
}
