/** The lines over loss and pictures, which come after the main chart: what to look for, and what is to be seen of it now. */

import type { FitArm } from '../../../charts/fit/types.ts';
import type { LossArm } from '../../../charts/loss/types.ts';
import type { MagnitudeArm } from '../../../charts/magnitude/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { grouped, listed, type Saying } from '../lookFor.ts';

/** A loss less than a tenth below the best constant's says nothing. */
const CLEARLY_BELOW = 1.1;

/** Compares each loss with the best constant's. */
export function lookForLoss(arms: readonly LossArm[], baseline: number): string {
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
  return `Below the dashed line more is learnt than a constant. ${seen}`;
}

/** Why no loss is to be seen below that of the best constant. */
function nobodyBelow(arms: readonly LossArm[], baseline: number): string {
  if (arms.length > 0 && arms.every(({ failedAt }) => failedAt !== null)) return 'No arm is left that could get there.';
  return baseline === 0
    ? 'Here the best constant is exact: nothing can be below it.'
    : 'Nobody is clearly below it yet.';
}

/** Compares each function with the target. */
export function lookForFit(arms: readonly FitArm[]): string {
  const silent: Saying = ['has no finite answer', 'have no finite answer'];
  const seen = grouped(arms.map(({ label, outputs }) => [label, outputs === null ? silent : null]));
  return `A good fit lies on the dashed target.${seen === '' ? '' : ` ${seen}.`}`;
}

/** What a picture's arm has learnt, as far as the lines need it. */
interface Judged {
  readonly label: string;
  readonly metrics: Readonly<Record<string, number>>;
}

/** The distances from the target under a fit. */
export function lookForResidual(arms: readonly MagnitudeArm[]): string {
  const largest = arms.flatMap(({ label, values }) => {
    const sizes = values ? Array.from(values, Math.abs).filter(Number.isFinite) : [];
    return sizes.length > 0 ? [`${label} ${formatNumber(Math.max(...sizes))}`] : [];
  });
  return `How far each output is from the target: dips are crossings.${largest.length > 0 ? ` At most: ${listed(largest)}.` : ''}`;
}

const METRIC_LINES = {
  testLoss: 'The same loss on points that nobody trained on.',
  testAccuracy: 'The share of held-out examples that are right.',
  relativeL2: 'Distance from the exact solution: 1 is as far off as zero itself.',
} as const;

/** Says of a task's metric what it is and who is ahead. */
export function lookForMetric(name: keyof typeof METRIC_LINES, arms: readonly LossArm[]): string {
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

const best = (arms: readonly Judged[], metric: string, sign: 1 | -1): string =>
  ahead(
    arms.map(({ label, metrics }) => ({ label, value: metrics[metric] })),
    sign,
  );

/** Decision maps. */
export const lookForPlane = (arms: readonly Judged[]): string =>
  `A good map gives every mark its own colour; deeper is surer, the line is where the answer changes.${best(arms, 'testAccuracy', -1)}`;

/** Heat maps of a function beside its target. */
export const lookForSurface = (view: 'value' | 'error', arms: readonly Judged[]): string =>
  view === 'value'
    ? `A good fit looks like the target.${best(arms, 'testLoss', 1)}`
    : `Darker is closer to the target.${best(arms, 'testLoss', 1)}`;

const SPACETIME_LINES = {
  value: 'A good solution looks like the exact one.',
  error: 'Darker is closer to the exact solution.',
  residual: 'Darker is closer to meeting the equation.',
} as const;

/** An equation in space and time. */
export const lookForSpacetime = (view: keyof typeof SPACETIME_LINES, arms: readonly Judged[]): string =>
  `${SPACETIME_LINES[view]}${best(arms, 'relativeL2', 1)}`;

/** An equation on an interval. */
export const lookForInterval = (arms: readonly Judged[]): string =>
  `A good solution lies on the dashed exact one, and its residual is low everywhere.${best(arms, 'relativeL2', 1)}`;

/** Images right and wrong, or a pad. */
export const lookForDigits = (view: 'answers' | 'pad', arms: readonly Judged[]): string =>
  view === 'answers'
    ? `Under each image stands what the network says.${best(arms, 'testAccuracy', -1)}`
    : 'Draw a digit: every network answers at once, as far as it has learnt.';

/** Own data of one feature: curves through the rows. */
export const lookForCurve = (arms: readonly Judged[]): string =>
  `Each dot is a row to train on: a good answer passes through the middle of them.${best(arms, 'testLoss', 1)}`;

/** Own data: held-out rows. */
export function lookForTable(kind: 'classes' | 'number', held: number, arms: readonly Judged[]): string {
  if (held === 0) return 'No rows are held out, so there is nothing to test on.';
  return kind === 'classes'
    ? `Of ${held} held-out rows: good answers lie on the diagonal.${best(arms, 'testAccuracy', -1)}`
    : `Of ${held} held-out rows: a good prediction lies on the dashed diagonal.${best(arms, 'testLoss', 1)}`;
}
