import { formatLog10 } from '../shared/format.ts';
import type { KernelArm } from './types.ts';
import { fixedPointName, fixedPointNote } from './words.ts';

/** What the kernel map shows now, as sentences: the text alternative. */
export function describeKernelMap(arms: readonly KernelArm[]): string {
  return arms
    .map((arm) => {
      const largest = arm.largestLog10 ? `; of its largest input ${flow(arm.largestLog10)}` : '';
      return `${arm.label}: ${fixedPoints(arm)}; ${flow(arm.iteratesLog10)}${largest}.`;
    })
    .join(' ');
}

function fixedPoints({ fixedPoints }: KernelArm): string {
  if (fixedPoints.length === 0) return 'no isolated fixed point';
  return fixedPoints.map((point) => `${fixedPointName(point)}, ${fixedPointNote(point)}`).join('; ');
}

function flow(iteratesLog10: readonly number[]): string {
  const [first, last] = [iteratesLog10[0], iteratesLog10.at(-1)];
  if (first === undefined || last === undefined) return 'no flow';
  const change = last - first;
  // Both -Infinity: K is 0 throughout.
  if (!(Math.abs(change) >= Math.log10(1.01))) return `K stays at ${formatLog10(first)}`;
  const verb = change > 0 ? 'grows' : 'shrinks';
  return `K ${verb} from ${formatLog10(first)} at layer 1 to ${formatLog10(last)} at layer ${iteratesLog10.length}`;
}
