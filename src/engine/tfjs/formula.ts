/** Expressions as TensorFlow.js operations, by the library's own function wherever it has one that keeps its digits. */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { derivativeOf } from '../../formula/derivative.ts';
import { type Forms, formsOf } from '../../formula/float32/forms.ts';
import { cos, keepingDigits, sech2, sin } from '../../formula/float32/lowering.ts';
import { withTails } from '../../formula/float32/tails.ts';
import type { Unary } from '../../formula/functions.ts';
import type { Expression } from '../../formula/graph.ts';
import * as f from '../../formula/graph.ts';
import { fewest, inFewer } from './fewer.ts';

export type TensorFunction = (z: Tensor) => Tensor;

/** σ to σ‴ of a formula; any shape. */
export function tensorForms(formula: Expression): Forms<TensorFunction> {
  return formsOf((order) => {
    const exact = derivativeOf(formula, order);
    const form = composed(exact, order < 2 ? QUICK : PRECISE);
    return tensorFunction(fewest([...new Set([inFewer(form), form])].map((own) => withTails(own, exact, false))));
  });
}

const { constant: c } = f;
const bell = (x: Expression, factor: number, rate: number): Expression =>
  f.mul(c(factor), f.exp(f.mul(c(-rate), f.power(x, 2))));

type Composed = Readonly<Partial<Record<Unary, (x: Expression) => Expression>>>;

/** What the library lacks, or loses digits in, by what it has. */
const QUICK: Composed = {
  sin,
  cos,
  tan: (x) => f.div(sin(x), cos(x)),
  sech2: (x) => f.sub(c(1), f.power(f.tanh(x), 2)),
  sigmoidSlope: (x) => f.mul(f.sigmoid(x), f.sigmoid(f.neg(x))),
  bell: (x) => bell(x, 2 / Math.sqrt(Math.PI), 1),
  Phi: (x) => f.add(c(0.5), f.mul(c(0.5), f.erf(f.mul(c(Math.SQRT1_2), x)))),
  phi: (x) => bell(x, 1 / Math.sqrt(2 * Math.PI), 0.5),
};

/** As a slope 1 - tanh² is good to float32; a higher derivative multiplies what it has lost. */
const PRECISE: Composed = { ...QUICK, sech2 };

const composed = (root: Expression, by: Composed): Expression =>
  f.transformed(root, (node) => by[node.op as Unary]?.(node.operands[0]!) ?? keepingDigits(node));

type Value = Tensor | number;

function tensorFunction(root: Expression): TensorFunction {
  // What is computed by what is found once: the function itself runs for every layer of every step.
  const nodes = needed(root);
  return (z) => {
    const values = new Map<Expression, Value>();
    const of = (operand: Expression): Value => values.get(operand)!;
    for (const [node, special] of nodes) values.set(node, computed(node, special, z, of));
    const value = of(root);
    if (typeof value === 'number') return tf.fill(z.shape, value);
    if (value === z) return tf.clone(z);
    return value.dtype === 'bool' ? tf.cast(value, 'float32') : value;
  };
}

/** A comparison as a number. */
const asNumber = (value: Value): Value =>
  typeof value !== 'number' && value.dtype === 'bool' ? tf.cast(value, 'float32') : value;

/**
 * Tensors of several expressions in letters, a constant as its number; what they share is computed once, and what is only on the way to them is
 * freed when it has been used.
 */
export function tensorsOf(
  roots: readonly Expression[],
): (letters: Readonly<Record<string, Value>>) => readonly Tensor[] {
  const nodes = f.nodesOf(...roots);
  /** After each node, the operands that nothing else needs. */
  const over = nodes.map((node, i) =>
    node.operands.filter(
      (operand) =>
        operand.operands.length > 0 &&
        !roots.includes(operand) &&
        nodes.findLastIndex((later) => later.operands.includes(operand)) === i,
    ),
  );
  return (letters) => {
    const values = new Map<Expression, Value>();
    const of = (operand: Expression): Value => values.get(operand)!;
    for (const [i, node] of nodes.entries()) {
      values.set(node, node.op === 'parameter' ? letters[node.name]! : tf.tidy(() => operated(node, of)));
      for (const done of over[i]!) (of(done) as Tensor).dispose();
    }
    return roots.map((root) => of(root) as Tensor);
  };
}

function computed(node: Expression, special: Whole | null, z: Tensor, of: (operand: Expression) => Value): Value {
  const { op, operands } = node;
  if (op === 'z') return z;
  if (special) return special(of(special.argument) as Tensor);
  if (op === 'where') {
    const [condition, whenTrue, whenFalse] = operands.map(of) as [Tensor, Value, Value];
    const like = (branch: Value) =>
      typeof branch === 'number' ? tf.fill(z.shape, branch) : (asNumber(branch) as Tensor);
    const holds = condition.dtype === 'bool' ? condition : tf.cast(condition, 'bool');
    return tf.where(holds, like(whenTrue), like(whenFalse));
  }
  return operated(node, of);
}

function operated({ op, operands, value }: Expression, of: (operand: Expression) => Value): Value {
  if (op === 'constant') return value;
  const [a, b] = operands.map((operand) => asNumber(of(operand))) as [Tensor, Tensor];
  if (op === 'power') return wholePower(a, value);
  const operation = OPERATIONS[op];
  if (!operation) throw new RangeError(`There is no TensorFlow.js operation for ${op}.`);
  return operation(a, b);
}

function wholePower(base: Tensor, n: number): Tensor {
  if (n < 0) return tf.reciprocal(wholePower(base, -n));
  if (n === 2) return tf.square(base);
  let product = base;
  for (let k = 1; k < n; k++) product = tf.mul(product, base);
  return product;
}

const OPERATIONS: Readonly<Partial<Record<Expression['op'], (a: Tensor, b: Tensor) => Tensor>>> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  min: (a, b) => tf.minimum(a, b),
  max: (a, b) => tf.maximum(a, b),
  pow: (a, b) => tf.pow(a, b),
  less: (a, b) => tf.less(a, b),
  lessEqual: (a, b) => tf.lessEqual(a, b),
  equal: (a, b) => tf.equal(a, b),
  neg: (a) => tf.neg(a),
  abs: (a) => tf.abs(a),
  // The wasm backend's sign takes the smallest numbers for 0.
  sign: (a) => tf.sub(tf.step(a), tf.step(tf.neg(a))),
  sqrt: (a) => tf.sqrt(a),
  exp: (a) => tf.exp(a),
  expm1: (a) => tf.expm1(a),
  log: (a) => tf.log(a),
  atan: (a) => tf.atan(a),
  tanh: (a) => tf.tanh(a),
  sigmoid: (a) => tf.sigmoid(a),
  softplus: (a) => tf.softplus(a),
  erf: (a) => tf.erf(tf.clipByValue(a, -9, 9)),
  round: (a) => tf.round(a),
  floor: (a) => tf.floor(a),
};

/** One kernel of the library for a whole shape of expression. */
interface Whole {
  (argument: Tensor): Tensor;
  readonly argument: Expression;
}

const taking = (argument: Expression, run: (x: Tensor) => Tensor): Whole => Object.assign(run, { argument });

function whole({ op, operands }: Expression): Whole | null {
  const [a, b, d] = operands as [Expression, Expression, Expression];
  if (op === 'max' && b === c(0)) return taking(a, (x) => tf.relu(x));
  if (op === 'less' && a === c(0)) return taking(b, (x) => tf.step(x));
  if (op === 'min' && a.op === 'max' && b.op === 'constant' && a.operands[1]!.op === 'constant') {
    const [low, high] = [a.operands[1]!.value, b.value];
    if (low <= high) return taking(a.operands[0]!, (x) => tf.clipByValue(x, low, high));
  }
  if (op !== 'where' || a.op !== 'less') return null;
  const [low, high] = a.operands as [Expression, Expression];
  if (low === c(0) && b === c(1) && d.op === 'constant') return taking(high, (x) => tf.step(x, d.value));
  if (low === c(0) && b === high && d.op === 'mul' && d.operands[0]!.op === 'constant' && d.operands[1] === high) {
    return taking(high, (x) => tf.leakyRelu(x, d.operands[0]!.value));
  }
  if (high !== c(0)) return null;
  if (b === f.exp(low) && d === c(1)) return taking(low, (x) => tf.exp(tf.minimum(x, 0)));
  return b === f.expm1(low) && d === low ? taking(low, (x) => tf.elu(x)) : null;
}

/** The nodes that are computed, in order, with their `whole`; what lies within one is not. */
function needed(root: Expression): readonly (readonly [Expression, Whole | null])[] {
  const seen = new Map<Expression, Whole | null>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    const special = whole(node);
    if (special) visit(special.argument);
    else node.operands.forEach(visit);
    seen.set(node, special);
  };
  visit(root);
  return [...seen];
}
