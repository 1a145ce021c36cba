import { slopeText } from './map.ts';
import { correlationText } from './scale.ts';
import type { CorrelationArm, CorrelationMapArm } from './types.ts';

/** What the chart of correlations by layer shows now, as sentences: the text alternative. */
export function describeCorrelation(arms: readonly CorrelationArm[]): string {
  return arms
    .flatMap(({ label, predicted, measured }) => [
      `${label}: predicted correlation ${course(predicted)}.`,
      `${label}: measured correlation ${course(measured.map((own) => own?.correlation ?? null))}.`,
    ])
    .join(' ');
}

function course(correlations: readonly (number | null)[]): string {
  const known = correlations.flatMap((c, l) => (c === null ? [] : [{ layer: l + 1, c }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return 'is not known';
  const start = `${correlationText(1 - first.c)} in hidden layer ${first.layer}`;
  return first === last ? `is ${start}` : `goes from ${start} to ${correlationText(1 - last.c)} in layer ${last.layer}`;
}

/** The same of the correlation maps. */
export function describeCorrelationMap(arms: readonly CorrelationMapArm[]): string {
  return arms.map((arm) => `${arm.label}: ${fixedPoints(arm)}.`).join(' ');
}

function fixedPoints({ map, fixedPoints: points }: CorrelationMapArm): string {
  if (map.length === 0) return 'not known yet';
  if (points.length === 0) return 'every correlation stays';
  return points
    .map(({ correlation, slope, stability }) => {
      return `fixed at c = ${correlationText(1 - correlation)}, ${stability}, slope ${slopeText(slope)}`;
    })
    .join('; ');
}
