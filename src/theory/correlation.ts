/** What becomes of the correlation of inputs in a network at infinite width: the numbers of one chart, in one answer. */
import { type CorrelationFixedPoint, correlationFixedPoints, nextApart } from './correlationMap.ts';
import { logKernels } from './flow.ts';
import type { Layer } from './layer.ts';
import { logNextKernel } from './layerStep.ts';
import { type InputFlow, inputFlow, type Pair, pairFlow, pairKey } from './pairFlow.ts';

export interface CorrelationQuestion {
  /** [L] */
  readonly layers: readonly Layer[];
  /** Whose 1 - c are averaged. */
  readonly pairs: readonly Pair[];
  /** Mean K_1 of the batch. */
  readonly k1: number;
}

export interface CorrelationCourse {
  /** Mean over the pairs of 1 - c_l, [L]; NaN without pairs. */
  readonly apart: Float64Array;
  readonly map: CorrelationMap;
  /** Largest estimated error of an average on the way; 0 where all are in closed form. */
  readonly error: number;
}

/** c → c′ of a hidden layer, of two inputs of the size that the mean one has there. */
export interface CorrelationMap {
  /** Its first layer, 1-based: the map leads from there to the next. */
  readonly layer: number;
  /** log K there, and how much the layer adds to it. */
  readonly logK: number;
  readonly grown: number;
  /** [1 - c, 1 - c′], c descending from 1 to -1. */
  readonly samples: readonly (readonly [number, number])[];
  /** None where the map is the identity. */
  readonly fixedPoints: readonly CorrelationFixedPoint[];
}

/** A picture shows less. */
const TOLERANCE = 1e-6;
/** Intervals of the map, and the power of their places by which they are dense at c = 1, where a map may be steep. */
const [SAMPLES, POWER] = [32, 1.5];
/** Beyond float64 a kernel's logarithm has no digits left for what a layer changes. */
const FARTHEST = 700;

export function correlationCourse(
  { layers, pairs, k1 }: CorrelationQuestion,
  tolerance = TOLERANCE,
): CorrelationCourse {
  const flows = new Map<number, InputFlow>();
  const flowOf = (own: number) => {
    const flow = flows.get(own) ?? inputFlow(layers, own);
    flows.set(own, flow);
    return flow;
  };
  const apart = new Float64Array(layers.length).fill(pairs.length === 0 ? Number.NaN : 0);
  const alike = new Map<string, { readonly pair: Pair; count: number }>();
  for (const pair of pairs) {
    const key = pairKey(pair);
    const known = alike.get(key) ?? { pair, count: 0 };
    known.count++;
    alike.set(key, known);
  }
  let error = 0;
  for (const { pair, count } of alike.values()) {
    const flow = pairFlow(layers, pair, tolerance, [flowOf(pair.k1[0]), flowOf(pair.k1[1])]);
    error = Math.max(error, flow.error);
    for (let l = 0; l < layers.length; l++) apart[l]! += (flow.apart[l]! * count) / pairs.length;
  }
  return { apart, map: correlationMap(layers, k1, tolerance), error };
}

/** The last step between hidden layers before which K is within float64: there a flow is nearest to where it goes. */
function correlationMap(layers: readonly Layer[], k1: number, tolerance: number): CorrelationMap {
  const logs = logKernels(layers, Math.log(k1));
  const within = (l: number) => Math.abs(logs[l]!) < FARTHEST;
  let from = Math.max(0, layers.length - 3);
  while (from > 0 && !within(from)) from--;
  const hidden = layers[1] ?? layers[0]!;
  const logK = within(from) ? logs[from]! : 0;
  const samples = Array.from({ length: SAMPLES + 1 }, (_, i): readonly [number, number] => {
    const apart = 2 * (i / SAMPLES) ** POWER;
    return [apart, nextApart(hidden, logK, apart, tolerance).apart];
  });
  return {
    layer: from + 1,
    logK,
    grown: logNextKernel(hidden, logK) - logK,
    samples,
    fixedPoints: correlationFixedPoints(hidden, logK),
  };
}

/** A slope at c = 1 within so much of 1 lets inputs merge or part so slowly that a network of a hundred layers hardly shows it. */
export const AT_THE_EDGE = 0.01;
/** K that a layer changes by less stays. */
const STAYS = 1e-3;

/**
 * By the slope of the map at c = 1, which is χ⊥ K/K′: below 1 inputs merge (`ordered`), above they part (`chaotic`), at 1
 * neither (`edge`); `identity`: every correlation stays. (Poole et al. 2016; Schoenholz et al. 2017.)
 */
export type CorrelationPhase = 'ordered' | 'edge' | 'chaotic' | 'identity';

export interface PhaseOfMap {
  readonly phase: CorrelationPhase;
  /** At c = 1. */
  readonly slope: number;
  /** Why it is the same in all hidden layers, or that it is not: K stays, or the map does not depend on K, or K moves on. */
  readonly because: 'stays' | 'scaleless' | 'moves';
}

export function phaseOfMap(
  hidden: Layer,
  { fixedPoints, grown }: Pick<CorrelationMap, 'fixedPoints' | 'grown'>,
): PhaseOfMap {
  const slope = fixedPoints.at(-1)?.slope ?? 1;
  const because = Math.abs(grown) < STAYS ? 'stays' : isScaleless(hidden) ? 'scaleless' : 'moves';
  if (fixedPoints.length === 0) return { phase: 'identity', slope, because };
  const phase = Math.abs(slope - 1) < AT_THE_EDGE ? 'edge' : slope < 1 ? 'ordered' : 'chaotic';
  return { phase, slope, because };
}

/** A σ of one power, nothing added: what the layer makes of c has no scale to compare K with. With p ≠ 1 a skip has one. */
const isScaleless = ({ activation: { growth }, cb, skip, norm }: Layer): boolean =>
  norm === 'none' && cb === 0 && growth.exact && (skip === 0 || growth.degree === 1);
