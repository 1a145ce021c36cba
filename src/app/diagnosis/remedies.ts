/** Edits of an experiment that were tried against a cause (docs/remedies.md), each with the words of its button. */
import { formatNumber, formatParameter } from '../../charts/shared/format.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { LIMITS } from '../../experiment/limits.ts';
import { variancesOf } from '../../experiment/setup.ts';
import { count } from '../../lib/counted.ts';
import { task } from '../../tasks/catalogue.ts';
import { isChoiceKey } from '../../tasks/task.ts';
import { withArm } from '../store/edits.ts';
import { theoryOf } from '../theory.ts';
import type { Facts } from './facts.ts';
import { foresee } from './foresight.ts';
import { nearestSmooth } from './nearest.ts';

export interface Remedy {
  /** Goes after “Try”. */
  readonly words: string;
  readonly experiment: Experiment;
  /** Where fewer layers are part of it: log10 of what the best start would leave of a squared gradient with all of them. */
  readonly bestLog10?: number;
}

/** Of a squared gradient so much, in log10, must be left at the first layer for a start to be offered; and to be sought. */
const HOPELESS_LOG10 = -6;
const COMFORTABLE_LOG10 = -4;
/** Adam's first step may change preactivations by so much of their size, all layers together; a rate above the second is lowered. */
const CAREFUL_STEP = 0.2;
const LARGEST_STEP = 1;
/** A rate is lowered at least so many times. */
const LOWER = 10;
/** Depths that are offered. */
const DEPTHS = [32, 24, 16, 12, 10, 8, 6, 5, 4, 3, 2];

/** Wider networks are so many times as wide, and longer runs so many times as long. */
const WIDER = 4;
const LONGER = 10;

const present = ({ experiment, index }: Facts): Experiment['arms'][number] | undefined => experiment.arms[index];

/** A remedy that changes the start, with a rate that the new one can take. */
function started(words: string, experiment: Experiment, index: number): Remedy {
  const { learningRate, optimizer } = experiment;
  const { stepAtRateOne } = foresee(experiment, index);
  if (optimizer !== 'adam' || learningRate * stepAtRateOne <= LARGEST_STEP) return { words, experiment };
  const rate = roundRate(CAREFUL_STEP / stepAtRateOne);
  return { words: `${words}, rate ${formatParameter(rate)}`, experiment: { ...experiment, learningRate: rate } };
}

function lasts(experiment: Experiment, index: number, leastLog10: number): boolean {
  const { survives, gradientLog10 } = foresee(experiment, index);
  return survives && gradientLog10 >= leastLog10;
}

/**
 * The best start where it survives at infinite width and leaves something of a gradient; else with the most layers that do
 * so comfortably. Null where the arm stands there already, or where nothing helps.
 */
export function bestStart({ experiment, index, arm }: Facts): Remedy | null {
  const there = withArm(experiment, index, { init: 'best', cw: null, cb: null, k1: null }).experiment;
  if (lasts(there, index, HOPELESS_LOG10)) {
    return sameStart(arm, there, index) ? null : started('the best start', there, index);
  }
  const depth = DEPTHS.find(
    (fewer) => fewer < experiment.depth && lasts({ ...there, depth: fewer }, index, COMFORTABLE_LOG10),
  );
  if (depth === undefined) return null;
  const words = sameStart(arm, there, index) ? `${depth} layers` : `the best start, ${depth} layers`;
  return { ...started(words, { ...there, depth }, index), bestLog10: foresee(there, index).gradientLog10 };
}

/** To the digits that are shown. */
function sameStart(arm: Facts['arm'], there: Experiment, index: number): boolean {
  const other = theoryOf(there).setup.arms[index];
  if (!other) return false;
  const [own, found] = [variancesOf(arm), variancesOf(other)];
  const alike = (a = 0, b = 0) => Math.abs(a - b) <= 1e-3 * Math.abs(b);
  return alike(own.cw.at(-1), found.cw.at(-1)) && alike(own.cb, found.cb) && alike(arm.k1, other.k1);
}

/** The initialisation's own input scale in the place of one that was given. */
export function ownScale(facts: Facts): Remedy | null {
  const { experiment, index } = facts;
  if (present(facts)?.k1 === null) return null;
  const there = withArm(experiment, index, { k1: null }).experiment;
  if (!lasts(there, index, HOPELESS_LOG10)) return null;
  return started(`K_1 = ${formatNumber(theoryOf(there).setup.arms[index]?.k1 ?? 0)}`, there, index);
}

/** More neurons a layer, or the best start where that makes networks alike as much for less. */
export function lessSpread(facts: Facts): Remedy | null {
  const { experiment, index } = facts;
  const start = bestStart(facts);
  const width = Math.min(LIMITS.width.max, WIDER * experiment.width);
  if (width === experiment.width) return start;
  const wider = started(`width ${width}`, { ...experiment, width }, index);
  const spread = (remedy: Remedy) => Math.max(...foresee(remedy.experiment, index).spread);
  return start !== null && spread(start) <= spread(wider) ? start : wider;
}

/** A smaller rate: of Adam one whose first step is small beside the preactivations. */
export function slower({ experiment, foresight }: Facts): Remedy | null {
  const { optimizer, learningRate } = experiment;
  const bound = optimizer === 'adam' ? CAREFUL_STEP / foresight.stepAtRateOne : Number.POSITIVE_INFINITY;
  return atRate(experiment, Math.min(learningRate / LOWER, bound));
}

/** A larger rate of Adam, as large as is still small beside the preactivations. */
export function faster({ experiment, foresight }: Facts): Remedy | null {
  return atRate(experiment, CAREFUL_STEP / foresight.stepAtRateOne);
}

function atRate(experiment: Experiment, limit: number): Remedy | null {
  const learningRate = roundRate(limit);
  if (learningRate === experiment.learningRate) return null;
  return { words: `rate ${formatParameter(learningRate)}`, experiment: { ...experiment, learningRate } };
}

/** The largest rate of the kind 0.001, 0.003, 0.01, … up to a limit. */
function roundRate(limit: number): number {
  const exponent = Math.floor(Math.log10(limit));
  const rate = Number(`${3 * 10 ** exponent <= limit ? 3 : 1}e${exponent}`);
  return Math.min(LIMITS.learningRate.max, Math.max(LIMITS.learningRate.min, rate));
}

export function longer({ experiment }: Facts): Remedy | null {
  const steps = Math.min(LIMITS.steps.max, LONGER * experiment.steps);
  return steps <= experiment.steps ? null : { words: `${count(steps)} steps`, experiment: { ...experiment, steps } };
}

export const fullBatch = ({ experiment }: Facts): Remedy => ({
  words: 'full batch',
  experiment: { ...experiment, batch: 'full' },
});

/** The activation most like it that is smooth enough, at its critical point. */
export function smoother({ experiment, index, arm, derivatives }: Facts): Remedy | null {
  const found = nearestSmooth(arm.activation, derivatives);
  if (found === null) return null;
  const start = { activation: found.id, init: 'critical', cw: null, cb: null, k1: null } as const;
  return started(found.label, withArm(experiment, index, start).experiment, index);
}

/**
 * A boundary that weighs as much as the equation does, as far as its key goes. It has to be met besides, for which Adam gets
 * three times the rate where its first step stays small.
 */
export function heavierBoundary({ experiment, now, foresight }: Facts): Remedy | null {
  const { name, settings } = experiment.task;
  const limits = task(name).keys.weight;
  const present = settings.weight;
  if (limits === undefined || isChoiceKey(limits) || typeof present !== 'number') return null;
  const weight = Math.min(limits.max, 10 ** Math.round(Math.log10(now.baseline)));
  if (weight <= present) return null;
  const words = `boundary weight ${weight}`;
  const heavier = { ...experiment, task: { name, settings: { ...settings, weight } } };
  const rate = roundRate(Math.min(3 * experiment.learningRate, LARGEST_STEP / foresight.stepAtRateOne));
  if (experiment.optimizer !== 'adam' || rate <= experiment.learningRate) return { words, experiment: heavier };
  return { words: `${words}, rate ${formatParameter(rate)}`, experiment: { ...heavier, learningRate: rate } };
}
