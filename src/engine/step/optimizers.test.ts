/** The optimizers' data against formulas by hand, in float64. */
import { expect, test } from 'vitest';
import { OPTIMIZERS as NAMES, type OptimizerName } from '../../experiment/experiment.ts';
import { evaluatedIn } from '../../formula/evaluate.ts';
import { ADAM, MOMENTUM } from './constants.ts';
import { ACCUMULATORS, accumulatorsOf, OPTIMIZERS } from './optimizers.ts';

const RATE = 0.01;

/** The gradient at a step: it changes sign now and then, and spans many decades. */
const gradientAt = (step: number) => Math.sin(12.9898 * step) * 10 ** (-step % 7);

/** By how many learning rates a parameter moves. */
const BY_HAND: Readonly<Record<OptimizerName, () => (g: number, step: number) => number>> = {
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

test.each((['webgpu', 'wasm', 'tfjs'] as const).flatMap((engine) => NAMES.map((name) => [name, engine] as const)))(
  '100 steps of %s as %s prints it go where the formulas by hand go',
  (name, engine) => {
    const { parameter, accumulators, numbers } = OPTIMIZERS[engine][name];
    expect(accumulators).toHaveLength(accumulatorsOf(name));
    const letters = ['parameter', 'gradient', ...ACCUMULATORS, 'rate', engine === 'webgpu' ? 'correction' : 'epsilon'];
    const next = evaluatedIn(letters, [parameter, ...accumulators]);
    const move = BY_HAND[name]();
    let [value, first, second] = [0.5, 0, 0] as [number, number, number];
    let expected = value;
    for (let step = 1; step <= 100; step++) {
      const g = gradientAt(step);
      [value, first = 0, second = 0] = next(value, g, first, second, ...numbers(RATE, step)) as [
        number,
        number?,
        number?,
      ];
      expected -= RATE * move(g, step);
      expect(Math.abs(value - expected)).toBeLessThan(1e-13);
    }
    expect(Math.abs(expected - 0.5)).toBeGreaterThan(1e-3);
  },
);
