/** Optimizers as one pass over parameters, gradient and accumulators. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ACCUMULATORS, OPTIMIZERS } from '../step/optimizers.ts';
import { Code, type Local } from './code.ts';
import { emit, Graph } from './expression.ts';
import { nodeOf } from './formula.ts';

/** Bytes of four floats. */
const VECTOR = 16;

/**
 * (θ, end of θ, gradient, η, ε, distance): one step with `numbers` of a step; accumulator s = 1, 2 lies s distances (in
 * bytes) behind θ.
 */
export function update(optimizer: OptimizerName): Code {
  const { accumulators, parameter } = OPTIMIZERS.wasm[optimizer];
  const parameters = ['i32', 'i32', 'i32', 'f32', 'f32', 'i32'] as const;
  const [code, theta, end, gradient, rate, epsilon, distance] = Code.define(parameters);
  const [rates, epsilons] = code.locals('v128', 'v128');
  code.get(rate).op('f32x4.splat').set(rates).get(epsilon).op('f32x4.splat').set(epsilons);
  const written = [theta];
  for (let slot = 0; slot < accumulators.length; slot++) {
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
  const letters = ['parameter', 'gradient', ...ACCUMULATORS.slice(0, accumulators.length)];
  const given = Object.fromEntries(letters.map((letter, i) => [letter, graph.variable(values[i] as Local)]));
  const numbers = { rate: graph.variable(rates), epsilon: graph.variable(epsilons) };
  const next = [parameter, ...accumulators].map((value) => nodeOf(value, graph, { ...given, ...numbers }));
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
