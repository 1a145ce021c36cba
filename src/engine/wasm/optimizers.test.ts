import { expect, test } from 'vitest';
import type { OptimizerName } from '../../experiment/experiment.ts';
import { ADAM, MOMENTUM } from '../optimizer.ts';
import { slotsOf, stepConstants, update } from './optimizers.ts';
import { Bench, scattered } from './testing.ts';

const COUNT = 16;
const STEPS = 100;
const RATE = 0.01;

/** The gradient at a step: it changes sign now and then, and spans many decades. */
const gradientAt = (step: number) => scattered(COUNT, step).map((g, i) => g * 10 ** (-i / 2));

/** By how many learning rates each parameter has moved, in float64. */
const TWINS: Readonly<Record<OptimizerName, () => (g: number, step: number) => number>> = {
  sgd: () => (g) => g,
  momentum: () => {
    let velocity = 0;
    return (g) => {
      velocity = MOMENTUM * velocity + g;
      return velocity;
    };
  },
  adam: () => {
    const { beta1, beta2, epsilon } = ADAM;
    let [m, v] = [0, 0];
    return (g, step) => {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      return m / (1 - beta1 ** step) / (Math.sqrt(v / (1 - beta2 ** step)) + epsilon);
    };
  },
};

test.each(['sgd', 'momentum', 'adam'] as const)('100 steps of %s go where float64 goes', (optimizer) => {
  const bench = new Bench();
  const state = bench.place(new Float32Array(COUNT * (1 + slotsOf(optimizer))));
  const gradient = bench.place(new Float32Array(COUNT));
  const twins = Array.from({ length: COUNT }, TWINS[optimizer]);
  const expected = new Float64Array(COUNT);
  const code = update(optimizer);
  for (let step = 1; step <= STEPS; step++) {
    gradient.values.set(gradientAt(step));
    bench.run(code, state.at, state.at + 4 * COUNT, gradient.at, ...stepConstants(optimizer, RATE, step), 4 * COUNT);
    twins.forEach((twin, i) => {
      expected[i] = (expected[i] as number) - RATE * twin(gradient.values[i] as number, step);
    });
  }
  expected.forEach((value, i) => {
    expect((state.values[i] as number) / value).toBeCloseTo(1, 4);
  });
  expect(bench.intact).toBe(true);
});
