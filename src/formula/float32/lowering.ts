/**
 * Functions by arithmetic that float32 does well: what every engine compiles is + - * / min max abs sign sqrt exp log
 * round floor, whole powers, comparisons and `where`. Each keeps its digits where the textbook's form would lose them.
 */
import type { Unary } from '../functions.ts';
import type { Expression } from '../graph.ts';
import * as f from '../graph.ts';
import { polynomialOf } from '../polynomial.ts';

const { constant: c } = f;

/** Σ_k coefficients[k] x^k by Horner's rule. */
const polynomial = (x: Expression, coefficients: readonly number[]): Expression =>
  coefficients.reduceRight<Expression>((rest, k) => f.add(c(k), f.mul(x, rest)), c(0));

const square = (x: Expression): Expression => f.power(x, 2);
const clamp = (x: Expression, low: number, high: number): Expression => f.min(f.max(x, c(low)), c(high));

// WGSL promises sin and cos no better than 2^-11, and nothing beyond [-π, π] (software adapters are 2e-4 off): hence our
// own. With k = round(x/π), r = x - kπ lies in [-π/2, π/2], where Taylor's polynomial is good to float32.

/** π = head + rest; the head has 8 bits, so that k · head is exact. */
const [PI_HEAD, PI_REST] = [3.140625, 0.0009676535897932];
/** Coefficients of sin r / r and of cos r in powers of r². */
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800];
const COSINE = [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320, -1 / 3628800, 1 / 479001600];

const FARTHEST = 1e37;

/** (-1)^k and r. */
function reduced(argument: Expression): { sign: Expression; r: Expression } {
  const [factor, rest] = argument.operands as [Expression, Expression];
  const multiple = argument.op === 'mul' && factor.op === 'constant' && Math.abs(factor.value) > 1;
  // So far out that float32 knows no phase any more, but the product would overflow.
  const x = multiple
    ? f.mul(factor, clamp(rest, -FARTHEST / Math.abs(factor.value), FARTHEST / Math.abs(factor.value)))
    : argument;
  const k = f.round(f.mul(c(1 / Math.PI), x));
  const half = f.mul(c(0.5), k);
  return {
    sign: f.sub(c(1), f.mul(c(4), f.sub(half, f.floor(half)))),
    r: clamp(f.sub(f.sub(x, f.mul(c(PI_HEAD), k)), f.mul(c(PI_REST), k)), -1.6, 1.6),
  };
}

export function sin(x: Expression): Expression {
  const { sign, r } = reduced(x);
  return f.mul(f.mul(sign, r), polynomial(square(r), SINE));
}

export function cos(x: Expression): Expression {
  const { sign, r } = reduced(x);
  return f.mul(sign, polynomial(square(r), COSINE));
}

/** e^{-|x|}, from which sigmoid, its slope and softplus are made without overflow. */
const decay = (x: Expression): Expression => f.exp(f.neg(f.abs(x)));
/** e^{-2|x|}, for tanh. */
const decay2 = (x: Expression): Expression => f.exp(f.mul(c(-2), f.abs(x)));
/** As a difference, which the graph does not take for the sigmoid or softplus that is being made. */
const onePlus = (x: Expression): Expression => f.sub(x, c(-1));
const minusOne = (x: Expression): Expression => f.add(x, c(-1));

/** Near 0 a series, since a tanh built of exponentials loses its relative precision there. */
function tanh(x: Expression): Expression {
  const near = f.mul(x, polynomial(square(x), [1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835]));
  const t = decay2(x);
  const far = f.mul(f.sign(x), f.div(f.sub(c(1), t), onePlus(t)));
  return f.where(f.less(f.abs(x), c(0.25)), near, far);
}

/** 1 - tanh² x without the difference. */
export function sech2(x: Expression): Expression {
  return f.div(f.mul(c(4), decay2(x)), square(onePlus(decay2(x))));
}

/** e^x - 1 by its series near 0, where the difference would cancel. */
function expm1(x: Expression): Expression {
  const near = f.mul(x, polynomial(x, [1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720]));
  return f.where(f.less(f.abs(x), c(0.25)), near, minusOne(f.exp(x)));
}

/** log(1 + e^x): by its series where 1 + e would round the digits of e away. */
function softplus(x: Expression): Expression {
  const e = decay(x);
  const series = f.mul(e, f.sub(c(1), f.mul(e, f.sub(c(0.5), f.mul(c(1 / 3), e)))));
  return f.add(f.max(x, c(0)), f.where(f.less(e, c(0.02)), series, f.log(onePlus(e))));
}

/** 2/√π (-1)^k / (k! (2k+1)), k = 0 … 10: enough for float32 up to 1. */
const ERF_SERIES = Array.from({ length: 11 }, (_, k) => {
  let coefficient = 2 / Math.sqrt(Math.PI);
  for (let j = 1; j <= k; j++) coefficient /= -j;
  return coefficient / (2 * k + 1);
});

/** The series below 1, Abramowitz & Stegun 7.1.26 above, both within 2e-7. */
function erf(x: Expression): Expression {
  const near = f.mul(x, polynomial(square(x), ERF_SERIES));
  const a = f.min(f.abs(x), c(9));
  const t = f.div(c(1), onePlus(f.mul(c(0.3275911), a)));
  const tail = f.mul(t, polynomial(t, [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]));
  const far = f.mul(f.sign(x), f.sub(c(1), f.mul(tail, f.exp(f.neg(square(a))))));
  return f.where(f.less(f.abs(x), c(1)), near, far);
}

/** Cephes' atanf (Moshier): arguments are brought below tan π/8, where a polynomial of four terms is good to float32. */
function atan(x: Expression): Expression {
  const a = f.abs(x);
  const large = f.less(c(2.414213562373095), a);
  const middle = f.less(c(0.414213562373095), a);
  const y = f.where(large, f.div(c(-1), a), f.where(middle, f.div(f.sub(a, c(1)), onePlus(a)), a));
  const y2 = square(y);
  const series = f.mul(y2, polynomial(y2, [-3.33329491539e-1, 1.99777106478e-1, -1.38776856032e-1, 8.05374449538e-2]));
  const base = f.where(large, c(Math.PI / 2), f.where(middle, c(Math.PI / 4), c(0)));
  return f.mul(f.sign(x), f.add(base, f.add(y, f.mul(y, series))));
}

/** base^exponent for a base that is not negative: by a root where the exponent is half a whole number. */
function realPower(base: Expression, exponent: Expression): Expression {
  const { value } = exponent;
  if (exponent.op === 'constant' && Number.isInteger(2 * value) && Math.abs(value) < 32) {
    return f.mul(f.power(base, Math.trunc(value)), value > 0 ? f.sqrt(base) : f.div(c(1), f.sqrt(base)));
  }
  return f.exp(f.mul(exponent, f.log(f.max(base, c(1e-37)))));
}

/** Whole powers: by at most four products in a row, and none of them below 1. */
const LONGEST = 5;
function power(x: Expression, n: number): Expression {
  if (n < 0) return f.div(c(1), power(x, -n));
  if (n <= LONGEST) return f.power(x, n);
  return f.mul(power(f.power(x, 4), Math.floor(n / 4)), f.power(x, n % 4));
}

/** x + √(x² + k) is k / (√(x² + k) - x) where x < 0: the sum would cancel. */
function sumWithRoot(x: Expression, root: Expression): Expression | null {
  const [linear, radicand] = [polynomialOf(x), polynomialOf(root.operands[0]!)];
  const rest = linear && radicand && polynomialOf(f.sub(root.operands[0]!, square(x)));
  if (rest?.length !== 1 || linear?.length !== 2 || !(rest[0]! > 0)) return null;
  return f.where(f.less(x, c(0)), f.div(c(rest[0]!), f.sub(root, x)), f.add(x, root));
}

/** log(k + u²) is 2 log|u| long before u² leaves float32. */
function logOf(x: Expression): Expression {
  const [a, b] = x.operands as [Expression, Expression];
  if (x.op !== 'add') return f.log(x);
  const squared = a.op === 'power' && a.value === 2 ? a : b;
  if (squared.op !== 'power' || squared.value !== 2 || (squared === a ? b : a).op !== 'constant') return f.log(x);
  const u = f.abs(squared.operands[0]!);
  return f.where(f.less(c(1e9), u), f.mul(c(2), f.log(u)), f.log(x));
}

const SMALL: Readonly<Partial<Record<Unary, (x: Expression) => Expression>>> = {
  sin,
  cos,
  tan: (x) => f.div(sin(x), cos(x)),
  tanh,
  sech2,
  sigmoid: (x) => f.div(f.where(f.less(x, c(0)), decay(x), c(1)), onePlus(decay(x))),
  sigmoidSlope: (x) => f.div(decay(x), square(onePlus(decay(x)))),
  softplus,
  expm1,
  erf,
  bell: (x) => f.mul(c(2 / Math.sqrt(Math.PI)), f.exp(f.neg(square(x)))),
  Phi: (x) => f.add(c(0.5), f.mul(c(0.5), erf(f.mul(c(Math.SQRT1_2), x)))),
  phi: (x) => f.mul(c(1 / Math.sqrt(2 * Math.PI)), f.exp(f.mul(c(-0.5), square(x)))),
  atan,
};

/** What loses digits or overflows as it is written: sums with a root, logarithms of squares, real powers. */
export function keepingDigits(node: Expression): Expression {
  const [a, b] = node.operands as [Expression, Expression];
  if (node.op === 'pow') return realPower(a, b);
  if (node.op === 'log') return logOf(a);
  if (node.op !== 'add') return node;
  const sum = b.op === 'sqrt' ? sumWithRoot(a, b) : a.op === 'sqrt' ? sumWithRoot(b, a) : null;
  return sum ?? node;
}

/** The same function of `z` by the operations that every engine compiles. */
export function lowered(root: Expression): Expression {
  return f.transformed(root, (node) => {
    if (node.op === 'power') return power(node.operands[0]!, node.value);
    return SMALL[node.op as Unary]?.(node.operands[0]!) ?? keepingDigits(node);
  });
}
