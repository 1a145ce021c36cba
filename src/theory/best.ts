import type { Activation } from '../activations/activation.ts';
import { logAddExp } from '../lib/logarithms.ts';
import { nelderMead, newton } from '../lib/minimum.ts';
import { remember } from '../lib/remember.ts';
import { criticalInitialisation, universality } from './critical.ts';
import { type Layer, type LayerKind, PLAIN } from './layer.ts';
import { firstNoise, ownNoise } from './layerNoise.ts';
import { logNormed, logParallel, logPerpendicular, logSignal, logsOf } from './layerStep.ts';
import { moments } from './moments.ts';
import { kernelShape } from './tabulatedMoments.ts';

/** What a start is to be good for. */
export interface BestQuestion {
  /** Weight layers L. */
  readonly depth: number;
  /** Hidden neurons n. */
  readonly width: number;
  /** |x|² of the smallest and of the largest input over the batch mean of |x|². */
  readonly smallestShare: number;
  readonly largestShare: number;
  /** Batch mean of K_1 where it is given: then only C_W and C_b are free. */
  readonly k1?: number | null;
  /** What the hidden layers are beside C_W and C_b; plain if left out. */
  readonly kind?: LayerKind;
  /** Where a skip alone makes the signal grow, C_W and K_1 are not made smaller. */
  readonly least?: Pick<Start, 'cw' | 'k1'>;
}

export interface Start {
  readonly cw: number;
  readonly cb: number;
  /** Batch mean of K_1. */
  readonly k1: number;
}

/**
 * What a start loses on the way through L layers, in squared nats of amplitude; docs/theory.md derives the terms. Where a
 * skip alone makes the signal grow, beyond that.
 */
export interface StartLoss {
  /** Sum of all terms: what `bestStart` makes least. */
  readonly total: number;
  /** (½ log K_L/K_1)² */
  readonly signal: number;
  /** (½ Σ log χ⊥)²: what becomes of a gradient, and of a difference between inputs of equal size. */
  readonly gradient: number;
  /** (½ Σ log χ∥)²: what becomes of a small change of K; 0 with a norm, which is there to forget it. */
  readonly size: number;
  /** (½ log of (K_1 - C_b) Π χ⊥ / K_L)² where that is below 1: how little of the output tells inputs apart. */
  readonly difference: number;
  /**
   * Weighted (½ log K_1)²: an activation acts on the scale of 1; far below most are linear, far above outputs are huge.
   * Where a skip alone makes the signal grow, layer by layer, K_L stands for K_1.
   */
  readonly scale: number;
}

/** Standard deviations of the finite-width fluctuation: one network in forty is further up, one in forty further down. */
const UNLUCKY = 2;
/** So that a start may be a hundred times smaller for a loss of one squared nat. */
const SCALE_WEIGHT = 0.2;
/** Nats of amplitude by which float32 itself would be left. */
const HOPELESS = 100;
/** An input of size 0 has no logarithm: it counts as this share of the mean. */
const LEAST_SHARE = 1e-6;

/**
 * What a start loses by theory, mean over five passages: the smallest, the mean and the largest input at infinite width,
 * and the largest where this width's fluctuation takes it up or down.
 */
export function startLoss(activation: Activation, start: Start, question: BestQuestion): StartLoss {
  const smallest = Math.max(LEAST_SHARE, question.smallestShare);
  const largest = question.largestShare;
  const kind = question.kind ?? PLAIN;
  const hidden: Layer = {
    activation,
    cw: start.cw,
    cb: start.cb,
    skip: kind.skip,
    norm: kind.norm,
    weights: kind.weights,
  };
  const pass = (share: number, kick: number) => passage(hidden, start.k1, question, share, kick);
  const mean = pass(1, 0);
  const all = [mean, pass(smallest, 0), pass(largest, 0), pass(largest, UNLUCKY), pass(largest, -UNLUCKY)];
  const average = (square: (p: Passage) => number) =>
    all.reduce((sum, p) => sum + bounded(square(p)) ** 2, 0) / all.length;
  // What tells inputs apart, K_1 - C_b, beside the output of the mean input.
  const apart = Math.log(start.k1 - start.cb) - mean.logLast;
  // No start changes what such a skip does by itself.
  const carried = grows(kind) ? 2 * (question.depth - 2) * Math.log(kind.skip) : 0;
  const terms = {
    signal: average(({ logFirst, logLast }) => (logLast - logFirst - carried) / 2),
    gradient: average(({ sumPerp }) => (sumPerp - carried) / 2),
    size: kind.norm === 'none' ? average(({ sumParallel }) => (sumParallel - carried) / 2) : 0,
    difference: average(({ sumPerp }) => Math.min(0, (apart + sumPerp) / 2)),
    scale: SCALE_WEIGHT * ((grows(kind) ? bounded(mean.logLast) : Math.log(start.k1)) / 2) ** 2,
  };
  return { ...terms, total: Object.values(terms).reduce((sum, term) => sum + term) };
}

/** A skip carries more than the whole signal on: K grows by γ² a layer at least. */
const grows = ({ skip, norm }: LayerKind): boolean => skip > 1 && norm === 'none';

/** The way of one input through a network. */
interface Passage {
  readonly logFirst: number;
  readonly logLast: number;
  /** Σ log χ⊥ and Σ log χ∥ over the hidden layers. */
  readonly sumPerp: number;
  readonly sumParallel: number;
}

/**
 * The kernel's flow, every layer of which is moved by the same number of its own standard deviations, so that together they
 * come to `kick` of the whole: relative variances of a layer's kernel are 2/n for the first one, (E[σ⁴]/g² - 1)/n after it
 * (PDLT §4.3), of what does not come from its biases.
 */
function passage(hidden: Layer, k1: number, { depth, width }: BestQuestion, share: number, kick: number): Passage {
  const { activation, cb } = hidden;
  const moved = (relativeVariance: number) => (kick === 0 ? 0 : kick * Math.sqrt(relativeVariance / (width * depth)));
  const logFirst = Math.log(cb + (k1 - cb) * share);
  let logK = logFirst + moved(firstNoise(hidden, logFirst));
  let [sumPerp, sumParallel] = [0, 0];
  const last = hidden.skip === 0 ? hidden : { ...hidden, skip: 0 };
  const hiddenLogs = logsOf(hidden);
  const lastLogs = last === hidden ? hiddenLogs : logsOf(last);
  for (let l = 1; l < depth; l++) {
    const layer = l === depth - 1 ? last : hidden;
    const logs = l === depth - 1 ? lastLogs : hiddenLogs;
    const { logG, exponent, slopeRatio, kurtosis } = kernelShape(activation, logNormed(layer, logK));
    const made = logs.cw + logG;
    const gain = made - logK;
    sumPerp += logPerpendicular(logs, slopeRatio, gain);
    sumParallel += logParallel(layer, logs, exponent, gain);
    const signal = logSignal(logs, made, logK);
    const noise = kick === 0 ? 0 : ownNoise(layer, exponent, kurtosis, made - signal);
    logK = logAddExp(logs.cb, signal + moved(noise));
  }
  return { logFirst, logLast: logK, sumPerp, sumParallel };
}

/** The value itself, and beyond all hope by its logarithm: squares stay numbers, and of two bad starts the less bad still wins. */
function bounded(value: number): number {
  const size = Math.abs(value);
  if (size <= HOPELESS) return value;
  const beyond = Number.isFinite(size) ? Math.log(size / HOPELESS) : Math.log(Number.MAX_VALUE);
  return (value < 0 ? -1 : 1) * HOPELESS * (1 + beyond);
}

/** Starts found lately, the oldest forgotten first. */
const cache = new Map<string, Start>();
const REMEMBERED = 256;

/**
 * The start (C_W, C_b, K_1) from which, by theory, signal and gradient of all inputs last longest at this depth and width:
 * the least `startLoss`. Computed from σ's definition alone. To four significant digits, so that the last bits of Math.exp
 * and log, which differ between browsers, do not reach the weights that a permalink promises.
 */
export function bestStart(activation: Activation, question: BestQuestion): Start {
  const { depth, width, smallestShare, largestShare, k1 = null, kind = PLAIN, least } = question;
  const { skip, norm, weights } = kind;
  const bounds = [least?.cw, least?.k1];
  const key = [activation.id, depth, width, smallestShare, largestShare, k1, skip, norm, weights, ...bounds].join(' ');
  let known = cache.get(key);
  if (known === undefined) {
    known = search(activation, question);
    remember(cache, key, known, REMEMBERED);
  }
  return known;
}

function search(activation: Activation, question: BestQuestion): Start {
  const { kind = PLAIN } = question;
  const { norm } = kind;
  const least = grows(kind) ? question.least : undefined;
  // A homogeneous σ carries every scale alike, and so does a norm: what is left to say for one is that it be 1.
  const alike = (activation.growth.exact && !grows(kind)) || norm !== 'none';
  const given = question.k1 ?? (alike ? 1 : null);
  const guess = firstGuess(activation, question, given);
  const biased = guess.cb > 0;
  // Not C_W but C_W K_1^(e-1), where g ~ K^e: what a start loses hangs on how much larger a layer makes K.
  const shear = (norm === 'none' ? kernelShape(activation, Math.log(guess.k1)).exponent : 0) - 1;
  const startOf = (point: readonly number[]): Start => {
    const k1 = given ?? Math.max(least?.k1 ?? 0, Math.exp(point.at(-1)!));
    const cw = Math.max(least?.cw ?? 0, Math.exp(point[0]! - shear * Math.log(k1)));
    return { cw, cb: biased ? k1 / (1 + Math.exp(-point[1]!)) : 0, k1 };
  };
  const lost = (point: readonly number[]) => startLoss(activation, startOf(point), question).total;
  const axes = [
    [Math.log(guess.cw) + shear * Math.log(guess.k1), STEPS.cw],
    ...(biased ? [[Math.log(guess.cb / (guess.k1 - guess.cb)), STEPS.share]] : []),
    ...(given === null ? [[Math.log(guess.k1), STEPS.k1]] : []),
  ] as [number, number][];
  // A simplex can collapse against the wall behind which an input overflows: a second, smaller one goes on from there.
  const [start, steps] = [axes.map(([at]) => at), axes.map(([, step]) => step)];
  const options = { tolerance: 1e-5, evaluations: EVALUATIONS * axes.length };
  const first = nelderMead(lost, start, steps, options);
  const second = nelderMead(
    lost,
    first.point,
    steps.map((step) => step / 4),
    options,
  );
  return rounded(startOf(newton(lost, second.point).point), (start) => startLoss(activation, start, question).total);
}

/** Of a simplex, by coordinate. */
const EVALUATIONS = 40;
/** The first corners of a simplex: steps of log C_W, of the logit of C_b/K_1 and of log K_1. */
const STEPS = { cw: 0.15, share: 0.5, k1: 0.6 } as const;

const DIGITS = 4;

/**
 * The start to four significant digits, C_W and C_b up or down as less is lost: where an input is all but lost, the nearest
 * digits might be those beyond.
 */
function rounded({ cw, cb, k1 }: Start, lost: (start: Start) => number): Start {
  const scale = Number(k1.toPrecision(DIGITS));
  const starts = roundings(cw).flatMap((a) => roundings(cb).map((b): Start => ({ cw: a, cb: b, k1: scale })));
  const [first, ...others] = starts.map((start) => ({ start, lost: lost(start) }));
  return others.reduce((best, other) => (other.lost < best.lost ? other : best), first!).start;
}

/** The nearest number of four significant digits first, then its neighbour on the other side of the value. */
function roundings(value: number): readonly number[] {
  const nearest = Number(value.toPrecision(DIGITS));
  if (nearest === value) return [value];
  const unit = 10 ** (Math.floor(Math.log10(value)) + 1 - DIGITS);
  return [nearest, Number((nearest + Math.sign(value - nearest) * unit).toPrecision(DIGITS))];
}

/** χ∥ of the fixed point from which the search sets out where no critical point exists: held, but not by much. */
const HELD = 0.9;

/**
 * Where the search sets out. At the primary critical point where there is one, and there without biases if it has none; at
 * a stable K* = 0 with K_1 = 1/L, to which the kernel has fallen in the end. Else with the largest input on a fixed point
 * held at K = 1, if some C_b > 0 makes it one.
 */
function firstGuess(
  activation: Activation,
  { depth, largestShare, kind = PLAIN, least }: BestQuestion,
  given: number | null,
): Start {
  const critical = criticalInitialisation(activation, depth, kind);
  /** From where a signal that a skip makes grow comes to K = 1. */
  const small = Math.max(least?.k1 ?? 0, kind.skip ** (-2 * (depth - 1)));
  if (critical.critical) {
    const { class: name, points } = universality(activation, kind);
    const k1 = given ?? (grows(kind) ? small : name === 'stable' ? 1 / depth : critical.k1);
    // Where every C_W is critical it is C_W K_1^(p-1) that decides how far the horizon is.
    const power = points[0]?.free === 'weights' ? kernelShape(activation, Math.log(k1)).exponent - 1 : 0;
    return { cw: critical.cw * (critical.k1 / k1) ** power, cb: Math.min(critical.cb, k1 / 2), k1 };
  }
  const k1 = given ?? (grows(kind) ? small : 1);
  const rest = 1 - kind.skip ** 2;
  const { g, gPrime } = moments(activation, 1);
  const cw = (HELD * rest) / gPrime;
  const cb = rest - cw * g;
  // With a norm any C_W holds K, and where the signal is carried through whole none does.
  if (kind.norm !== 'none' || !(Number.isFinite(cw) && cw > 0 && cb > 0)) {
    const scale = kind.norm === 'none' ? 1 : k1;
    return { cw: critical.cw * scale, cb: 0, k1 };
  }
  const mean = cb + (1 - cb) / largestShare;
  // The same point at the given scale, if σ is homogeneous, and a beginning if it is not.
  const { degree } = activation.growth;
  return { cw: cw * (mean / k1) ** (Number.isFinite(degree) ? degree - 1 : 0), cb: cb * (k1 / mean), k1 };
}
