/**
 * Why an arm fails or does not learn, told from numbers alone, and what to try. Causes are asked in order, the first that
 * fits is said; docs/remedies.md has the criteria, and how many networks each remedy saves.
 */

import { formatLog10, formatNumber, formatParameter, powerOfTen } from '../../charts/shared/format.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hiddenLayer, variancesOf } from '../../experiment/setup.ts';
import { count, counted, often } from '../../lib/counted.ts';
import { universality } from '../../theory/critical.ts';
import type { Shown } from '../store/shown.ts';
import { type Outcome, vanishing } from '../verdict.ts';
import { lostByWidth, openingOf } from './expectation.ts';
import { type Facts, factsOf } from './facts.ts';
import {
  bestStart,
  faster,
  fullBatch,
  heavierBoundary,
  lessSpread,
  longer,
  ownScale,
  type Remedy,
  slower,
  smoother,
} from './remedies.ts';

export type CauseName =
  | 'width'
  | 'horizon'
  | 'explodes'
  | 'vanishes'
  | 'gradient'
  | 'smoothness'
  | 'boundary'
  | 'noise'
  | 'step'
  | 'small-step'
  | 'unfinished'
  | 'unknown';

export interface Diagnosis {
  readonly cause: CauseName;
  /** A few words, to stand beside the verdict. */
  readonly why: string;
  /** The same with its numbers, a sentence or two. */
  readonly detail: string;
  /** Null where none is known to help. */
  readonly remedy: Remedy | null;
}

/** Less than that, in log10, of a squared gradient at the first layer is none: Adam divides by its size, but adds 1e-8 to it. */
const DEAD_LOG10 = -8;
/** A loss so far below the best constant's has met the equation inside. */
const MET = 0.1;
/** A batch of so small a part of the examples is noisy. */
const SMALL_BATCH = 1 / 16;
/** Of the last half of the measured losses so many rise where a step follows noise. */
const RISING = 0.25;
/** Adam's first step, see Foresight.stepAtRateOne: above the first it is large, below the second hardly anything moves. */
const LARGE_STEP = 1;
const SMALL_STEP = 0.02;
/** A spread so many times the mean is no number to be trusted. */
const MANY = 10;
/** A loss that fell by so much over the last half of its steps still falls. */
const FALLING = 0.01;

/** Null where there is nothing to explain: the arm learns, or may yet. */
export function diagnose(facts: Facts, outcome: Outcome): Diagnosis | null {
  const { failure } = facts.now;
  if (failure?.step === 0) return beforeTraining(facts);
  if (failure !== null) return deadGradient(facts) ?? largeStep(facts);
  if (outcome !== 'stuck') return null;
  const causes = [
    vanished,
    exploded,
    deadGradient,
    notSmooth,
    lightBoundary,
    noise,
    stuckByStep,
    smallStep,
    unfinished,
  ];
  for (const cause of causes) {
    const found = cause(facts);
    if (found !== null) return found;
  }
  return {
    cause: 'unknown',
    why: 'None of the causes looked for shows.',
    detail: 'Signal, gradient, smoothness, batch and steps are as they should be, and its loss no longer falls.',
    remedy: null,
  };
}

/** The few words alone, of an arm of the run that is shown. */
export function whyOf(shown: Shown, index: number, outcome: Outcome): string | null {
  const facts = factsOf(shown, index);
  return (facts && diagnose(facts, outcome)?.why) ?? null;
}

function beforeTraining(facts: Facts): Diagnosis {
  return byWidth(facts) ?? beyondHorizon(facts) ?? explodes(facts);
}

/** Infinite width keeps what this width lost. */
function byWidth(facts: Facts): Diagnosis | null {
  const { experiment, foresight, start, now } = facts;
  const opening = openingOf({ start, now, replicas: experiment.replicas });
  if (!lostByWidth(foresight.prediction, opening)) return null;
  const layer = now.failure?.layer ?? experiment.depth;
  const spread = foresight.spread[layer - 1] ?? 0;
  const differs = spread > MANY ? 'many times' : `${percent(spread)} of`;
  return {
    cause: 'width',
    why: `Width ${experiment.width} is too narrow for it.`,
    detail: `To leading order in 1/width the variance at layer ${layer} differs from network to network by ${differs} its mean (largest input); at infinite width it is the mean itself.`,
    remedy: lessSpread(facts),
  };
}

/** Where K = 0 repels by its curvature alone, the input scale decides how far a signal comes. */
function beyondHorizon(facts: Facts): Diagnosis | null {
  const { arm, foresight, experiment } = facts;
  const { a1: least, points } = universality(arm.activation, hiddenLayer(arm));
  const point = points.find(({ K }) => K === 0);
  const { cw, cb } = variancesOf(arm);
  const free = point?.free === 'weights';
  const slow = point !== undefined && cb === 0 && (free || Math.max(...cw) <= 1.001 * point.cw);
  const a1 = free && least !== null ? least * Math.max(...cw) : least;
  const layer = foresight.prediction.overflowLayer;
  if (!(slow && a1 !== null && a1 > 0 && layer !== null)) return null;
  return {
    cause: 'horizon',
    why: `Its K_1 = ${formatNumber(arm.k1)} is beyond its horizon.`,
    detail: `Growth is slow as long as K is small: to leading order for 1/(a_1 K_1) = ${formatNumber(1 / (a1 * arm.k1))} layers, and ${experiment.depth} are asked for.`,
    remedy: ownScale(facts) ?? bestStart(facts),
  };
}

function explodes(facts: Facts): Diagnosis {
  const { arm, foresight, now } = facts;
  const layer = foresight.prediction.overflowLayer;
  const where = layer === null || layer === now.failure?.layer ? '' : `, at layer ${layer}`;
  const remedy = bestStart(facts);
  const { cw, cb } = variancesOf(arm);
  return {
    cause: 'explodes',
    why: `At infinite width too${where}.`,
    detail: `It starts with C_W = ${formatParameter(cw.at(-1) ?? 1)}, C_b = ${formatParameter(cb)} and K_1 = ${formatNumber(arm.k1)}, from where its kernel runs away.${reach(facts, remedy)}`,
    remedy,
  };
}

/** Where the best of starts would not carry it all the way either: that, as a sentence after another. */
function reach({ arm, experiment }: Facts, remedy: Remedy | null): string {
  if (remedy?.bestLog10 === undefined) return '';
  const even = ` Even its best start leaves ${powerOfTen(remedy.bestLog10)} of a squared gradient in ${experiment.depth} layers, at infinite width`;
  const { degree, exact } = arm.activation.growth;
  if (!exact || degree <= 1) return `${even}.`;
  const ratio = degree / (2 * degree - 1);
  const most = powerOfTen((experiment.depth - 1) * Math.log10(ratio));
  return `${even}: for any C_W, C_b and K_1 χ⊥ is p/(2p − 1) = ${formatNumber(ratio)} times χ∥, so that no start whose changes of K do not grow leaves more than ${most}.`;
}

function vanished(facts: Facts): Diagnosis | null {
  const { start, foresight, experiment } = facts;
  if (vanishing(start) === null) return null;
  const width = byWidth(facts);
  if (width !== null) return width;
  const remedy = bestStart(facts);
  const { underflowLayer, varianceLog10 } = foresight.prediction;
  const size =
    underflowLayer === null ? formatLog10(varianceLog10.at(-1) ?? 0) : `below float32 from layer ${underflowLayer}`;
  return {
    cause: 'vanishes',
    why: 'At infinite width too.',
    detail: `There K is ${size}${underflowLayer === null ? ` at layer ${experiment.depth}` : ''}: what is left no longer tells inputs apart.${reach(facts, remedy)}`,
    remedy,
  };
}

/** Grown without leaving float32, but far from any target. */
function exploded(facts: Facts): Diagnosis | null {
  const { foresight, now } = facts;
  const grown = foresight.growthLog10 > -DEAD_LOG10 && (now.loss ?? 0) > now.baseline;
  if (!grown) return null;
  return beyondHorizon(facts) ?? explodes(facts);
}

function deadGradient(facts: Facts): Diagnosis | null {
  const { start, foresight } = facts;
  const [first, last] = [start.gradient[0] ?? null, start.gradient.at(-1) ?? null];
  const measured = first === null || last === null || last === 0 ? Number.NaN : Math.log10(first / last);
  if (!(measured < DEAD_LOG10)) return null;
  const remedy = bestStart(facts);
  const foreseen = foresight.gradientLog10;
  return {
    cause: 'gradient',
    why: `${powerOfTen(measured)} of its squared gradient reached layer 1.`,
    detail: `At infinite width it would be ${powerOfTen(foreseen)}, the product of χ⊥; differences between inputs die with it on their way up.${reach(facts, remedy)}`,
    remedy,
  };
}

function notSmooth(facts: Facts): Diagnosis | null {
  const { arm, derivatives, now } = facts;
  const { smoothness, label } = arm.activation;
  if (smoothness >= derivatives || (now.loss ?? 0) < MET * now.baseline) return null;
  return {
    cause: 'smoothness',
    why: `The equation needs u″; ${smoothness === 0 ? `${label} has a kink` : `σ″ of ${label} jumps`}.`,
    detail: `The loss needs ${derivatives} derivatives of the network, and ${label} is ${smoothness === 0 ? 'not' : often(smoothness)} continuously differentiable. The button takes the activation most like it that is smooth enough.`,
    remedy: smoother(facts),
  };
}

function lightBoundary(facts: Facts): Diagnosis | null {
  const { boundaryError, now, experiment } = facts;
  const error = now.metrics.relativeL2;
  if (error === undefined || boundaryError === null || (now.loss ?? 0) >= MET * now.baseline) return null;
  const remedy = heavierBoundary(facts);
  if (remedy === null) return null;
  return {
    cause: 'boundary',
    why: `On the boundary it is ${formatNumber(boundaryError)} off.`,
    detail: `Inside it comes close to meeting the equation, but the loss counts the boundary ${often(Number(experiment.task.settings.weight))} and the equation, squared, is of the size ${formatNumber(now.baseline)}.`,
    remedy,
  };
}

function noise(facts: Facts): Diagnosis | null {
  const { experiment, examples, losses } = facts;
  const { batch } = experiment;
  if (batch === 'full' || batch > SMALL_BATCH * examples) return null;
  const half = losses.slice(Math.floor(losses.length / 2));
  const rises = half.filter((loss, i) => i > 0 && loss > half[i - 1]!).length;
  if (half.length < 4 || rises < RISING * (half.length - 1)) return null;
  return {
    cause: 'noise',
    why: `Each step saw ${batch} of ${count(examples)} points.`,
    detail: `In its last half the loss rose ${percent(rises / (half.length - 1))} of the times that it was measured: a step follows the gradient of few points.`,
    remedy: fullBatch(facts),
  };
}

/** By how much of their size Adam's first step may change the preactivations, all layers together; null for other optimizers. */
function firstStep({ experiment, foresight }: Facts): number | null {
  return experiment.optimizer === 'adam' ? experiment.learningRate * foresight.stepAtRateOne : null;
}

const firstStepSentence = (share: number, { depth, width }: Experiment): string =>
  `Adam’s first step changes every weight by the rate, and with it preactivations by up to ${formatNumber(share)} times their size, ${counted(depth - 1, 'layer')} of width ${width} together.`;

function largeStep(facts: Facts): Diagnosis {
  const { experiment, now } = facts;
  const share = firstStep(facts);
  const moved = share === null ? '' : ` ${firstStepSentence(share, experiment)}`;
  return {
    cause: 'step',
    why: `Its start was finite: rate ${formatParameter(experiment.learningRate)} is too large.`,
    detail: `At step ${count(now.failure?.step ?? 0)} its own updates broke it.${moved}`,
    remedy: slower(facts),
  };
}

function stuckByStep(facts: Facts): Diagnosis | null {
  const share = firstStep(facts);
  if (share === null || share <= LARGE_STEP) return null;
  const { experiment } = facts;
  return {
    cause: 'step',
    why: `Rate ${formatParameter(experiment.learningRate)} is too large for it.`,
    detail: firstStepSentence(share, experiment),
    remedy: slower(facts),
  };
}

function smallStep(facts: Facts): Diagnosis | null {
  const share = firstStep(facts);
  if (share === null || share >= SMALL_STEP) return null;
  const { experiment } = facts;
  return {
    cause: 'small-step',
    why: `Rate ${formatParameter(experiment.learningRate)} hardly moves it.`,
    detail: `Adam’s first step changes preactivations by at most ${formatNumber(share)} times their size, ${counted(experiment.depth - 1, 'layer')} of width ${experiment.width} together.`,
    remedy: faster(facts),
  };
}

function unfinished(facts: Facts): Diagnosis | null {
  const { losses } = facts;
  const [middle, last] = [losses[Math.floor(losses.length / 2)], losses.at(-1)];
  if (losses.length < 3 || middle === undefined || last === undefined || !(last < (1 - FALLING) * middle)) return null;
  return {
    cause: 'unfinished',
    why: `Its loss still falls, by ${percent(1 - last / middle)} in the last half.`,
    detail: `${counted(facts.step, 'step was', 'steps were', count(facts.step))} too few to tell.`,
    remedy: longer(facts),
  };
}

const percent = (share: number): string => `${formatNumber(100 * share)} %`;
