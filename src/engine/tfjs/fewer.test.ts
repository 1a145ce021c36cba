import { expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { FORMULAS } from '../../activations/samples.ts';
import { derivativeOf } from '../../formula/derivative.ts';
import { evaluated } from '../../formula/evaluate.ts';
import * as f from '../../formula/graph.ts';
import { fewest, inFewer, operationsIn } from './fewer.ts';

const { z, constant: c } = f;
const POINTS = [-30, -4, -1.5, -1, -0.9, -1e-3, 0, 1e-8, 0.3, 1, 2, 7, 40];

test.each(FORMULAS)('%s is the same function, σ and σ′, in no more operations', (_, formula) => {
  for (const order of [0, 1]) {
    const form = derivativeOf(formula, order);
    const made = inFewer(form);
    expect(operationsIn(made)).toBeLessThanOrEqual(operationsIn(form));
    const [one, other] = [evaluated(form), evaluated(made)];
    // Where a sum cancels, what is left is good to the digits of what was summed.
    for (const x of POINTS) {
      expect(Math.abs(other(x) - one(x))).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(x * one(x)), Math.abs(one(x))),
      );
    }
  }
});

test('the slope of z max(0, z + 1)^2 takes five operations, that of the power 3 six', () => {
  const slope = (id: string) => inFewer(derivativeOf(activation(id).formula, 1));
  // r = max(0, z + 1); r (r + 2 z)
  expect(operationsIn(slope('mrepu.2'))).toBe(5);
  expect(operationsIn(slope('mrepu.3'))).toBe(6);
});

test('common factors are taken out where that saves an operation, and nowhere else', () => {
  const [a, b] = [f.tanh(z), f.exp(z)];
  expect(inFewer(f.add(f.mul(a, b), f.mul(a, z)))).toBe(f.mul(a, f.add(b, z)));
  expect(inFewer(f.add(a, f.mul(a, b)))).toBe(f.add(a, f.mul(a, b)));
  expect(inFewer(f.add(f.mul(c(2), a), f.mul(c(2), b)))).toBe(f.add(f.mul(c(2), a), f.mul(c(2), b)));
  expect(inFewer(f.add(a, b))).toBe(f.add(a, b));
  expect(fewest([f.add(a, b), f.mul(a, b)])).toBe(f.add(a, b));
});
