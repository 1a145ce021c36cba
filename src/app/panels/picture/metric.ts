/** The one of a task's metrics that is drawn over the steps. */
import type { LossArm } from '../../../charts/loss/types.ts';
import { METRIC_LABELS } from '../../../tasks/metrics.ts';
import type { TaskData } from '../../../tasks/task.ts';
import type { Shown } from '../../store/shown.ts';
import { curveArms } from '../lossArms.ts';

export type MetricName = keyof typeof METRIC_LABELS;

const METRIC: Readonly<Record<TaskData['loss'], MetricName>> = {
  'squared-error': 'testLoss',
  sobolev: 'testLoss',
  'cross-entropy': 'testAccuracy',
  residual: 'relativeL2',
};

/**
 * Null where nothing is held out.
 * @param derivative whose error is wanted, where the target's own is known.
 */
export function metricOf(
  { loss, evaluation }: Pick<TaskData, 'loss' | 'evaluation'>,
  derivative = 0,
): MetricName | null {
  if (evaluation.held === 0) return null;
  if (derivative === 0 || !evaluation.derivatives) return METRIC[loss];
  return derivative === 1 ? 'slopeError' : 'curvatureError';
}

export const metricLabel = (name: MetricName): string => METRIC_LABELS[name];

/** An accuracy is a share from 0 to 1; an error falls through decades. */
export const metricScale = (name: MetricName): 'share' | 'log' => (name === 'testAccuracy' ? 'share' : 'log');

/** The arms of the metric's chart. */
export const metricArms = (shown: Shown | null, name: MetricName): LossArm[] =>
  shown === null ? [] : curveArms(shown, (index) => shown.history.metrics[index]?.[name]);
