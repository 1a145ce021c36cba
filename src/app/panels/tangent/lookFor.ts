/** The line over the charts of the tangent kernel: what to look for, and what is to be seen of it now. */
import { formatLog10, formatNumber } from '../../../charts/shared/format.ts';
import { grouped, type Saying } from '../lookFor.ts';
import type { TangentFacts } from './view.ts';

/** Below the one a kernel has hardly moved, from the other on it is another. */
const [LAZY, RICH] = [0.1, 1];

export function lookForTangent(facts: readonly TangentFacts[]): string {
  const seen = grouped(facts.map((arm) => [arm.label, saying(arm)]));
  const what = 'While Θ stays, each eigenvalue is the speed at which one pattern is learnt: a large λmax/λmin is slow.';
  return seen === '' ? `${what} Theory is being computed.` : `${what} ${seen}.`;
}

function saying({ spectrum, measured }: TangentFacts): Saying | null {
  if (spectrum === null) return null;
  const condition = spectrum.conditionLog10.at(-1) ?? null;
  const { log10 } = spectrum;
  const told = log10.filter((value) => value !== null).length;
  const ratio =
    condition === null
      ? `${told} of ${log10.length} eigenvalues above rounding`
      : `λmax/λmin ${formatLog10(condition)}`;
  const moved = movement(measured?.step === 0 ? null : (measured?.moved?.mean ?? null));
  return [`has ${ratio}${moved}`, `have ${ratio}${moved}`];
}

function movement(moved: number | null): string {
  if (moved === null) return '';
  const how = moved < LAZY ? ', lazy so far' : moved < RICH ? '' : ', another kernel by now';
  return ` and has moved by ${formatNumber(moved)}${how}`;
}
