import { describe, expect, test } from 'vitest';
import { chebyshevFit, chebyshevNodes, chebyshevValue } from './chebyshev.ts';
import { logAddExp } from './logarithms.ts';
import { integrate } from './quadrature.ts';
import { findRoot } from './roots.ts';

describe('adaptive quadrature', () => {
  const one = (f: (x: number) => number) => (x: number, out: Float64Array) => {
    out[0] = f(x);
  };

  test('is exact for polynomials up to degree 22 on a single panel', () => {
    const { values } = integrate(
      one((x) => x ** 22),
      1,
      [0, 1],
    );
    expect(values[0]! * 23).toBeCloseTo(1, 14);
  });

  test('halves panels until a narrow peak is seen, and its estimate covers the true error', () => {
    const { values, errors } = integrate(
      one((x) => 1 / (1e-8 + x * x)),
      1,
      [-1, 0.3, 1],
    );
    const exact = 2e4 * Math.atan(1e4);
    expect(Math.abs(values[0]! - exact)).toBeLessThan(errors[0]! + 1e-15 * exact);
    expect(errors[0]! / exact).toBeLessThan(1e-11);
  });

  test('reports a large error where it cannot converge, instead of going on for ever', () => {
    const { errors } = integrate(
      one((x) => Math.sin(1e9 * x * x)),
      1,
      [0, 1],
    );
    expect(errors[0]).toBeGreaterThan(1e-6);
  });
});

describe('Chebyshev interpolation', () => {
  test('reproduces a smooth function between its nodes', () => {
    const fit = chebyshevFit(chebyshevNodes(20).map((x) => Math.exp(2 * x)));
    for (const x of [-1, -0.77, 0, 0.31, 1]) expect(chebyshevValue(fit, x)).toBeCloseTo(Math.exp(2 * x), 12);
  });
});

describe('root finding', () => {
  test('finds the root to the last bits', () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(findRoot((x) => Math.exp(x) - 1e-9, -100, 5)).toBeCloseTo(Math.log(1e-9), 12);
  });

  test('refuses an interval without a change of sign', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(RangeError);
  });
});

describe('addition in logarithms', () => {
  test('holds beyond the range of float64 and at log 0', () => {
    expect(logAddExp(1e5, 1e5)).toBeCloseTo(1e5 + Math.LN2, 9);
    expect(logAddExp(Number.NEGATIVE_INFINITY, -3)).toBe(-3);
    expect(logAddExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});
