import { describe, expect, test } from 'vitest';
import { derivative } from './derivative.ts';
import { compiled } from './evaluate.ts';
import * as f from './graph.ts';
import { growthOf } from './growth.ts';
import { kinksOf } from './kinks.ts';

const { z, constant: c } = f;

describe('an expression', () => {
  test('is the same object where it is written again, whatever its order of making', () => {
    expect(f.mul(z, f.tanh(f.add(z, c(1))))).toBe(f.mul(z, f.tanh(f.add(z, c(1)))));
    expect(f.add(z, c(1))).not.toBe(f.add(z, c(2)));
    expect(f.max(c(0), z)).toBe(f.relu(z));
  });

  test('tells its size and depth, written out', () => {
    const square = f.mul(f.sin(z), f.sin(f.mul(c(2), z)));
    expect(square.size).toBe(1 + 2 + 4);
    expect(square.depth).toBe(4);
    let deep: f.Expression = f.sin(z);
    for (let i = 0; i < 80; i++) deep = f.mul(deep, f.sin(deep));
    expect(deep.size).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('folds constants and drops what changes nothing, and keeps what is no number', () => {
    expect(f.mul(c(1), f.add(z, c(0)))).toBe(z);
    expect(f.sin(c(0))).toBe(c(0));
    expect(f.div(c(1), c(0)).op).toBe('div');
    expect(f.pow(z, c(3))).toBe(f.power(z, 3));
    expect(f.pow(z, c(0.5))).toBe(f.sqrt(z));
  });

  test('takes the values of its parameters, and names those it has', () => {
    const snake = f.add(z, f.div(f.power(f.sin(f.mul(f.parameter('a'), z)), 2), f.parameter('a')));
    expect(f.parametersOf(snake)).toEqual(['a']);
    const filled = f.substituted(snake, { a: 1 });
    expect(filled).toBe(f.add(z, f.power(f.sin(z), 2)));
    expect(() => compiled(snake)).toThrow('The parameter a has no value.');
  });
});

describe('float64', () => {
  test.each([
    ['z²e^{-z²} far out', f.mul(f.power(z, 2), f.exp(f.neg(f.power(z, 2)))), 1e200, 0],
    ['a real power', f.pow(f.relu(z), c(1.5)), 4, 8],
    ['where', f.where(f.less(z, c(0)), f.neg(z), f.power(z, 2)), -3, 3],
    ['Phi(-8), all its digits', f.Phi(z), -8, 6.220960574271785e-16],
  ])('%s', (_, expression, at, expected) => {
    expect(compiled(expression)(at)).toBeCloseTo(expected, 25);
  });

  test('what is not a number stays so', () => {
    expect(compiled(f.mul(z, f.log(f.neg(f.exp(z)))))(0)).toBeNaN();
  });
});

test('every function’s derivative is its slope, by central differences', () => {
  for (const op of Object.keys(f.FUNCTIONS).filter((name) => name !== 'round' && name !== 'floor')) {
    const expression = f.unary(op as f.Unary, f.add(f.mul(c(0.4), f.power(f.sub(z, c(0.3)), 2)), c(0.2)));
    const slope = compiled(derivative(expression));
    const value = compiled(expression);
    for (const at of [-0.9, -0.31, 0.17, 0.64]) {
      const h = 1e-3;
      const difference = (8 * (value(at + h) - value(at - h)) - (value(at + 2 * h) - value(at - 2 * h))) / (12 * h);
      expect(Math.abs(slope(at) - difference), `${op} at ${at}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(difference)));
    }
  }
});

describe('kinks', () => {
  test.each([
    ['max(0, z)²', f.power(f.relu(z), 2), [0], 1],
    ['z max(0, z + 1)³', f.mul(z, f.power(f.relu(f.add(z, c(1))), 3)), [-1], 2],
    ['min(max(0, z), 6)', f.min(f.relu(z), c(6)), [0, 6], 0],
    ['|z|', f.abs(z), [0], 0],
    ['|z|², which has none', f.power(f.abs(z), 2), [], Number.POSITIVE_INFINITY],
    ['√(z²), which is |z|', f.sqrt(f.power(z, 2)), [0], 0],
    ['√(z² + 4), which has none', f.sqrt(f.add(f.power(z, 2), c(4))), [], Number.POSITIVE_INFINITY],
    ['z |z|', f.mul(z, f.abs(z)), [0], 1],
    ['the step', f.greater(z, c(0.5)), [0.5], -1],
    ['|z² - 2|', f.abs(f.sub(f.power(z, 2), c(2))), [-Math.SQRT2, Math.SQRT2], 0],
    ['|e^z - 3|', f.abs(f.sub(f.exp(z), c(3))), [Math.log(3)], 0],
    // Pieces shorter than a step of the scan.
    ['min(max(0, z), 0.004), affine', f.min(f.relu(z), c(0.004)), [0, 0.004], 0],
    ['|z³ - 0.0001 z|', f.abs(f.sub(f.power(z, 3), f.mul(c(1e-4), z))), [-0.01, 0, 0.01], 0],
    [
      '|z⁴ - 0.01 z² + 9e-6|, a polynomial',
      f.abs(f.add(f.sub(f.power(z, 4), f.mul(c(0.01), f.power(z, 2))), c(9e-6))),
      [-Math.sqrt(0.009), -Math.sqrt(0.001), Math.sqrt(0.001), Math.sqrt(0.009)],
      0,
    ],
    [
      '|cosh z - 1.00001|',
      f.abs(f.sub(f.add(f.exp(z), f.exp(f.neg(z))), c(2.00002))),
      [-Math.acosh(1.00001), Math.acosh(1.00001)],
      0,
    ],
    ['max(0, z)^1.5', f.pow(f.relu(z), c(1.5)), [0], 1],
  ])('%s', (_, expression, kinks, smoothness) => {
    const found = kinksOf(expression);
    expect(found.kinks.length).toBe(kinks.length);
    for (const [i, kink] of kinks.entries()) expect(Math.abs(found.kinks[i]! - kink)).toBeLessThan(1e-13);
    expect(found.smoothness).toBe(smoothness);
  });

  test('of |sin z| are the multiples of π next to 0', () => {
    const { kinks } = kinksOf(f.abs(f.sin(z)));
    for (let k = -9; k <= 9; k++)
      expect(
        kinks.some((kink) => Math.abs(kink - k * Math.PI) < 1e-12),
        `${k}`,
      ).toBe(true);
  });
});

describe('growth', () => {
  const of = (expression: f.Expression) => growthOf(expression, compiled(expression), kinksOf(expression).kinks);
  test.each([
    ['z²', f.power(z, 2), { degree: 2, right: 1, left: 1, exact: true, rate: 0 }],
    ['max(0, z)³', f.power(f.relu(z), 3), { degree: 3, right: 1, left: 0, exact: true, rate: 0 }],
    ['z Φ(z)', f.mul(z, f.Phi(z)), { degree: 1, right: 1, left: 0, exact: false, rate: 0 }],
    ['sin z', f.sin(z), { degree: 0, right: Math.SQRT1_2, left: Math.SQRT1_2, exact: false, rate: 0 }],
    ['z + sin² z', f.add(z, f.power(f.sin(z), 2)), { degree: 1, right: 1, left: -1, exact: false, rate: 0 }],
    ['z sin z', f.mul(z, f.sin(z)), { degree: 1, right: Math.SQRT1_2, left: Math.SQRT1_2, exact: false, rate: 0 }],
    ['e^{-z²}', f.exp(f.neg(f.power(z, 2))), { degree: 0, right: 0, left: 0, exact: false, rate: 0 }],
  ])('of %s', (_, expression, expected) => {
    const { right, left, oscillation, ...rest } = of(expression);
    expect(rest).toEqual({ degree: expected.degree, exact: expected.exact, rate: 0, settled: true });
    expect(oscillation).toBe(/^(sin|z sin)/.test(_) ? expected.degree : _.startsWith('z + sin') ? 0 : null);
    expect(right).toBeCloseTo(expected.right, 6);
    expect(left).toBeCloseTo(expected.left, 6);
  });

  test.each([
    ['z log(1 + |z|)', f.mul(z, f.log(f.add(c(1), f.abs(z)))), 1],
    ['log(1 + z²)', f.log(f.add(c(1), f.power(z, 2))), 0],
  ])('of %s has no power of its own', (_, expression, degree) => {
    expect(of(expression)).toMatchObject({ degree, settled: false, oscillation: null });
  });

  test('of e^{2z} is exponential to the right', () => {
    const growth = of(f.exp(f.mul(c(2), z)));
    expect(growth).toMatchObject({ degree: Number.POSITIVE_INFINITY, right: 1, left: 0, exact: false });
    expect(growth.rate).toBeCloseTo(2, 12);
  });
});
