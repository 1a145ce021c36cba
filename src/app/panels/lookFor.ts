/** Words that the lines over the charts share, and the line over the main chart. */

import type { VarianceArm } from '../../charts/hero/types.ts';
import { powerOfTen } from '../../charts/shared/format.ts';

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What an arm does, said of one and of several. */
export type Saying = readonly [one: string, several: string];

/** `A leaves; B and C stay level`: arms that do the same share one verb. */
export function grouped(sayings: readonly (readonly [label: string, saying: Saying | null])[]): string {
  const groups = new Map<string, { names: string[]; several: string }>();
  for (const [label, saying] of sayings) {
    if (saying === null) continue;
    const [one, several] = saying;
    const group = groups.get(one) ?? { names: [], several };
    group.names.push(label);
    groups.set(one, group);
  }
  return [...groups]
    .map(([one, { names, several }]) => `${listed(names)} ${names.length > 1 ? several : one}`)
    .join('; ');
}

/** Within a factor of ten over all layers a signal counts as level: more can be seen on the axis. */
const LEVEL_DECADES = 1;
/** Beyond, a factor is told by its power of ten. */
const FOLD_DECADES = 3;

/** With several networks per arm: whose mean the dots are. Empty for one. */
export function replicasLine(
  arms: readonly { readonly label: string; readonly finite: number }[],
  replicas: number,
): string {
  if (replicas === 1 || arms.length === 0) return '';
  const counts = listed(arms.map(({ label, finite }) => `${label} ${finite}`));
  return ` Dots: means over the finite networks (${counts} of ${replicas}); whiskers: their spread.`;
}

/** Follows the dots of the hero chart from left to right; who left it or fell silent, the verdicts say. */
export function lookForVariance(arms: readonly VarianceArm[]): string {
  const seen = grouped(arms.map((arm) => [arm.label, travel(arm)]));
  return `Dots have to stay finite and above 0, which alone is not enough to learn.${seen === '' ? '' : ` ${seen}.`}`;
}

function travel({ failure, measuredLog10 }: VarianceArm): Saying | null {
  if (failure?.kind === 'overflow' || measuredLog10.includes(Number.NEGATIVE_INFINITY)) return null;
  // The output layer does not count: training has to bring it to the size of the target.
  const values = measuredLog10.slice(0, -1).filter((value) => value !== null);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return null;
  const change = last - first;
  if (Math.abs(change) < LEVEL_DECADES) return ['stays level', 'stay level'];
  const size = Math.abs(change);
  const factor = size < FOLD_DECADES ? `${Number((10 ** size).toPrecision(1))}\u2011fold` : `by ${powerOfTen(size)}`;
  return change > 0 ? [`grows ${factor}`, `grow ${factor}`] : [`shrinks ${factor}`, `shrink ${factor}`];
}
