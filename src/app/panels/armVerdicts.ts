/** The verdicts on all arms. */
import type { ArmSlot } from '../../charts/shared/chart.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasTestLoss } from '../../tasks/metrics.ts';
import { slotOf } from '../armSlots.ts';
import type { Shown } from '../store/shown.ts';
import { survivalOf } from '../survival.ts';
import { type Theory, theoryOf } from '../theory.ts';
import { type Verdict, type VerdictInput, verdict } from '../verdict.ts';

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
      sameTestLoss: hasTestLoss(setup.data),
      unbuilt,
    };
    return [{ slot: slotOf(judged, index), label, input, ...verdict(input) }];
  });
}
