/** The map c → c' that a layer makes of the correlation of two inputs of one size, at infinite width. */
import { findRoot } from '../lib/roots.ts';
import type { KernelLayer } from './layer.ts';
import { logNextKernel, nonZero } from './layerStep.ts';
import { PAIR_TOLERANCE } from './pairAverages.ts';
import { pairStep } from './pairStep.ts';

export interface CorrelationFixedPoint {
  /** 1 - c*, whose digits are kept where c* is nearly 1. */
  readonly apart: number;
  /** dc'/dc there; at c = 1 it is χ⊥ K/K'. */
  readonly slope: number;
  readonly stability: 'stable' | 'unstable' | 'marginal';
}

/** Slopes so close to 1 are 1: tables and quadrature leave so much. */
const MARGINAL = 1e-8;
/** And so close to a fixed point what quadrature leaves is rounding. */
const FIXED = 1e-12;
/** The smallest 1 - c* that is looked for. */
const CLOSEST = 1e-13;

/** 1 - c' of two inputs of kernel e^{logK}, and dc'/dc. */
export function nextApart(
  layer: KernelLayer,
  logK: number,
  apart: number,
  tolerance = PAIR_TOLERANCE,
): { readonly apart: number; readonly slope: number } {
  const next = logNextKernel(layer, logK);
  const step = pairStep(layer, [logK, logK], apart, tolerance);
  const grown = nonZero(logK) - nonZero(next);
  return {
    apart: step.apart,
    slope: step.skipped * Math.exp(grown) + step.slopes * Math.exp(step.logSlope + grown),
  };
}

/**
 * All fixed points of the map, c ascending; none where it is the identity, as a linear layer's is without biases. c' is a
 * power series in c whose coefficients are not negative and sum to 1 (hermiteModes.ts): convex from 0 to 1, and above -|c|.
 * So c = 1 is one, another is between 0 and 1 just where that repels, and only c = -1 can be one below 0, where σ is odd and
 * nothing biases it.
 */
export function correlationFixedPoints(layer: KernelLayer, logK: number): readonly CorrelationFixedPoint[] {
  const at = (apart: number) => nextApart(layer, logK, apart);
  const point = (apart: number): CorrelationFixedPoint => {
    const { slope } = at(apart);
    const stability = Math.abs(slope - 1) < MARGINAL ? 'marginal' : slope < 1 ? 'stable' : 'unstable';
    return { apart, slope, stability };
  };
  const one = point(0);
  const opposite = Math.abs(at(2).apart - 2) < FIXED ? [point(2)] : [];
  if (opposite.length > 0 && Math.abs(at(1.5).apart - 1.5) < FIXED) return [];
  const between = one.stability === 'unstable' ? attracting((apart) => at(apart).apart) : null;
  return [...opposite, ...(between === null ? [] : [point(between)]), one];
}

/** 1 - c* of the fixed point in 0 ≤ c < 1, of a map that leaves c = 1; null where it cannot be told from 1. */
function attracting(next: (apart: number) => number): number | null {
  const excess = (log: number) => Math.log(next(Math.exp(log))) - log;
  if (excess(0) > -FIXED) return 1;
  for (let [right, left] = [0, -1]; right > Math.log(CLOSEST); [right, left] = [left, 2 * left]) {
    const from = Math.max(left, Math.log(CLOSEST));
    if (excess(from) > 0) return Math.exp(findRoot(excess, from, right));
  }
  return null;
}
