import { formatLog10 } from '../shared/format.ts';
import { varianceBand } from './band.ts';
import type { VarianceArm } from './types.ts';

/** What the hero chart shows now, as sentences: the text alternative. */
export function describeVariance(arms: readonly VarianceArm[]): string {
  return arms.map(describeArm).join(' ');
}

function describeArm(arm: VarianceArm): string {
  const measured = arm.measuredLog10.flatMap((log10, index) =>
    log10 !== null && Number.isFinite(log10) ? [{ layer: index + 1, log10 }] : [],
  );
  const [first, last] = [measured[0], measured.at(-1)];
  return `${arm.label}: ${first && last ? course(first, last) : 'no layer has a finite variance'}${ending(arm)}${predictedSpread(arm)}.`;
}

/** The band in words: its width at the last layer that has one. */
function predictedSpread(arm: VarianceArm): string {
  const { upper } = varianceBand(arm, arm.predictedLog10.length, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  const [layer, top] = upper.at(-1) ?? [0, 0];
  if (layer === 0) return '';
  const percent = Math.round(100 * (10 ** (top - (arm.predictedLog10[layer - 1] ?? top)) - 1));
  const ends = layer < arm.predictedLog10.length ? ', where the prediction of their spread ends' : '';
  return `; networks are predicted to scatter by ${percent} % at layer ${layer}${ends}`;
}

interface Reading {
  readonly layer: number;
  readonly log10: number;
}

function course(first: Reading, last: Reading): string {
  const from = `${formatLog10(first.log10)} at layer ${first.layer}`;
  if (first.layer === last.layer) return `variance ${from}`;
  // Less than a factor of three over all layers is what finite width alone does.
  const change = last.log10 - first.log10;
  const verb = Math.abs(change) < Math.log10(3) ? 'stays, from' : change > 0 ? 'grows from' : 'shrinks from';
  return `variance ${verb} ${from} to ${formatLog10(last.log10)} at layer ${last.layer}`;
}

function ending({ failure, measuredLog10 }: VarianceArm): string {
  const when = failure?.step === 0 ? 'at initialisation' : `at step ${failure?.step}`;
  if (failure?.kind === 'overflow') return `; it overflows float32 at layer ${failure.layer}, ${when}`;
  if (failure) return `; its loss diverged ${when}`;
  const zero = measuredLog10.indexOf(Number.NEGATIVE_INFINITY) + 1;
  return zero > 0 ? `; it is exactly zero from layer ${zero}` : '';
}
