/** σ and its derivatives in float64 with the digits that a formula as it was typed would lose near 0. */
import { derivativeOf } from './derivative.ts';
import { type Evaluation, evaluated, evaluatedTogether } from './evaluate.ts';
import type { Expression } from './graph.ts';
import { branchAt } from './kinks.ts';
import { reachOf, type Series, seriesAtZero, slopeOf, summed } from './series.ts';

type RealFunction = (z: number) => number;

/** Derivatives known to the series: σ to σ‴. */
const ORDERS = 4;
/** So close to 0 that no switch lies between, and where the formula is tried. */
const BESIDE = 1e-12;
const TRIED = [0.5, 0.1, 1e-2, 1e-4, 1e-7, 1e-10, 1e-20, 1e-60];
/** A relative error that is none. */
const CLOSE = 1e-13;

interface Side {
  readonly reach: number;
  /** Of σ to σ‴. */
  readonly series: readonly Series[];
}

/** One derivative, and how far from 0 a series stands in for the formula; 0: nowhere. */
interface Ordered {
  readonly value: RealFunction;
  readonly within: number;
}

export function precise(formula: Expression): Evaluation {
  const sides = new Map(([1, -1] as const).map((side) => [side, sideOf(formula, side)]));
  const made: Ordered[] = [];
  const order = (k: number): Ordered => {
    made[k] ??= make(k);
    return made[k];
  };
  const make = (k: number): Ordered => {
    const plain = evaluated(derivativeOf(formula, k));
    const [right, left] = ([1, -1] as const).map((side) => better(plain, sides.get(side) ?? null, side, k));
    if (!right && !left) return { value: plain, within: 0 };
    const value: RealFunction = (z) => {
      const chosen = z >= 0 ? right : left;
      return chosen && Math.abs(z) < chosen.reach ? summed(chosen.series, z) : plain(z);
    };
    return { value, within: Math.max(right?.reach ?? 0, left?.reach ?? 0) };
  };
  return {
    order: (k) => order(k).value,
    together() {
      const plain = evaluatedTogether([0, 1, 2].map((k) => derivativeOf(formula, k)));
      const each = [0, 1, 2].map(order);
      const within = Math.max(...each.map((one) => one.within));
      return (z, out) => {
        if (Math.abs(z) >= within) plain(z, out);
        else for (const [k, { value }] of each.entries()) out[k] = value(z);
      };
    },
  };
}

function sideOf(formula: Expression, side: 1 | -1): Side | null {
  const series = seriesAtZero(branchAt(formula, side * BESIDE));
  if (series === null) return null;
  const reach = reachOf(series);
  if (reach === 0) return null;
  const all = [series];
  while (all.length < ORDERS) all.push(slopeOf(all.at(-1)!));
  return { reach, series: all };
}

/** The series where the formula itself has lost digits. */
function better(
  plain: RealFunction,
  side: Side | null,
  sign: 1 | -1,
  order: number,
): { reach: number; series: Series } | null {
  const series = side?.series[order];
  if (!side || !series) return null;
  const lost = TRIED.some((place) => {
    const z = sign * place * side.reach;
    const exact = summed(series, z);
    return !(Math.abs(plain(z) - exact) <= CLOSE * Math.abs(exact));
  });
  return lost ? { reach: side.reach, series } : null;
}
