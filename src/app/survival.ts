/** What is known of how networks of an arm's start and width fare before their first step. */
import type { Experiment } from '../experiment/experiment.ts';
import { remember } from '../lib/remember.ts';
import { identity } from './theory.ts';

export interface Survival {
  /** What becomes of them, as a clause. */
  readonly fates: string;
  /** How many survive, as a clause. */
  readonly survivors: string;
  /** Some overflow or vanish. */
  readonly lossy: boolean;
}

/** Of the last starts seen, by everything that they depend on. */
const known = new Map<string, Survival>();
const REMEMBERED = 64;

/** Null until it is known: see useSurvival.ts. */
export const survivalOf = (experiment: Experiment, index: number): Survival | null =>
  known.get(identity(experiment, index)) ?? null;

export function rememberSurvival(experiment: Experiment, index: number, survival: Survival): void {
  remember(known, identity(experiment, index), survival, REMEMBERED);
}
