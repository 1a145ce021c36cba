/** Optimizers as one pass over parameters, gradient and accumulators. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ADAM, MOMENTUM } from '../optimizer.ts';
import { Code, type Local } from './code.ts';
import { emit, Graph, type Node } from './expression.ts';

interface Rule {
  /** Number of accumulators; they start at zero. */
  readonly slots: number;
  /** New parameters and accumulators from parameters, gradient, accumulators; learning rate η, and ε of Adam. */
  step(graph: Graph, values: readonly Node[], rate: Node, epsilon: Node): readonly Node[];
}

const sgd: Rule = {
  slots: 0,
  step: (graph, [parameter, gradient], rate) => [graph.sub(parameter as Node, graph.mul(rate, gradient as Node))],
};

/** v ← μ v + g,  θ ← θ - η v. */
const momentum: Rule = {
  slots: 1,
  step: (graph, [parameter, gradient, velocity], rate) => {
    const next = graph.add(graph.mul(graph.constant(MOMENTUM), velocity as Node), gradient as Node);
    return [graph.sub(parameter as Node, graph.mul(rate, next)), next];
  },
};

/** Kingma and Ba 2015 with M = m / (1-β₁), V = v / (1-β₂); `stepConstants` puts the rest into η and ε. */
const adam: Rule = {
  slots: 2,
  step: (graph, [parameter, gradient, m, v], rate, epsilon) => {
    const square = graph.mul(gradient as Node, gradient as Node);
    const nextM = graph.add(graph.mul(graph.constant(ADAM.beta1), m as Node), gradient as Node);
    const nextV = graph.add(graph.mul(graph.constant(ADAM.beta2), v as Node), square);
    const root = graph.add(graph.unary('f32x4.sqrt', nextV), epsilon);
    return [graph.sub(parameter as Node, graph.div(graph.mul(rate, nextM), root)), nextM, nextV];
  },
};

const RULES: Readonly<Record<OptimizerName, Rule>> = { sgd, momentum, adam };

/** Number of accumulators; they start at zero. */
export const slotsOf = (optimizer: OptimizerName): number => RULES[optimizer].slots;

/** η and ε that `update` takes at the `step`th step, from 1: only Adam's depend on it. */
export function stepConstants(optimizer: OptimizerName, learningRate: number, step: number): [number, number] {
  if (optimizer !== 'adam') return [learningRate, 0];
  const { beta1, beta2, epsilon } = ADAM;
  const root = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
  return [(learningRate * (1 - beta1)) / (1 - beta1 ** step) / root, epsilon / root];
}

/** Bytes of four floats. */
const VECTOR = 16;

/** (θ, end of θ, gradient, η, ε, distance): one step; accumulator s = 1, 2 lies s distances (in bytes) behind θ. */
export function update(optimizer: OptimizerName): Code {
  const { slots, step } = RULES[optimizer];
  const parameters = ['i32', 'i32', 'i32', 'f32', 'f32', 'i32'] as const;
  const [code, theta, end, gradient, rate, epsilon, distance] = Code.define(parameters);
  const [rates, epsilons] = code.locals('v128', 'v128');
  code.get(rate).op('f32x4.splat').set(rates).get(epsilon).op('f32x4.splat').set(epsilons);
  const written = [theta];
  for (let slot = 0; slot < slots; slot++) {
    const pointer = code.local('i32');
    code
      .get(written[slot] as Local, distance)
      .op('i32.add')
      .set(pointer);
    written.push(pointer);
  }
  const read = [theta, gradient, ...written.slice(1)];
  const values = read.map(() => code.local('v128'));
  const graph = new Graph();
  const next = step(
    graph,
    values.map((value) => graph.variable(value)),
    graph.variable(rates),
    graph.variable(epsilons),
  );
  code.until(theta, end, () => {
    values.forEach((value, i) => {
      code
        .get(read[i] as Local)
        .load()
        .set(value);
    });
    next.forEach((value, i) => {
      code.get(written[i] as Local);
      emit(code, value);
      code.store();
    });
    for (const pointer of read) code.advance(pointer, VECTOR);
  });
  return code;
}
