/** The one of a task's metrics that is drawn over the steps. */
import type { LossArm } from '../../../charts/loss/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { METRICS } from '../../../tasks/metrics.ts';
import type { TaskData } from '../../../tasks/task.ts';
import type { Shown } from '../../store/shown.ts';
import { lossArms } from '../lossArms.ts';

export type MetricName = 'testLoss' | 'testAccuracy' | 'relativeL2';

const METRIC: Readonly<Record<TaskData['loss'], MetricName>> = {
  'squared-error': 'testLoss',
  'cross-entropy': 'testAccuracy',
  residual: 'relativeL2',
};

/** Null where nothing is held out. */
export const metricOf = ({ loss, evaluation }: Pick<TaskData, 'loss' | 'evaluation'>): MetricName | null =>
  evaluation.held > 0 ? METRIC[loss] : null;

export const metricLabel = (name: MetricName): string => METRICS[name]?.label ?? name;

/** An accuracy is a share from 0 to 1; an error falls through decades. */
export const metricScale = (name: MetricName): 'share' | 'log' => (name === 'testAccuracy' ? 'share' : 'log');

/** The arms of the metric's chart: as those of the loss, with its values. */
export function metricArms(shown: Shown | null, name: MetricName): LossArm[] {
  return lossArms(shown).map(({ spreads: _, minima: __, ...arm }, index) => ({
    ...arm,
    losses: shown?.history.metrics[index]?.[name] ?? [],
  }));
}

/** `97.2 % right`, `L2 error 0.013`; null while there is none. */
export function metricNote(metrics: Readonly<Record<string, number>>, name: MetricName | null): string | null {
  const value = name === null ? undefined : metrics[name];
  if (name === null || value === undefined) return null;
  return NOTES[name](value);
}

/** Short, for the heading of a small map. */
const NOTES: Readonly<Record<MetricName, (value: number) => string>> = {
  testAccuracy: (value) => `${percent(value)} right`,
  testLoss: (value) => `test loss ${formatNumber(value)}`,
  relativeL2: (value) => `L2 error ${formatNumber(value)}`,
};

/** With a space that does not break. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}\u202f%`;
