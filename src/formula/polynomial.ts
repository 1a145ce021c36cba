/** An expression as a polynomial in z, lowest power first, where it is one of low degree. */
import { findRoot } from '../lib/roots.ts';
import type { Expression } from './graph.ts';
import * as f from './graph.ts';

const HIGHEST = 4;
type Coefficients = readonly number[];

/** Null where it is none, or of a degree above 4. */
export function polynomialOf({ op, operands, value }: Expression): Coefficients | null {
  if (op === 'constant') return [value];
  if (op === 'z') return [0, 1];
  const parts: Coefficients[] = [];
  for (const operand of operands) {
    const part = polynomialOf(operand);
    if (part === null) return null;
    parts.push(part);
  }
  const [a = [], b = []] = parts;
  if (op === 'add') return sum(a, b, 1);
  if (op === 'sub') return sum(a, b, -1);
  if (op === 'neg') return sum([], a, -1);
  if (op === 'mul') return limited(product(a, b));
  if (op === 'div') return b.length === 1 ? a.map((coefficient) => coefficient / b[0]!) : null;
  if (op !== 'power' || value < 0 || value > HIGHEST) return null;
  return limited(Array.from({ length: value }, () => a).reduce(product, [1]));
}

/** a - b, without the powers that cancel where both are polynomials. */
export function difference(a: Expression, b: Expression): Expression {
  const [p, q] = [polynomialOf(a), polynomialOf(b)];
  const rest = p && q && sum(p, q, -1);
  if (!rest || rest.length >= Math.max(p.length, q.length)) return f.sub(a, b);
  return rest.reduce<Expression>(
    (total, coefficient, k) =>
      coefficient === 0
        ? total
        : f.add(total, f.mul(f.constant(coefficient), k === 0 ? f.constant(1) : f.power(f.z, k))),
    f.constant(0),
  );
}

function sum(a: Coefficients, b: Coefficients, sign: number): Coefficients {
  const out = Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + sign * (b[k] ?? 0));
  while (out.length > 1 && out[out.length - 1] === 0) out.pop();
  return out;
}

export function product(a: Coefficients, b: Coefficients): Coefficients {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      out[i + j]! += x * y;
    });
  });
  return out;
}

const limited = (coefficients: Coefficients): Coefficients | null =>
  coefficients.length > HIGHEST + 1 ? null : coefficients;

/** The real roots, double ones once; exact up to degree 2. */
export function rootsOf(coefficients: Coefficients): readonly number[] {
  const highest = coefficients.findLastIndex((coefficient) => coefficient !== 0);
  const [c = 0, b = 0, a = 0] = coefficients;
  if (highest <= 0) return [];
  if (highest === 1) return [-c / b || 0];
  if (highest > 2) return bracketed(coefficients.slice(0, highest + 1));
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return [];
  // The root whose terms have one sign first; the other by Vieta: nothing cancels.
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  if (q === 0) return [0];
  return [...new Set([q / a || 0, c / q || 0])];
}

/** A value at a turning point is 0 where it is this little beside its terms: the polynomial touches there. */
const TOUCHES = 1e-14;

/** Between two neighbouring zeros of its derivative a polynomial has one root or none. */
function bracketed(coefficients: Coefficients): readonly number[] {
  const leading = coefficients.at(-1)!;
  const value = (z: number) => coefficients.reduceRight((sum, coefficient) => sum * z + coefficient, 0);
  const size = (z: number) => coefficients.reduceRight((sum, c) => sum * Math.abs(z) + Math.abs(c), 0);
  const turns = rootsOf(coefficients.slice(1).map((coefficient, k) => (k + 1) * coefficient));
  // Cauchy's bound.
  const far = 1 + Math.max(...coefficients.map((coefficient) => Math.abs(coefficient / leading)));
  const places = [-far, ...turns, far].sort((x, y) => x - y);
  const values = places.map((z, i) => {
    const turning = i > 0 && i < places.length - 1;
    return turning && Math.abs(value(z)) <= TOUCHES * size(z) ? 0 : value(z);
  });
  return places.flatMap((z, i) => {
    if (values[i] === 0) return [z || 0];
    return i > 0 && values[i - 1]! * values[i]! < 0 ? [findRoot(value, places[i - 1]!, z) || 0] : [];
  });
}
