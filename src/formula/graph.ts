/**
 * An expression of one variable `z` as immutable data with sharing: the same expression is the same object, so that `===`
 * is equality of structure and what is written twice is computed once. The functions here are the only way to make one;
 * they fold constants and drop neutral elements, which is all the simplification that derivatives need.
 */
import { FUNCTIONS, type Unary } from './functions.ts';

export { FUNCTIONS, type Unary };

/** Comparisons are 1 or 0, `pow` is a real power of what is not negative. */
export const BINARY = ['add', 'sub', 'mul', 'div', 'min', 'max', 'pow', 'less', 'lessEqual', 'equal'] as const;
export type Binary = (typeof BINARY)[number];

export type Op = 'constant' | 'z' | 'parameter' | 'power' | 'where' | Unary | Binary;

export interface Expression {
  readonly op: Op;
  readonly operands: readonly Expression[];
  /** Of a `constant` its value, of a `power` its whole exponent; else 0. */
  readonly value: number;
  /** Of a `parameter`; else empty. */
  readonly name: string;
  /** Never given twice. */
  readonly id: number;
  /** Nodes, each counted as often as it is written out; capped at Number.MAX_SAFE_INTEGER. */
  readonly size: number;
  /** Longest way to a leaf; a leaf has 1. */
  readonly depth: number;
}

/** Weakly held, so that what nobody needs any more is forgotten. */
const known = new Map<string, WeakRef<Expression>>();
const forget = new FinalizationRegistry<string>((key) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});
let count = 0;

function node(op: Op, operands: readonly Expression[], value = 0, name = ''): Expression {
  const written = Object.is(value, -0) ? '-0' : value;
  const key = `${op} ${name} ${written} ${operands.map(({ id }) => id).join(' ')}`;
  const shared = known.get(key)?.deref();
  if (shared !== undefined) return shared;
  const size = Math.min(
    operands.reduce((sum, operand) => sum + operand.size, 1),
    Number.MAX_SAFE_INTEGER,
  );
  const depth = 1 + operands.reduce((most, operand) => Math.max(most, operand.depth), 0);
  const made: Expression = Object.freeze({
    op,
    operands: Object.freeze(operands),
    value,
    name,
    id: count++,
    size,
    depth,
  });
  known.set(key, new WeakRef(made));
  forget.register(made, key);
  return made;
}

export const constant = (value: number): Expression => node('constant', [], value);
export const z: Expression = node('z', []);
export const parameter = (name: string): Expression => node('parameter', [], 0, name);

const ZERO = constant(0);
const ONE = constant(1);

const isConstant = (x: Expression): boolean => x.op === 'constant';
const is = (x: Expression, value: number): boolean => x.op === 'constant' && x.value === value;

/** The constant that the operation makes of constants, where that is a number; else null. */
function folded(operands: readonly Expression[], apply: (...values: number[]) => number): Expression | null {
  if (!operands.every(isConstant)) return null;
  const value = apply(...operands.map((operand) => operand.value));
  return Number.isFinite(value) ? constant(value) : null;
}

export function add(a: Expression, b: Expression): Expression {
  const sum = folded([a, b], (x, y) => x + y);
  if (sum) return sum;
  if (is(a, 0)) return b;
  if (is(b, 0)) return a;
  if (b.op === 'neg') return sub(a, b.operands[0]!);
  if (a.op === 'neg') return sub(b, a.operands[0]!);
  return a === b ? mul(constant(2), a) : node('add', [a, b]);
}

export function sub(a: Expression, b: Expression): Expression {
  const difference = folded([a, b], (x, y) => x - y);
  if (difference) return difference;
  if (is(b, 0)) return a;
  if (is(a, 0)) return neg(b);
  if (a === b) return ZERO;
  if (a.op === 'add' && isConstant(a.operands[0]!) && a.operands[1] === b) return a.operands[0]!;
  if (a.op === 'add' && isConstant(a.operands[1]!) && a.operands[0] === b) return a.operands[1]!;
  if (a.op === 'exp' && is(b, 1)) return expm1(a.operands[0]!);
  return b.op === 'neg' ? add(a, b.operands[0]!) : node('sub', [a, b]);
}

/** Constants and signs are moved to the front. */
export function mul(a: Expression, b: Expression): Expression {
  const product = folded([a, b], (x, y) => x * y);
  if (product) return product;
  // Of two constants the product has left float64.
  if (isConstant(b)) return isConstant(a) ? node('mul', [a, b]) : mul(b, a);
  if (is(a, 0)) return ZERO;
  if (is(a, 1)) return b;
  if (is(a, -1)) return neg(b);
  if (a.op === 'neg') return neg(mul(a.operands[0]!, b));
  if (b.op === 'neg') return isConstant(a) ? mul(constant(-a.value), b.operands[0]!) : neg(mul(a, b.operands[0]!));
  if (b.op === 'mul' && isConstant(b.operands[0]!)) {
    const [factor, rest] = b.operands as [Expression, Expression];
    return isConstant(a) ? mul(constant(a.value * factor.value), rest) : mul(factor, mul(a, rest));
  }
  if (a.op === 'mul' && isConstant(a.operands[0]!)) return mul(a.operands[0]!, mul(a.operands[1]!, b));
  if (a === b) return power(a, 2);
  if (b.op === 'sign' && b.operands[0] === a) return abs(a);
  if (a.op === 'sign' && a.operands[0] === b) return abs(b);
  if (b.op === 'power' && b.value > 0 && b.operands[0] === a) return power(a, b.value + 1);
  if (a.op === 'power' && a.value > 0 && a.operands[0] === b) return power(b, a.value + 1);
  return node('mul', [a, b]);
}

export function div(a: Expression, b: Expression): Expression {
  const quotient = folded([a, b], (x, y) => x / y);
  if (quotient) return quotient;
  if (is(a, 0) || is(b, 1)) return a;
  if (is(b, -1)) return neg(a);
  const exponent = b.op === 'add' ? exponentOfOnePlus(b) : null;
  if (exponent) {
    if (a.op === 'exp' && a.operands[0] === exponent) return sigmoid(exponent);
    if (a.op === 'mul' && a.operands.some(({ op }) => op === 'exp')) {
      const [p, q] = a.operands as [Expression, Expression];
      if (q === exp(exponent)) return mul(p, sigmoid(exponent));
      if (p === exp(exponent)) return mul(q, sigmoid(exponent));
    } else if (a === z || isConstant(a)) return mul(a, sigmoid(neg(exponent)));
  }
  if (a.op === 'neg') return neg(div(a.operands[0]!, b));
  // Halves, quarters, … are exact, and a product is quicker.
  if (isConstant(b) && Number.isInteger(Math.log2(Math.abs(b.value)))) return mul(constant(1 / b.value), a);
  return node('div', [a, b]);
}

/** x where the sum is 1 + e^x; quotients by it and its logarithm have forms that do not overflow. */
function exponentOfOnePlus({ operands }: Expression): Expression | null {
  const [a, b] = operands as [Expression, Expression];
  if (is(a, 1) && b.op === 'exp') return b.operands[0]!;
  return is(b, 1) && a.op === 'exp' ? a.operands[0]! : null;
}

export function neg(x: Expression): Expression {
  if (isConstant(x)) return constant(x.value === 0 ? 0 : -x.value);
  if (x.op === 'neg') return x.operands[0]!;
  if (x.op === 'sub') return sub(x.operands[1]!, x.operands[0]!);
  if (x.op === 'mul' && isConstant(x.operands[0]!)) return mul(constant(-x.operands[0]!.value), x.operands[1]!);
  return node('neg', [x]);
}

/** Whole exponents up to this are powers by multiplication. */
const LARGEST_POWER = 64;

/** x^n for a whole n. */
export function power(x: Expression, n: number): Expression {
  if (n === 0) return ONE;
  if (n === 1) return x;
  return folded([x], (value) => value ** n) ?? node('power', [x], n);
}

/** base^exponent: by multiplication where the exponent is a small whole number, by sqrt where it is ½. */
export function pow(base: Expression, exponent: Expression): Expression {
  const value = folded([base, exponent], (x, y) => x ** y);
  if (value) return value;
  if (isConstant(exponent)) {
    if (Number.isInteger(exponent.value) && Math.abs(exponent.value) <= LARGEST_POWER)
      return power(base, exponent.value);
    if (exponent.value === 0.5) return sqrt(base);
  }
  return is(base, Math.E) ? exp(exponent) : node('pow', [base, exponent]);
}

/** The constant comes second: at a kink the other operand's side counts, and NaN gets through. */
export function max(a: Expression, b: Expression): Expression {
  if (a === b) return a;
  return folded([a, b], Math.max) ?? (isConstant(a) ? node('max', [b, a]) : node('max', [a, b]));
}

export function min(a: Expression, b: Expression): Expression {
  if (a === b) return a;
  return folded([a, b], Math.min) ?? (isConstant(a) ? node('min', [b, a]) : node('min', [a, b]));
}

const comparison =
  (op: 'less' | 'lessEqual' | 'equal', holds: (a: number, b: number) => boolean) =>
  (a: Expression, b: Expression): Expression =>
    folded([a, b], (x, y) => Number(holds(x, y))) ?? node(op, [a, b]);

export const less = comparison('less', (a, b) => a < b);
export const lessEqual = comparison('lessEqual', (a, b) => a <= b);
export const equal = comparison('equal', (a, b) => a === b);
export const greater = (a: Expression, b: Expression): Expression => less(b, a);
export const greaterEqual = (a: Expression, b: Expression): Expression => lessEqual(b, a);

/** `whenTrue` where the condition is not 0. */
export function where(condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression {
  if (whenTrue === whenFalse) return whenTrue;
  if (isConstant(condition)) return condition.value === 0 ? whenFalse : whenTrue;
  if (is(whenTrue, 1) && is(whenFalse, 0) && isComparison(condition)) return condition;
  return node('where', [condition, whenTrue, whenFalse]);
}

export const isComparison = ({ op }: Expression): boolean => op === 'less' || op === 'lessEqual' || op === 'equal';

/** max(0, x) */
export const relu = (x: Expression): Expression => max(x, ZERO);

export const unary = (op: Unary, x: Expression): Expression => {
  if (op === 'neg') return neg(x);
  if (op === 'log' && x.op === 'add') {
    const exponent = exponentOfOnePlus(x);
    if (exponent) return softplus(exponent);
  }
  return folded([x], FUNCTIONS[op]) ?? node(op, [x]);
};

const named =
  (op: Unary) =>
  (x: Expression): Expression =>
    unary(op, x);
export const abs = named('abs');
export const sign = named('sign');
export const sqrt = named('sqrt');
export const exp = named('exp');
export const expm1 = named('expm1');
/** log(1 + e^x) is softplus, which does not overflow. */
export const log = (x: Expression): Expression => unary('log', x);
export const sin = named('sin');
export const cos = named('cos');
export const tan = named('tan');
export const atan = named('atan');
export const tanh = named('tanh');
export const sech2 = named('sech2');
export const sigmoid = named('sigmoid');
export const sigmoidSlope = named('sigmoidSlope');
export const softplus = named('softplus');
export const erf = named('erf');
export const bell = named('bell');
export const Phi = named('Phi');
export const phi = named('phi');
export const round = named('round');
export const floor = named('floor');

/** The same operation on other operands. */
export function rebuilt(expression: Expression, operands: readonly Expression[]): Expression {
  if (operands.every((operand, i) => operand === expression.operands[i])) return expression;
  const [a, b, c] = operands as [Expression, Expression, Expression];
  const { op } = expression;
  if (op === 'power') return power(a, expression.value);
  if (op === 'where') return where(a, b, c);
  return op in FUNCTIONS ? unary(op as Unary, a) : BUILDERS[op as Binary](a, b);
}

export const BUILDERS: Readonly<Record<Binary, (a: Expression, b: Expression) => Expression>> = {
  add,
  sub,
  mul,
  div,
  min,
  max,
  pow,
  less,
  lessEqual,
  equal,
};

/**
 * What `change` makes of every node, the innermost first and each once. It gets the node with its operands already
 * changed.
 */
export function transformed(root: Expression, change: (node: Expression) => Expression): Expression {
  const done = new Map<Expression, Expression>();
  const visit = (expression: Expression): Expression => {
    let made = done.get(expression);
    if (made === undefined) {
      made = change(rebuilt(expression, expression.operands.map(visit)));
      done.set(expression, made);
    }
    return made;
  };
  return visit(root);
}

/** Every node once, operands before what is made of them. */
export function nodesOf(...roots: readonly Expression[]): readonly Expression[] {
  const seen = new Set<Expression>();
  const visit = (expression: Expression): void => {
    if (seen.has(expression)) return;
    expression.operands.forEach(visit);
    seen.add(expression);
  };
  roots.forEach(visit);
  return [...seen];
}

/** Parameters replaced by their values; one without a value stays. */
export const substituted = (root: Expression, values: Readonly<Record<string, number>>): Expression =>
  transformed(root, (node) =>
    node.op === 'parameter' && Object.hasOwn(values, node.name) ? constant(values[node.name]!) : node,
  );

/** `z` replaced by another expression. */
export const applied = (root: Expression, argument: Expression): Expression =>
  transformed(root, (node) => (node === z ? argument : node));

/** The names of the parameters that stand in it, in alphabetical order. */
export const parametersOf = (root: Expression): readonly string[] =>
  nodesOf(root)
    .filter(({ op }) => op === 'parameter')
    .map(({ name }) => name)
    .sort();
