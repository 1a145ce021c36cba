/** The survival of networks of a finite width in words. Shares carry Wilson's interval at 95 %. */
import type { SurvivalCount } from '../engine/survival/count.ts';
import { wilsonInterval } from '../lib/statistics.ts';
import type { Survival } from './survival.ts';

const VERBS = { overflowed: 'overflow', vanished: 'vanish', finite: 'survive their initialisation' } as const;

/** What becomes of networks of that width before the first step, as a clause. */
export function fateClause(survival: Survival, width: number): string {
  const at = `at width ${width},`;
  if (survival.kind === 'foreseen') {
    return `${at} by leading order, at least 99 % of networks ${VERBS[survival.fate]}`;
  }
  const { count } = survival;
  const { networks } = count;
  const lost = (['overflowed', 'vanished'] as const).filter((fate) => count[fate] > 0);
  const [first, second] = lost;
  if (first === undefined) {
    const [, high] = wilsonInterval(0, networks);
    return `${at} none of ${networks} networks drawn is lost before the first step (95 %: under ${percent(high)})`;
  }
  if (count[first] === networks) return `${at} all ${networks} networks drawn ${VERBS[first]} before the first step`;
  const also =
    second === undefined
      ? ''
      : ` and ${percent(count[second] / networks)} (${interval(count, second)}) ${VERBS[second]}`;
  return `${at} ${percent(count[first] / networks)} of networks (95 %: ${interval(count, first)}) ${VERBS[first]}${also} before the first step, measured on ${networks}`;
}

/** How many networks of that width survive, as a clause. */
export function survivalClause(survival: Survival, width: number): string {
  const at = `at width ${width},`;
  if (survival.kind === 'foreseen') {
    const share = survival.fate === 'finite' ? 'at least 99 %' : 'at most 1 %';
    return `${at} by leading order, ${share} of networks survive`;
  }
  const { networks, overflowed, vanished } = survival.count;
  const alive = networks - overflowed - vanished;
  if (alive === 0) return `${at} none of ${networks} networks drawn survives`;
  if (alive === networks) return `${at} all ${networks} networks drawn survive`;
  return `${at} ${percent(alive / networks)} of ${networks} networks drawn survive`;
}

function interval(count: SurvivalCount, fate: 'overflowed' | 'vanished'): string {
  const [low, high] = wilsonInterval(count[fate], count.networks).map(percent) as [string, string];
  return `${low.replace(' %', '')}–${high}`;
}

/** Whole percents, near 0 and 100 with a decimal. */
function percent(share: number): string {
  const value = 100 * share;
  return `${value < 1 || value > 99 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}
