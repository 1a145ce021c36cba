/** A metric in the heading of a small map. */
import { formatNumber } from '../../../charts/shared/format.ts';
import type { MetricName } from './metric.ts';

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
  slopeError: (value) => `slope off by ${formatNumber(value)}`,
  curvatureError: (value) => `curvature off by ${formatNumber(value)}`,
};

/** With a space that does not break. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}\u202f%`;
