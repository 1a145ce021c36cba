import { formatNumber } from '../shared/format.ts';
import type { LossArm, LossSeries } from './types.ts';

/** What the loss chart shows now, as sentences: the text alternative. */
export function describeLoss(arms: readonly LossArm[], baseline: number): string {
  const sentences = arms.map((arm) => `${arm.label}: ${course(arm, baseline)}.`);
  return [`Learning only the mean would give a loss of ${formatNumber(baseline)}.`, ...sentences].join(' ');
}

/** The same of another measure: no constant to compare with. */
export function describeMetric(name: string, arms: readonly LossArm[]): string {
  const sentences = arms.map(({ label, steps, losses }) => {
    const last = lastFinite(losses);
    const [value, step] = [losses[last], steps[last]];
    return value === undefined || step === undefined
      ? `${label}: nothing finite yet.`
      : `${label}: ${formatNumber(value)} at step ${step}.`;
  });
  return [`${name}.`, ...sentences].join(' ');
}

/** Place of the last finite value, -1 without one. */
function lastFinite(values: ArrayLike<number>): number {
  let last = values.length - 1;
  while (last >= 0 && !Number.isFinite(values[last])) last--;
  return last;
}

function course({ steps, losses, minima, test, failedAt }: LossArm, baseline: number): string {
  const last = lastFinite(losses);
  const loss = losses[last];
  const step = steps[last];
  if (loss === undefined || step === undefined) {
    return failedAt === null ? 'no loss yet' : `no finite loss; it failed ${at(failedAt)}`;
  }
  const ratio = baseline / loss;
  const against = ratio > 1.1 ? `, ${formatNumber(ratio)} times below that` : '';
  const least = minima?.[last] ?? loss;
  const lowest = loss > 1.1 * least ? `, lowest so far ${formatNumber(least)}` : '';
  return `loss ${formatNumber(loss)} at step ${step}${against}${lowest}${testText(test)}${failedAt === null ? '' : `; it failed ${at(failedAt)}`}`;
}

/** The newest finite one, with its own step: it is looked at less often. */
function testText(test: LossSeries | undefined): string {
  const last = test ? lastFinite(test.losses) : -1;
  const [loss, step] = [test?.losses[last], test?.steps[last]];
  return loss === undefined || step === undefined ? '' : `; test loss ${formatNumber(loss)} at step ${step}`;
}

const at = (step: number): string => (step === 0 ? 'at initialisation' : `at step ${step}`);
