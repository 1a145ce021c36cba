/** How likely a network of the experiment's width survives its initialisation: foreseen by theory, or counted by the worker. */
import type { SurvivalCount } from '../engine/survival/count.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { ArmSetup } from '../experiment/setup.ts';
import { remember } from '../lib/remember.ts';
import { type Fate, foreseenFate } from '../theory/survival.ts';
import type { Actions } from './store/actions.ts';
import { identity, theoryOf } from './theory.ts';

export type Survival =
  /** By leading order in 1/width, the fate of at least 99 % of the networks. */
  { readonly kind: 'foreseen'; readonly fate: Fate } | { readonly kind: 'counted'; readonly count: SurvivalCount };

/** What is known of an arm now; null where its networks have yet to be counted. */
export function survivalOf(experiment: Experiment, index: number): Survival | null {
  const arm = theoryOf(experiment).setup.arms[index];
  const fate = arm ? foreseen(arm, experiment.width) : null;
  if (fate !== null) return { kind: 'foreseen', fate };
  const count = counts.get(identity(experiment, index));
  return count ? { kind: 'counted', count } : null;
}

/** Of an arm's setup, which belongs to one experiment and so to one width. */
const fates = new WeakMap<ArmSetup, Fate | null>();

function foreseen(arm: ArmSetup, width: number): Fate | null {
  const known = fates.get(arm);
  if (known !== undefined) return known;
  const largestK1 = arm.k1PerExample.reduce((largest, k1) => Math.max(largest, k1), 0);
  const fate = foreseenFate(arm.activation, { cw: arm.cw, cb: arm.cb, largestK1, width });
  fates.set(arm, fate);
  return fate;
}

/** Counts of the last starts seen, by everything that they depend on, and those under way. */
const counts = new Map<string, SurvivalCount>();
const asked = new Map<string, Promise<boolean>>();
const REMEMBERED = 64;

/** Has an arm's networks counted, once however many ask. True when `survivalOf` knows, false where another run took over. */
export function countSurvivors(experiment: Experiment, index: number, ask: Actions['survival']): Promise<boolean> {
  const key = identity(experiment, index);
  const pending = asked.get(key);
  if (pending) return pending;
  const answer = ask(experiment, index)
    .then((count) => {
      if (count) remember(counts, key, count, REMEMBERED);
      return count !== null;
    })
    .finally(() => asked.delete(key));
  asked.set(key, answer);
  return answer;
}
