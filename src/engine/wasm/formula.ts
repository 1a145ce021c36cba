/** Expressions as WebAssembly: each node of the formula's graph is one or a few nodes of instructions. */
import { boundsOf } from '../../formula/bounds.ts';
import { type Expression, isComparison, nodesOf } from '../../formula/graph.ts';
import { exp, log } from './elementary.ts';
import type { Graph, Node } from './expression.ts';

type Make = (graph: Graph, a: Node, b: Node, c: Node) => Node;

/** Values of `z` and of letters. */
export type Given = Readonly<Record<string, Node>>;

/** The value of the expression. */
export function nodeOf(root: Expression, graph: Graph, given: Given): Node {
  const told = (letter: string): Node => {
    const node = given[letter];
    if (!node) throw new RangeError(`The letter ${letter} has no value.`);
    return node;
  };
  const made = new Map<Expression, Node>();
  /** A comparison is a mask there, and a number where it is reckoned with. */
  const number = (operand: Expression): Node => {
    const node = made.get(operand)!;
    return isComparison(operand) ? graph.select(node, graph.constant(1), graph.constant(0)) : node;
  };
  for (const expression of nodesOf(root)) {
    const { op, operands, value, name } = expression;
    if (op === 'z') made.set(expression, told('z'));
    else if (op === 'parameter') made.set(expression, told(name));
    else if (op === 'constant') made.set(expression, graph.constant(value));
    else if (op === 'where') {
      const [condition, whenTrue, whenFalse] = operands as [Expression, Expression, Expression];
      made.set(expression, graph.select(mask(graph, condition, made), number(whenTrue), number(whenFalse)));
    } else if (op === 'power') {
      const base = number(operands[0]!);
      const factors = Array.from({ length: value }, () => base);
      made.set(expression, factors.reduce(graph.mul));
    } else if (op === 'exp') {
      made.set(expression, exp(graph, number(operands[0]!), boundsOf(operands[0]!)));
    } else {
      const make = OPERATIONS[op];
      if (!make) throw new RangeError(`There is no WebAssembly for ${op}.`);
      const [a, b, c] = operands.map(number) as [Node, Node, Node];
      made.set(expression, make(graph, a, b, c));
    }
  }
  return number(root);
}

function mask(graph: Graph, condition: Expression, made: ReadonlyMap<Expression, Node>): Node {
  const node = made.get(condition)!;
  if (isComparison(condition)) return node;
  // All bits where it is not 0.
  const zero = graph.binary('f32x4.eq', node, graph.constant(0));
  return graph.binary('f32x4.eq', graph.select(zero, graph.constant(1), graph.constant(0)), graph.constant(0));
}

/** ±1 with the sign of x, and 0 at 0. */
function sign(graph: Graph, x: Node): Node {
  const signBit = graph.binary('v128.and', x, graph.constant(-0));
  const one = graph.binary('v128.or', signBit, graph.constant(1));
  return graph.select(graph.binary('f32x4.eq', x, graph.constant(0)), x, one);
}

const OPERATIONS: Readonly<Partial<Record<Expression['op'], Make>>> = {
  add: (graph, a, b) => graph.add(a, b),
  sub: (graph, a, b) => graph.sub(a, b),
  mul: (graph, a, b) => graph.mul(a, b),
  div: (graph, a, b) => graph.div(a, b),
  // One instruction on x86-64, and where the first operand is NaN they give it.
  min: (graph, a, b) => graph.binary('f32x4.pmin', a, b),
  max: (graph, a, b) => graph.binary('f32x4.pmax', a, b),
  less: (graph, a, b) => graph.binary('f32x4.lt', a, b),
  lessEqual: (graph, a, b) => graph.binary('f32x4.le', a, b),
  equal: (graph, a, b) => graph.binary('f32x4.eq', a, b),
  neg: (graph, a) => graph.unary('f32x4.neg', a),
  abs: (graph, a) => graph.unary('f32x4.abs', a),
  sqrt: (graph, a) => graph.unary('f32x4.sqrt', a),
  round: (graph, a) => graph.unary('f32x4.nearest', a),
  floor: (graph, a) => graph.unary('f32x4.floor', a),
  sign,
  log,
};
