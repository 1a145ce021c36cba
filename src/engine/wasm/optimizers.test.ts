import { expect, test } from 'vitest';
import { OPTIMIZERS as NAMES } from '../../experiment/experiment.ts';
import { evaluatedIn } from '../../formula/evaluate.ts';
import { ACCUMULATORS, OPTIMIZERS } from '../step/optimizers.ts';
import { update } from './optimizers.ts';
import { Bench, scattered } from './testing.ts';

const COUNT = 16;
const STEPS = 100;
const RATE = 0.01;

/** The gradient at a step: it changes sign now and then, and spans many decades. */
const gradientAt = (step: number) => scattered(COUNT, step).map((g, i) => g * 10 ** (-i / 2));

test.each(NAMES)('100 steps of %s go where float64 goes', (optimizer) => {
  const { parameter, accumulators, numbers } = OPTIMIZERS.wasm[optimizer];
  const next = evaluatedIn(['parameter', 'gradient', ...ACCUMULATORS, 'rate', 'epsilon'], [parameter, ...accumulators]);
  const bench = new Bench();
  const state = bench.place(new Float32Array(COUNT * (1 + accumulators.length)));
  const gradient = bench.place(new Float32Array(COUNT));
  const expected = Array.from({ length: COUNT }, () => [0, 0, 0] as readonly number[]);
  const code = update(optimizer);
  for (let step = 1; step <= STEPS; step++) {
    gradient.values.set(gradientAt(step));
    bench.run(code, state.at, state.at + 4 * COUNT, gradient.at, ...numbers(RATE, step), 4 * COUNT);
    expected.forEach(([value = 0, first = 0, second = 0], i) => {
      expected[i] = next(value, gradient.values[i] as number, first, second, ...numbers(RATE, step));
    });
  }
  expected.forEach(([value = 0], i) => {
    expect((state.values[i] as number) / value).toBeCloseTo(1, 4);
  });
  expect(bench.intact).toBe(true);
});
