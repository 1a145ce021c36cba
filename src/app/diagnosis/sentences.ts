/** What stands behind a verdict's “more”. */
import { formatAlike } from '../../charts/shared/format.ts';
import { endOf, type VerdictInput } from '../verdict.ts';
import type { Diagnosis } from './diagnose.ts';
import { theorySentence } from './expectation.ts';

/** Cause, theory and what else was measured, one sentence or two each. */
export function sentencesBehind(input: VerdictInput, diagnosis: Diagnosis | null): string[] {
  return [diagnosis?.detail ?? null, theorySentence(input), frozenAt(input), firstLost(input), lowest(input)].filter(
    (sentence) => sentence !== null,
  );
}

function frozenAt({ now }: VerdictInput): string | null {
  if (now?.status !== 'diverged' || now.loss === null || (now.failure?.step ?? 0) === 0) return null;
  const written = formatAlike([now.loss, now.baseline]);
  return `It stands frozen at its last finite state, loss ${written(now.loss)} (the best constant’s: ${written(now.baseline)}).`;
}

/** Of several networks. */
function firstLost({ now, replicas }: VerdictInput): string | null {
  const failure = now?.status === 'diverged' ? null : (now?.failure ?? null);
  return failure === null || replicas === 1 ? null : `The first network that was lost ${endOf(failure)}.`;
}

function lowest({ lowestLoss, now }: VerdictInput): string | null {
  if (lowestLoss === null || now === null || now.loss === null) return null;
  const written = formatAlike([lowestLoss, now.loss]);
  if (written(lowestLoss) === written(now.loss)) return null;
  return `Its lowest loss was ${written(lowestLoss)}, beside ${written(now.loss)} now.`;
}
