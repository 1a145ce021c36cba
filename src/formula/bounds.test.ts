import { describe, expect, test } from 'vitest';
import { boundsOf } from './bounds.ts';
import { evaluated } from './evaluate.ts';
import * as f from './graph.ts';

const { constant: c, z } = f;

describe('bounds of an expression', () => {
  test.each([
    ['a constant', c(3), [3, 3]],
    ['z itself', z, [-Infinity, Infinity]],
    ['-|z|', f.neg(f.abs(z)), [-Infinity, 0]],
    ['-2|z|', f.mul(c(-2), f.abs(z)), [-Infinity, 0]],
    ['min(|z|, 9)', f.min(f.abs(z), c(9)), [0, 9]],
    ['-min(|z|, 9)²', f.neg(f.power(f.min(f.abs(z), c(9)), 2)), [-81, 0]],
    ['z held between -10 and 4, squared', f.power(f.min(f.max(z, c(-10)), c(4)), 2), [0, 100]],
    ['what it does not know', f.sin(z), [-Infinity, Infinity]],
  ] as const)('of %s', (_, expression, expected) => {
    const bounds = boundsOf(expression);
    expect([bounds[0] + 0, bounds[1] + 0]).toEqual(expected);
    const value = evaluated(expression);
    for (const x of [-1e38, -30, -4, -0.1, 0, 0.7, 9, 50, 1e38]) {
      expect(value(x)).toBeGreaterThanOrEqual(bounds[0]);
      expect(value(x)).toBeLessThanOrEqual(bounds[1]);
    }
  });
});
