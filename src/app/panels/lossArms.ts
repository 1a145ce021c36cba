/** What the loss chart is told of each arm. */
import type { LossArm, LossSeries } from '../../charts/loss/types.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import { hasTestLoss } from '../../tasks/metrics.ts';
import { slotOf } from '../armSlots.ts';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';

/** The step at which an arm of the run that is shown was lost; null while it is not. */
export function failedAt({ latest: { measurement } }: Pick<Shown, 'latest'>, index: number): number | null {
  const now = measurement.arms[index];
  return now?.status === 'diverged' ? (now.failure?.step ?? measurement.step) : null;
}

/** The arms of a chart over steps, those of the run that is shown, by their values at each of its steps. */
export function curveArms(
  { experiment, history, latest }: Shown,
  valuesOf: (index: number) => readonly number[] | undefined,
): LossArm[] {
  return theoryOf(experiment).setup.arms.map(({ label }, index) => ({
    slot: slotOf(experiment, index),
    label,
    steps: history.steps,
    losses: valuesOf(index) ?? [],
    survivors: survivors(latest.measurement.arms[index], experiment.replicas),
    failedAt: failedAt({ latest }, index),
  }));
}

/** The arms of the loss chart. */
export function lossArms(shown: Shown | null): LossArm[] {
  if (shown === null) return [];
  const { steps, losses, minima, lossSpreads, metrics } = shown.history;
  const test = hasTestLoss(theoryOf(shown.experiment).setup.data);
  return curveArms(shown, (index) => losses[index]).map((arm, index) => ({
    ...arm,
    minima: minima[index] ?? [],
    spreads: lossSpreads[index] ?? [],
    ...(test ? { test: whereNew(steps, metrics[index]?.testLoss ?? []) } : {}),
  }));
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
