/**
 * Keeps a float32 form within float32 for |z| up to 1e38. Where a step on the way would overflow, or a factor that float32
 * cannot make small enough meets one that is huge, z is held at a distance from which on σ is as good as its asymptote, a
 * power of |z|, and that stands in for it beyond.
 */
import { evaluated } from '../evaluate.ts';
import type { Expression } from '../graph.ts';
import * as f from '../graph.ts';
import { powerLaw } from '../growth.ts';
import { FLOAT32_MAX, float32Of } from './simulate.ts';

/** Distances that are tried, to the largest z that an engine lets pass. */
const DISTANCES = Array.from({ length: 241 }, (_, i) => 10 ** (i / 6 - 2));
/** An engine's error that is none, and one of an asymptote: relative, or absolute below 1. */
const [CLOSE, SAME] = [1e-6, 1e-7];
/** An asymptote this good is as good as σ itself; so exponentials end. */
const EXACT = 1e-30;

const error = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.max(1, Math.abs(expected));

interface Tail {
  readonly from: number;
  readonly value: Expression;
  /** σ held at `from` is the asymptote already. */
  readonly flat: boolean;
}

/**
 * The float32 form with its tails.
 * @param exact σ, of which `form` is a float32 form
 */
export function withTails(form: Expression, exact: Expression, saturates: boolean): Expression {
  if (form.op === 'constant') return form;
  const [right, left] = ([1, -1] as const).map((side) => tailOf(form, exact, side, saturates));
  if (!right && !left) return form;
  let held = f.z;
  if (left) held = f.max(held, f.constant(-left.from));
  if (right) held = f.min(held, f.constant(right.from));
  let out = f.applied(form, held);
  if (left && !left.flat) out = f.where(f.less(f.z, f.constant(-left.from)), left.value, out);
  if (right && !right.flat) out = f.where(f.less(f.constant(right.from), f.z), right.value, out);
  return out;
}

function tailOf(form: Expression, exact: Expression, side: 1 | -1, saturates: boolean): Tail | null {
  const [value, engine] = [evaluated(exact), float32Of(form, saturates)];
  const expected = DISTANCES.map((x) => value(side * x));
  const actual = DISTANCES.map((x) => engine(side * x));
  const compared = expected.map((v) => Math.abs(v) < FLOAT32_MAX / 2);
  const wrong = (is: (v: number, i: number) => boolean) => actual.findIndex((v, i) => compared[i] && is(v, i));
  const firstBad = wrong((v, i) => !(error(v, expected[i]!) <= CLOSE));
  if (firstBad < 0) return null;

  const { degree, coefficient } = powerLaw(value, side);
  if (!Number.isInteger(degree) || Number.isNaN(coefficient)) return null;
  const asymptote = (x: number) => coefficient * x ** degree;
  /** From where on it is as good as that. */
  const since = (tolerance: number): number =>
    1 + expected.findLastIndex((v, i) => compared[i] && !(error(asymptote(DISTANCES[i]!), v) <= tolerance));
  const place = (bad: number): number | null => {
    if (bad > since(EXACT)) return since(EXACT);
    return bad > since(SAME) ? bad - 1 : null;
  };
  const at = place(firstBad) ?? place(wrong((v) => Number.isNaN(v)));
  if (at === null || at < 0) return null;
  const from = Math.fround(DISTANCES[at]!);
  const magnitude = degree % 2 === 1 && side < 0 ? -coefficient : coefficient;
  return {
    from,
    value: f.mul(f.constant(magnitude), f.power(f.z, degree)),
    flat: degree === 0 && error(engine(side * from), coefficient) <= SAME / 10,
  };
}
