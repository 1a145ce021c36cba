import type { ArmMeasurement, Frame } from '../../engine/engine.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { emptyHistory, type History, type Remembered, withMeasured } from './history.ts';

/** What has been measured of the newest run that stands at step 0 or beyond. */
export interface Shown {
  readonly run: number;
  /** What that run was started with. */
  readonly experiment: Experiment;
  /** The state at initialisation. */
  readonly start: Frame;
  readonly latest: Frame;
  /** Per arm, the latest outputs at the points of the task's evaluation, see Frame.evaluated; null before the first. */
  readonly evaluated: readonly (Float32Array | null)[] | null;
  /** Beside these, where they were asked for, see Frame.derivatives. */
  readonly derivatives: readonly (Float32Array | null)[] | null;
  readonly history: History;
}

/**
 * Takes in the frame of a run.
 * @param shown what is on the page, perhaps of an older run: the first frame of the newer one replaces all of it, as
 * does step 0 of the same run after its device was lost.
 */
export function withFrame(shown: Shown | null, run: number, experiment: Experiment, frame: Frame): Shown {
  const { step, arms } = frame.measurement;
  const same = shown !== null && shown.run === run && step > 0;
  const history = same ? shown.history : emptyHistory(arms.length);
  return {
    run,
    experiment: same ? shown.experiment : experiment,
    start: same ? shown.start : frame,
    latest: frame,
    evaluated: frame.evaluated ?? (same ? shown.evaluated : null),
    derivatives: frame.evaluated ? (frame.derivatives ?? null) : same ? shown.derivatives : null,
    history: withMeasured(
      history,
      step,
      arms.map((arm) => remembered(arm, step)),
    ),
  };
}

/** What an arm that has diverged still shows is its last finite state, not this step's. */
function remembered({ status, loss, lossSpread, variance, metrics }: ArmMeasurement, step: number): Remembered {
  if (status === 'diverged' && step > 0) {
    return { loss: null, lossSpread: null, varianceLog10: variance.map(() => null), metrics: {} };
  }
  return { loss, lossSpread, varianceLog10: variance.map(log10OrNull), metrics };
}

/** log10 of a variance; null where nothing is finite, -Infinity at exactly 0. */
export const log10OrNull = (value: number | null): number | null => (value === null ? null : Math.log10(value));
