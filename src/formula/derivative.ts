/** dσ/dz by the rules of calculus, each shared expression once. */

import type { Unary } from './functions.ts';
import type { Expression } from './graph.ts';
import * as f from './graph.ts';
import { difference } from './polynomial.ts';

const known = new WeakMap<Expression, Expression>();

/**
 * The derivative with respect to `z`. Where max, min, abs, sign, a comparison or `where` switches, it is that of the
 * branch that the expression itself takes there; of max(x, 0) that is 0, the engines' convention.
 */
export function derivative(expression: Expression): Expression {
  let made = known.get(expression);
  if (made === undefined) {
    made = rule(expression);
    known.set(expression, made);
  }
  return made;
}

/** σ^(order) of a formula. */
export function derivativeOf(formula: Expression, order: number): Expression {
  return order === 0 ? formula : derivative(derivativeOf(formula, order - 1));
}

function rule(expression: Expression): Expression {
  const { op, operands, value } = expression;
  const [a, b, c] = operands as [Expression, Expression, Expression];
  switch (op) {
    case 'constant':
    case 'parameter':
    case 'sign':
    case 'round':
    case 'floor':
    case 'less':
    case 'lessEqual':
    case 'equal':
      return f.constant(0);
    case 'z':
      return f.constant(1);
    case 'add':
      return f.add(derivative(a), derivative(b));
    case 'sub':
      return f.sub(derivative(a), derivative(b));
    case 'mul':
      return f.add(f.mul(derivative(a), b), f.mul(a, derivative(b)));
    case 'div':
      return quotient(a, b);
    case 'power':
      return f.mul(f.mul(f.constant(value), f.power(a, value - 1)), powerSlope(a, value));
    case 'pow':
      return realPower(expression, a, b);
    case 'max':
      return f.where(f.greater(a, b), derivative(a), derivative(b));
    case 'min':
      return f.where(f.less(a, b), derivative(a), derivative(b));
    case 'where':
      return f.where(a, derivative(b), derivative(c));
    case 'sqrt': {
      const slope = f.mul(f.div(f.constant(0.5), expression), derivative(isRectified(a) ? a.operands[0]! : a));
      return isRectified(a) ? f.where(f.less(f.constant(0), a.operands[0]!), slope, f.constant(0)) : slope;
    }
    default:
      return f.mul(SLOPES[op](a, expression), derivative(a));
  }
}

/** max(x, 0) */
const isRectified = (a: Expression): boolean => a.op === 'max' && a.operands[1] === f.constant(0);

/** What a^(n-1) is multiplied with: where max(x, 0) is 0, its power is so already, and no step is needed. */
function powerSlope(a: Expression, n: number): Expression {
  return derivative(isRectified(a) && n >= 2 ? a.operands[0]! : a);
}

const isRational = (expression: Expression): boolean =>
  f.nodesOf(expression).every(({ op }) => /^(constant|z|add|sub|mul|neg|power|abs|sign)$/.test(op));

/**
 * The numerator is written out wherever it is one of polynomials: there a′ b - a b′ loses its highest powers, and what is
 * left of them by rounding would be all that is seen of σ′ far out. Beside anything else b² would overflow first.
 */
function quotient(a: Expression, b: Expression): Expression {
  const [da, db] = [derivative(a), derivative(b)];
  if (db === f.constant(0)) return f.div(da, b);
  if (isRational(a) && isRational(b)) {
    if (da === f.constant(0) && b.op === 'power' && b.value > 0)
      return f.div(
        f.mul(f.mul(f.constant(-b.value), a), derivative(b.operands[0]!)),
        f.power(b.operands[0]!, b.value + 1),
      );
    return f.div(difference(f.mul(da, b), f.mul(a, db)), f.power(b, 2));
  }
  const radicand = b.op === 'sqrt' && !isRectified(b.operands[0]!) ? b.operands[0]! : null;
  if (radicand && isRational(a) && isRational(radicand)) {
    const ofRoot = f.mul(f.constant(0.5), f.mul(a, derivative(radicand)));
    return f.div(difference(f.mul(da, radicand), ofRoot), f.mul(radicand, b));
  }
  return f.div(f.sub(da, f.mul(f.div(a, b), db)), b);
}

function realPower(whole: Expression, base: Expression, exponent: Expression): Expression {
  const [dBase, dExponent] = [derivative(base), derivative(exponent)];
  if (dExponent === f.constant(0) && isRectified(base))
    return f.where(
      f.less(f.constant(0), base.operands[0]!),
      f.mul(f.mul(exponent, f.pow(base, f.sub(exponent, f.constant(1)))), derivative(base.operands[0]!)),
      f.constant(0),
    );
  const ofBase = f.mul(f.mul(exponent, f.pow(base, f.sub(exponent, f.constant(1)))), dBase);
  return dExponent === f.constant(0) ? ofBase : f.add(ofBase, f.mul(whole, f.mul(f.log(base), dExponent)));
}

/** The slope at x, `whole` being the function's value there. */
const SLOPES: Readonly<
  Record<Exclude<Unary, 'sign' | 'sqrt' | 'round' | 'floor'>, (x: Expression, whole: Expression) => Expression>
> = {
  neg: () => f.constant(-1),
  abs: (x) => f.sign(x),
  exp: (_, whole) => whole,
  expm1: (x) => f.exp(x),
  log: (x) => f.div(f.constant(1), x),
  sin: (x) => f.cos(x),
  cos: (x) => f.neg(f.sin(x)),
  tan: (_, whole) => f.add(f.power(whole, 2), f.constant(1)),
  atan: (x) => f.div(f.constant(1), f.add(f.power(x, 2), f.constant(1))),
  tanh: (x) => f.sech2(x),
  sech2: (x, whole) => f.mul(f.constant(-2), f.mul(f.tanh(x), whole)),
  sigmoid: (x) => f.sigmoidSlope(x),
  // 1 - 2 sigmoid(x) is -tanh(x/2), which has no difference for what multiplies it (β of swish) to magnify. Of z itself the
  // difference is good to float32, and stays: published networks were trained with it.
  sigmoidSlope: (x, whole) =>
    f.mul(
      whole,
      x === f.z ? f.sub(f.constant(1), f.mul(f.constant(2), f.sigmoid(x))) : f.neg(f.tanh(f.mul(f.constant(0.5), x))),
    ),
  softplus: (x) => f.sigmoid(x),
  erf: (x) => f.bell(x),
  bell: (x, whole) => f.mul(f.constant(-2), f.mul(x, whole)),
  Phi: (x) => f.phi(x),
  phi: (x, whole) => f.neg(f.mul(x, whole)),
};
