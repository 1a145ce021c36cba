/**
 * How likely networks of an experiment's width survive their initialisation: foreseen by theory, or counted by the worker,
 * and put into words. Loads after the first picture (useSurvival.ts).
 */
import type { SurvivalCount } from '../engine/survival/count.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { largestK1 } from '../experiment/setup.ts';
import { wilsonInterval } from '../lib/statistics.ts';
import type { Fate } from '../theory/fate.ts';
import { foreseenFate } from '../theory/survival.ts';
import type { Actions } from './store/actions.ts';
import { rememberSurvival, type Survival } from './survival.ts';
import { identity, theoryOf } from './theory.ts';

/** Counts under way. */
const asked = new Map<string, Promise<boolean>>();

/** Learns it once, however many ask. True when `survivalOf` knows, false where another run took over. */
export function learnSurvival(experiment: Experiment, index: number, ask: Actions['survival']): Promise<boolean> {
  const key = identity(experiment, index);
  const pending = asked.get(key);
  if (pending) return pending;
  const answer = learn(experiment, index, ask).finally(() => asked.delete(key));
  asked.set(key, answer);
  return answer;
}

async function learn(experiment: Experiment, index: number, ask: Actions['survival']): Promise<boolean> {
  const { width } = experiment;
  const fate = foreseen(experiment, index);
  if (fate !== null) {
    rememberSurvival(experiment, index, foreseenSurvival(fate, width));
    return true;
  }
  const count = await ask(experiment, index);
  if (count) rememberSurvival(experiment, index, countedSurvival(count, width));
  return count !== null;
}

function foreseen(experiment: Experiment, index: number): Fate | null {
  const { arms, data } = theoryOf(experiment).setup;
  const arm = arms[index];
  if (!arm) return null;
  const { width } = experiment;
  return foreseenFate({ layers: arm.layers, largestK1: largestK1(arm), width, inputDimension: data.inputDimension });
}

const VERBS = { overflowed: 'overflow', vanished: 'vanish', finite: 'survive' } as const;

/** By leading order in 1/width, what at least 99 % of the networks do. */
export function foreseenSurvival(fate: Fate, width: number): Survival {
  const word = `at width ${width}, by leading order,`;
  return {
    fates: `${word} at least 99 % of networks ${VERBS[fate]}`,
    survivors: `${word} ${fate === 'finite' ? 'at least 99 %' : 'at most 1 %'} of networks survive`,
    lossy: fate !== 'finite',
  };
}

/** Shares carry Wilson's interval at 95 %; where only some inputs were followed, it says so. */
export function countedSurvival(count: SurvivalCount, width: number): Survival {
  const at = `at width ${width},${count.largest === null ? '' : ` by the ${count.largest} largest inputs,`}`;
  return {
    fates: `${at} ${fatesOf(count)}`,
    survivors: `${at} ${survivorsOf(count)}`,
    lossy: count.overflowed + count.vanished > 0,
  };
}

function fatesOf(count: SurvivalCount): string {
  const { networks } = count;
  const [first, second] = (['overflowed', 'vanished'] as const).filter((fate) => count[fate] > 0);
  if (first === undefined) {
    const [, high] = wilsonInterval(0, networks);
    return `none of ${networks} networks drawn is lost (95 %: under ${percent(high)})`;
  }
  if (count[first] === networks) return `all ${networks} networks drawn ${VERBS[first]} before the first step`;
  const share = (fate: 'overflowed' | 'vanished') => percent(count[fate] / networks);
  const also = second === undefined ? '' : ` and ${share(second)} (${interval(count, second)}) ${VERBS[second]}`;
  return `${share(first)} of ${networks} networks drawn (95 %: ${interval(count, first)}) ${VERBS[first]}${also} before the first step`;
}

function survivorsOf({ networks, overflowed, vanished }: SurvivalCount): string {
  const alive = networks - overflowed - vanished;
  if (alive === 0) return `none of ${networks} networks drawn survives`;
  if (alive === networks) return `all ${networks} networks drawn survive`;
  return `${percent(alive / networks)} of ${networks} networks drawn survive`;
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
