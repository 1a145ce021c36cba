/** The lines over loss and metric, which open with the page: what to look for, and what is to be seen of it now. */
import type { LossArm } from '../../../charts/loss/types.ts';
import { formatNumber, formatParameter } from '../../../charts/shared/format.ts';
import { listed } from '../lookFor.ts';
import type { MetricName } from './metric.ts';

/** A loss less than a tenth below the best constant's says nothing. */
const CLEARLY_BELOW = 1.1;

/**
 * Compares each loss with the best constant's.
 * @param slopes their weight in the loss
 */
export function lookForLoss(arms: readonly LossArm[], baseline: number, slopes = 0): string {
  const below = arms.flatMap(({ label, losses, failedAt }) => {
    const ratio = baseline / (losses[losses.length - 1] ?? Number.NaN);
    const times = ratio === Number.POSITIVE_INFINITY ? 'infinitely many times' : `${formatNumber(ratio)} times`;
    return failedAt === null && ratio > CLEARLY_BELOW ? [{ label, times }] : [];
  });
  const [first, ...others] = below;
  const seen =
    first === undefined
      ? nobodyBelow(arms, baseline)
      : `${listed([`${first.label} is ${first.times} below it`, ...others.map(({ label, times }) => `${label} ${times}`)])}.`;
  const counted = slopes > 0 ? `Squared error plus ${formatParameter(slopes)} times that of slopes. ` : '';
  return `${counted}Below the level dashed line more is learnt than a constant. ${seen}`;
}

/** Why no loss is to be seen below that of the best constant. */
function nobodyBelow(arms: readonly LossArm[], baseline: number): string {
  if (arms.length > 0 && arms.every(({ failedAt }) => failedAt !== null)) return 'No arm is left that could get there.';
  return baseline === 0
    ? 'Here the best constant is exact: nothing can be below it.'
    : 'Nobody is clearly below it yet.';
}

/** What a picture's arm has learnt, as far as the lines need it. */
export interface Judged {
  readonly label: string;
  readonly metrics: Readonly<Record<string, number>>;
}

const METRIC_LINES: Readonly<Record<MetricName, string>> = {
  testLoss: 'The squared error on points that nobody trained on.',
  testAccuracy: 'The share of held-out examples that are right.',
  relativeL2: 'Distance from the exact solution: 1 is as far off as zero itself.',
  slopeError: 'Distance of each slope from the target’s own, root mean square.',
  curvatureError: 'Distance of each curvature from the target’s own, root mean square.',
};

/** Says of a task's metric what it is and who is ahead. */
export function lookForMetric(name: MetricName, arms: readonly LossArm[]): string {
  const sign = name === 'testAccuracy' ? -1 : 1;
  return `${METRIC_LINES[name]}${ahead(
    arms.map(({ label, losses }) => ({ label, value: losses[losses.length - 1] })),
    sign,
  )}`;
}

/** ` A is best.`, empty where there is no one to compare with or no difference. */
function ahead(arms: readonly { readonly label: string; readonly value: number | undefined }[], sign: 1 | -1): string {
  const finite = arms.filter((arm): arm is { label: string; value: number } => Number.isFinite(arm.value));
  const sorted = finite.toSorted((a, b) => sign * (a.value - b.value));
  const [first, second] = sorted;
  if (!first || !second || first.value === second.value) return '';
  return ` ${first.label} is best.`;
}

export const best = (arms: readonly Judged[], metric: string, sign: 1 | -1): string =>
  ahead(
    arms.map(({ label, metrics }) => ({ label, value: metrics[metric] })),
    sign,
  );
