import { formatLog10 } from '../shared/format.ts';
import type { HistoryArm } from './types.ts';

/** What the history shows now, as sentences: the text alternative. */
export function describeHistory(arms: readonly HistoryArm[]): string {
  return arms.map((arm) => `${arm.label}: ${course(arm)}${ending(arm)}.`).join(' ');
}

function course({ steps, log10 }: HistoryArm): string {
  const [first, last] = [log10[0], log10.at(-1)];
  const [from, to] = [steps[0], steps[steps.length - 1]];
  if (!first || !last || from === undefined || to === undefined) return 'nothing measured yet';
  return from === to
    ? `variance ${range(first)} at step ${from}`
    : `variance ${range(first)} at step ${from}, ${range(last)} at step ${to}`;
}

function range(layers: readonly (number | null)[]): string {
  const finite = layers.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return 'finite in no layer';
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const between = low === high ? formatLog10(low) : `between ${formatLog10(low)} and ${formatLog10(high)}`;
  const rest = layers.length - finite.length;
  return rest > 0 ? `${between}, zero or not finite in ${rest} of ${layers.length} layers,` : between;
}

const ending = ({ failedAt }: HistoryArm): string =>
  failedAt === null ? '' : failedAt === 0 ? '; it failed at initialisation' : `; it failed at step ${failedAt}`;
