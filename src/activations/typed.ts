/** An activation made from any formula, or the reason why it is none. */
import { derivative } from '../formula/derivative.ts';
import { evaluated } from '../formula/evaluate.ts';
import { cos, type Expression, nodesOf, parametersOf } from '../formula/graph.ts';
import { kinksOf, zerosOf } from '../formula/kinks.ts';
import { precise } from '../formula/precise.ts';
import type { Activation, RealFunction } from './activation.ts';
import { FAMILIES } from './catalogue.ts';
import { defined } from './family.ts';
import { FORMULA } from './formulas.ts';

export interface Names {
  /** Permalink form: one id, one formula. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
}

/**
 * The activation of that formula, its parameters filled in, with all that one of the catalogue has; closed averages too
 * where it is one of the catalogue's functions, however it is written. Or a sentence that says why it is none.
 */
export function activationOf(
  formula: Expression,
  { id, label }: Names,
): { activation: Activation } | { problem: string } {
  const problem = problemOf(formula);
  if (problem !== null) return { problem };
  const closedMoments = sameInCatalogue(formula)?.closedMoments;
  return {
    activation: defined(
      {
        id,
        family: FORMULA,
        parameter: null,
        label,
        formula,
        ...(closedMoments && { closedMoments }),
      },
      precise(formula),
    ),
  };
}

/** Where a formula is tried: closely where networks begin, and on to the end of float32. */
const TRIED: readonly number[] = [
  0,
  ...Array.from({ length: 400 }, (_, i) => (i + 1) / 16),
  ...Array.from({ length: 70 }, (_, i) => 25 * 1.5 ** (i + 1)),
].flatMap((z) => (z === 0 ? [0] : [z, -z]));

function problemOf(formula: Expression): string | null {
  const [name] = parametersOf(formula);
  if (name !== undefined) return `The parameter ${name} has no value.`;
  const slope = derivative(formula);
  const [value, steepness] = [evaluated(formula), evaluated(slope)];
  const undefinedAt = TRIED.find((z) => Number.isNaN(value(z)));
  if (undefinedAt !== undefined)
    return `σ(${shown(undefinedAt)}) is not a number, and an activation needs one for every z.`;
  const first = value(0);
  if (TRIED.every((z) => value(z) === first))
    return `σ is constant: it is ${shown(first)} for every z, so nothing of the input gets through.`;
  const { kinks } = kinksOf(formula);
  for (const [what, f, expression] of [
    ['σ', value, formula],
    ['σ′', steepness, slope],
  ] as const) {
    const pole = [...poles(expression), ...kinks]
      .sort((p, q) => Math.abs(p) - Math.abs(q) || q - p)
      .find((place) => !squareIntegrable(f, place));
    if (pole !== undefined)
      return `The mean square of ${what} is infinite: at z = ${shown(pole)} it grows without bound.`;
  }
  return growsTooFast(value) ? 'σ grows too fast: the mean square of a Gaussian’s σ is infinite.' : null;
}

const shown = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

/** Places where something is divided by 0, or its logarithm or tangent leaves every bound. */
function poles(expression: Expression): readonly number[] {
  return nodesOf(expression).flatMap(({ op, operands, value }): readonly number[] => {
    const [a, b] = operands as [Expression, Expression];
    if (op === 'div') return zerosOf(b);
    if (op === 'log' || (op === 'power' && value < 0) || (op === 'pow' && !(b.value >= 1))) return zerosOf(a);
    return op === 'tan' ? zerosOf(cos(a)) : [];
  });
}

/** ∫ f² over ever smaller neighbourhoods of the place, roughly, must go to 0. */
function squareIntegrable(f: RealFunction, place: number): boolean {
  return [1, -1].every((side) => {
    const mass = (distance: number) => f(place + side * distance) ** 2 * distance;
    const scale = Math.max(1, Math.abs(place));
    const [wide, narrow] = [mass(1e-4 * scale), mass(1e-6 * scale)];
    return narrow === 0 || narrow < 0.5 * wide;
  });
}

/** As e^{z²} or faster: then E[σ²] is infinite from some K on. */
function growsTooFast(value: RealFunction): boolean {
  return [1, -1].some((side) => {
    const [near, far] = [6, 12].map((z) => Math.log(Math.abs(value(side * z)))) as [number, number];
    return far > 30 && far / near > 3.4;
  });
}

/** The catalogue's activation that has the same values, to rounding, at points without structure. */
function sameInCatalogue(formula: Expression): Activation | undefined {
  const value = evaluated(formula);
  const values = PLACES.map(value);
  return withClosedMoments().find((candidate) =>
    PLACES.every((z, i) => {
      const expected = candidate.derivatives[0](z);
      return Math.abs(values[i]! - expected) <= 1e-13 * Math.max(Math.abs(expected), 1e-3);
    }),
  );
}

const PLACES = [-7.3, -4.127, -1.9, -1.013, -0.62, -0.0317, 0.0113, 0.27, 0.841, 1.57, 3.31, 8.2];

let candidates: readonly Activation[] | undefined;
function withClosedMoments(): readonly Activation[] {
  candidates ??= FAMILIES.flatMap((family) => {
    const { parameter } = family;
    if (parameter === null) return [family.create(null)];
    if (!parameter.integer) return [];
    return Array.from({ length: parameter.max - parameter.min + 1 }, (_, i) => family.create(parameter.min + i));
  }).filter(({ closedMoments }) => closedMoments !== undefined);
  return candidates;
}
