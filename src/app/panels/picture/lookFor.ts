/** The lines over pictures: what to look for, and what is to be seen of it now. */

import type { FitArm } from '../../../charts/fit/types.ts';
import type { MagnitudeArm } from '../../../charts/magnitude/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { grouped, listed, type Saying } from '../lookFor.ts';
import { best, type Judged } from './lookForLoss.ts';

/** Compares each function with the target. */
export function lookForFit(arms: readonly FitArm[]): string {
  const silent: Saying = ['has no finite answer', 'have no finite answer'];
  const seen = grouped(arms.map(({ label, outputs }) => [label, outputs === null ? silent : null]));
  return `A good fit lies on the dashed target.${seen === '' ? '' : ` ${seen}.`}`;
}

const DERIVATIVE_LINES = {
  slope: 'Stairs are kinks, curves are smooth.',
  curvature: 'What is straight lies on 0.',
} as const;

/** Slope and curvature of curves: what they tell of a network beside its fit. */
export const lookForDerivative = (
  name: keyof typeof DERIVATIVE_LINES,
  known: boolean,
  arms: readonly Judged[],
): string => `${DERIVATIVE_LINES[name]}${known ? ' Dashed: the target’s.' : ''}${best(arms, `${name}Error`, 1)}`;

/** The same of a surface. */
export const lookForSurfaceDerivative = (name: keyof typeof DERIVATIVE_LINES, arms: readonly Judged[]): string =>
  `A good ${name} along x looks like the target’s.${best(arms, `${name}Error`, 1)}`;

/** The distances from the target under a fit. */
export function lookForResidual(arms: readonly MagnitudeArm[]): string {
  const largest = arms.flatMap(({ label, values }) => {
    const sizes = values ? Array.from(values, Math.abs).filter(Number.isFinite) : [];
    return sizes.length > 0 ? [`${label} ${formatNumber(Math.max(...sizes))}`] : [];
  });
  return `How far each output is from the target: dips are crossings.${largest.length > 0 ? ` At most: ${listed(largest)}.` : ''}`;
}

/** Decision maps. */
export const lookForPlane = (arms: readonly Judged[]): string =>
  `A good map gives every mark its own colour; deeper is surer, the line is where the answer changes.${best(arms, 'testAccuracy', -1)}`;

/** A product along one of its variables. */
export const lookForSlice = (arms: readonly Judged[]): string =>
  `Along one variable a product is a power: a good answer lies on the dashed one.${best(arms, 'testLoss', 1)}`;

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

/** Own data of two features: what was learnt over both. */
export const lookForOwnSurface = (view: 'value' | keyof typeof DERIVATIVE_LINES, arms: readonly Judged[]): string =>
  view === 'value'
    ? `What each network answers over both features, in the colours of the values to train on.${best(arms, 'testLoss', 1)}`
    : `The ${view} along the first feature, of the networks alone: the data’s own is not known.`;

/** Own data: held-out rows. */
export function lookForTable(kind: 'classes' | 'number', held: number, arms: readonly Judged[]): string {
  if (held === 0) return 'No rows are held out, so there is nothing to test on.';
  return kind === 'classes'
    ? `Of ${held} held-out rows: good answers lie on the diagonal.${best(arms, 'testAccuracy', -1)}`
    : `Of ${held} held-out rows: a good prediction lies on the dashed diagonal.${best(arms, 'testLoss', 1)}`;
}
