/** What the causes are told by: an arm's experiment, what was measured of it, and how its loss went. */
import type { ArmMeasurement } from '../../engine/engine.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup } from '../../experiment/setup.ts';
import { task } from '../../tasks/catalogue.ts';
import { observedInputs, type TaskData } from '../../tasks/task.ts';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';
import { type Foresight, foresee } from './foresight.ts';

export interface Facts {
  readonly experiment: Experiment;
  readonly index: number;
  readonly arm: ArmSetup;
  readonly foresight: Foresight;
  readonly start: ArmMeasurement;
  readonly now: ArmMeasurement;
  /** Optimizer steps done, and the arm's finite losses on the way, oldest first. */
  readonly step: number;
  readonly losses: readonly number[];
  /** Training examples. */
  readonly examples: number;
  /** Highest derivative of the network that the loss needs. */
  readonly derivatives: number;
  /** Root mean square error where an equation asks for the value alone, its boundary; null where there is no such place. */
  readonly boundaryError: number | null;
}

/**
 * Of one arm of the run that is shown; null where it has not been measured.
 * @param experiment the run's, with changes that restarted nothing.
 */
export function factsOf(shown: Shown, index: number, experiment = shown.experiment): Facts | null {
  const { latest, history } = shown;
  const { setup } = theoryOf(experiment);
  const [arm, start, now] = [setup.arms[index], shown.start.measurement.arms[index], latest.measurement.arms[index]];
  if (!arm || !start || !now) return null;
  return {
    experiment,
    index,
    arm,
    foresight: foresee(experiment, index),
    start,
    now,
    step: latest.measurement.step,
    losses: (history.losses[index] ?? []).filter(Number.isFinite),
    examples: setup.data.size,
    derivatives: task(experiment.task.name).derivatives,
    boundaryError: boundaryError(setup.data, latest.outputs[index] ?? null),
  };
}

function boundaryError(data: TaskData, outputs: ArrayLike<number> | null): number | null {
  const { equation, targets } = data;
  if (equation === null || outputs === null) return null;
  const { streams, coefficients } = equation;
  const observed = observedInputs(data).length / data.inputDimension;
  const errors = Array.from({ length: observed }, (_, e) => {
    const asked = Array.from(coefficients.subarray(e * streams, (e + 1) * streams));
    const valueAlone = asked.every((c, k) => (k === 0 ? c !== 0 : c === 0));
    return valueAlone ? [((outputs[e] ?? 0) - (targets[e] ?? 0)) ** 2] : [];
  }).flat();
  return errors.length === 0 ? null : Math.sqrt(errors.reduce((sum, square) => sum + square, 0) / errors.length);
}
