/** What every picture is told: the data and each arm's answers at the points of the evaluation. */
import type { Activation } from '../../../activations/activation.ts';
import type { ChartArm } from '../../../charts/shared/chart.ts';
import { carriesDerivatives } from '../../../engine/layers.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { task } from '../../../tasks/catalogue.ts';
import { outputsPerPoint, type Task, type TaskData } from '../../../tasks/task.ts';
import { slotOf } from '../../armSlots.ts';
import { useLab } from '../../store/LabContext.tsx';
import type { Shown } from '../../store/shown.ts';
import { isStale } from '../../store/store.ts';
import { theoryOf } from '../../theory.ts';

export interface Pictured {
  readonly run: number | null;
  /** That of the networks which answered. */
  readonly experiment: Experiment;
  readonly task: Task;
  readonly data: TaskData;
  /** Numbers per point in `evaluated`. */
  readonly stride: number;
  readonly arms: readonly PicturedArm[];
  /** Whether answers have come with derivatives. */
  readonly derived: boolean;
  /** What stands in place of a picture that is not there: nothing before the first answers, else that none is finite. */
  readonly missing: string;
  readonly stale: boolean;
}

export interface PicturedArm extends ChartArm {
  readonly activation: Activation;
  /** At every point of `data.evaluation`, [size × stride]; null before the first answers, and where no network is finite. */
  readonly evaluated: Float32Array | null;
  /** Beside these ∂u/∂x and ∂²u/∂x² by the first input, [size × 2]; null where they were not asked for, or as above. */
  readonly derivatives: Float32Array | null;
  /** Whether its networks can carry these. */
  readonly carried: boolean;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The latest frame's answers; none until its networks have been evaluated. */
export function usePictured(): Pictured {
  const shown = useLab((state) => state.shown);
  const experiment = useLab((state) => state.experiment);
  const stale = useLab(isStale);
  return pictured(shown, experiment, stale);
}

/**
 * The latest answers. Where the newest networks are yet to be evaluated, those of the networks before, stale: a picture
 * that went and came with every move of a slider would flicker.
 */
export function useAnswered(): Pictured {
  const shown = useLab((state) => state.shown);
  const answered = useLab((state) => state.answered);
  const experiment = useLab((state) => state.experiment);
  const stale = useLab(isStale);
  const kept = keptAnswers(shown, answered);
  return pictured(kept, experiment, stale || kept !== shown);
}

export function keptAnswers(shown: Shown | null, answered: Shown | null): Shown | null {
  const waits = shown?.evaluated === null && theoryOf(shown.experiment).setup.data.evaluation.size > 0;
  return waits && answered?.experiment.task.name === shown.experiment.task.name ? answered : shown;
}

export function pictured(shown: Shown | null, wanted: Experiment, stale: boolean): Pictured {
  const experiment = shown?.experiment ?? wanted;
  const { setup } = theoryOf(experiment);
  return {
    run: shown?.run ?? null,
    experiment,
    task: task(experiment.task.name),
    data: setup.data,
    stride: outputsPerPoint(setup.data),
    arms: setup.arms.map(({ label, activation, layers }, index) => ({
      slot: slotOf(experiment, index),
      label,
      activation,
      evaluated: shown?.evaluated?.[index] ?? null,
      derivatives: shown?.derivatives?.[index] ?? null,
      carried: carriesDerivatives({ layers }, setup.data),
      metrics: shown?.latest.measurement.arms[index]?.metrics ?? {},
    })),
    derived: (shown?.derivatives ?? null) !== null,
    missing: shown?.evaluated ? 'not finite' : '',
    stale,
  };
}
