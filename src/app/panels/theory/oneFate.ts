/** A phase map on which nothing is to be seen says why. */
import type { Activation } from '../../../activations/activation.ts';
import type { PhaseGrid } from '../../../charts/phaseMap/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { VANISHED_FRACTION } from '../../../theory/fate.ts';
import type { PhasePlane } from './phaseGrid.ts';

/** Why every start of the window survives, in a sentence; null where some do not. */
export function oneFate({ activation, cb, depth }: PhasePlane, grid: PhaseGrid): string | null {
  if (grid.outcome.some((outcome) => outcome !== 0)) return null;
  const reasons = [whyNoneVanishes(activation, cb, grid), whyNoneOverflows(activation)].filter((why) => why !== null);
  const because = reasons.length > 0 ? `: ${reasons.join(', and ')}` : '';
  return `At infinite width every start of this window survives ${depth} layers${because}.`;
}

/** What vanishes has fallen to a millionth of its K_1; K never falls below C_b, nor, where σ(0) ≠ 0, to 0. */
function whyNoneVanishes(activation: Activation, cb: number, { k1Log10 }: PhaseGrid): string | null {
  if (cb >= VANISHED_FRACTION * 10 ** k1Log10[1]) return `no K falls below C_b = ${formatNumber(cb)}`;
  return activation.derivatives[0](0) === 0 ? null : 'σ(0) is not 0, which keeps K up';
}

function whyNoneOverflows({ growth }: Activation): string | null {
  if (growth.degree === 0) return 'σ is bounded';
  return growth.degree === 1 ? 'a σ that grows like |z| is slow to reach the end of float32' : null;
}
