/** The line over the charts of the tangent kernel: what to look for, and what is to be seen of it now. */
import { formatLog10, formatNumber } from '../../../charts/shared/format.ts';
import { grouped, type Saying } from '../lookFor.ts';
import { isFar, lacksRank, type TangentFacts } from './view.ts';

/** Below the one a kernel has hardly moved, from the other on it is another. */
const [LAZY, RICH] = [0.1, 1];

export function lookForTangent(facts: readonly TangentFacts[]): string {
  const near = facts.some((arm) => !isFar(arm));
  const seen = grouped(facts.map((arm) => [arm.label, saying(arm, near)]));
  const what = 'While Θ stays, each eigenvalue is the speed at which one pattern is learnt: a large λmax/λmin is slow.';
  return seen === '' ? `${what} Theory is being computed.` : `${what} ${seen}.`;
}

/** @param near whether another arm's eigenvalues decide the axis. */
function saying(arm: TangentFacts, near: boolean): Saying | null {
  const { spectrum, measured } = arm;
  if (spectrum === null) return null;
  const { log10, rank } = spectrum;
  const condition = spectrum.conditionLog10.at(-1) ?? null;
  const ratio =
    condition === null
      ? 'no finite Θ'
      : lacksRank(spectrum)
        ? `${rank} of ${log10.length} eigenvalues above rounding, λmax ${formatLog10(condition)} times the least of these`
        : `λmax/λmin ${formatLog10(condition)}`;
  const moved = movement(measured?.step === 0 ? null : (measured?.moved?.mean ?? null));
  const far = near && isFar(arm) ? `, leaves the axis with λ up to ${formatLog10(spectrum.log10[0]!)}` : '';
  return [`has ${ratio}${far}${moved}`, `have ${ratio}${far.replace('leaves', 'leave')}${moved}`];
}

function movement(moved: number | null): string {
  if (moved === null) return '';
  const how = moved < LAZY ? ', lazy so far' : moved < RICH ? '' : ', another kernel by now';
  return ` and has moved by ${formatNumber(moved)}${how}`;
}
