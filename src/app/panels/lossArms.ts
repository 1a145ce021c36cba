/** What the loss chart is told of each arm. */
import type { LossArm, LossSeries } from '../../charts/loss/types.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import { hasTestLoss } from '../../tasks/metrics.ts';
import { slotOf } from '../armSlots.ts';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';

/** The step at which an arm of the run that is shown was lost; null while it is not. */
export function failedAt({ latest: { measurement } }: Shown, index: number): number | null {
  const now = measurement.arms[index];
  return now?.status === 'diverged' ? (now.failure?.step ?? measurement.step) : null;
}

/** The arms of the loss chart: those of the run that is shown. */
export function lossArms(shown: Shown | null): LossArm[] {
  if (shown === null) return [];
  const { arms, data } = theoryOf(shown.experiment).setup;
  return arms.map(({ label }, index) => {
    const now = shown.latest.measurement.arms[index];
    return {
      slot: slotOf(shown.experiment, index),
      label,
      steps: shown.history.steps,
      losses: shown.history.losses[index] ?? [],
      minima: shown.history.minima[index] ?? [],
      spreads: shown.history.lossSpreads[index] ?? [],
      ...(hasTestLoss(data)
        ? { test: whereNew(shown.history.steps, shown.history.metrics[index]?.testLoss ?? []) }
        : {}),
      survivors: survivors(now, shown.experiment.replicas),
      failedAt: failedAt(shown, index),
    };
  });
}

/** The points of a series that repeats its latest value until there is a newer one: networks are evaluated less often than measured. */
export function whereNew(steps: readonly number[], values: readonly number[]): LossSeries {
  const fresh = steps.flatMap((_, i) => (Object.is(values[i], values[i - 1]) ? [] : [i]));
  return { steps: fresh.map((i) => steps[i]!), losses: fresh.map((i) => values[i] ?? Number.NaN) };
}

/** What is left of an arm's networks, where some have failed but not all. */
function survivors(now: ArmMeasurement | undefined, replicas: number): string | null {
  const finite = now?.replicasFinite ?? replicas;
  return finite > 0 && finite < replicas ? `${replicas - finite} of ${replicas} failed` : null;
}
