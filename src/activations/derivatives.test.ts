import { describe, expect, test } from 'vitest';
import type { RealFunction } from './activation.ts';
import { SAMPLES } from './samples.ts';

/** f'(z) by the central difference of eighth order; step chosen where rounding and truncation balance. */
function difference(f: RealFunction, z: number): number {
  const h = 0.01;
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  return weights.reduce((sum, w, i) => sum + (w * (f(z + (i + 1) * h) - f(z - (i + 1) * h))) / h, 0);
}

const GRID = [-9.3, -4.1, -1.52, -0.83, -0.31, -0.07, 0.06, 0.42, 0.97, 1.71, 3.2, 7.7];
const ORDERS = [0, 1, 2] as const;

describe.each(SAMPLES.map((a) => [a.id, a] as const))('%s', (_, a) => {
  test('each derivative is the slope of the one before', () => {
    for (const z of GRID.filter((x) => a.kinks.every((kink) => Math.abs(x - kink) > 0.045))) {
      for (const order of ORDERS) {
        const expected = a.derivatives[order + 1]!(z);
        const scale = Math.max(Math.abs(expected), 1e-2 * Math.abs(a.derivatives[order](z)), 1e-3);
        expect(Math.abs(difference(a.derivatives[order], z) - expected) / scale, `order ${order} at ${z}`).toBeLessThan(
          1e-9,
        );
      }
    }
  });

  test('is as smooth as it says: derivatives agree across a kink up to that order and jump after it', () => {
    const e = 1e-9;
    for (const kink of a.kinks) {
      a.derivatives.forEach((f, order) => {
        const jump = Math.abs(f(kink + e) - f(kink - e));
        if (order <= a.smoothness) expect(jump, `order ${order}`).toBeLessThan(1e-6);
        // The least one is exactly 1/2: hard swish's slope at ±3.
        if (order === a.smoothness + 1) expect(jump, `order ${order}`).toBeGreaterThan(0.4999);
      });
    }
    expect(a.smoothness === Number.POSITIVE_INFINITY).toBe(a.kinks.length === 0);
  });

  test('is finite for every finite argument unless its value overflows', () => {
    for (const z of [0, 1e-320, 1e-8, 40, 710, 1e10, 1e50].flatMap((x) => [x, -x])) {
      for (const f of a.derivatives) expect(Number.isFinite(f(z)), `${z}`).toBe(true);
    }
    for (const z of [1e300, -1e300]) for (const f of a.derivatives) expect(f(z), `${z}`).not.toBeNaN();
  });

  test('grows as it says', () => {
    const { degree, right, left, exact } = a.growth;
    const oscillates = right === Math.SQRT1_2;
    for (const [side, coefficient] of [
      [1, right],
      [-1, left],
    ] as const) {
      for (const size of exact ? [0.013, 1.7, 1e9] : [1e9]) {
        const ratio = a.derivatives[0](side * size) / size ** degree;
        if (oscillates) expect(Math.abs(ratio)).toBeLessThanOrEqual(1);
        else expect(ratio).toBeCloseTo(coefficient, exact ? 12 : 7);
      }
    }
  });
});

test('RePU and MRePU satisfy the paper’s definitions and derivatives', () => {
  for (const z of [-2.5, -1, -0.4, 0, 0.3, 2]) {
    for (let p = 1; p <= 5; p++) {
      const repu = SAMPLES.find((a) => a.id === `repu.${p}`)!.derivatives;
      const mrepu = SAMPLES.find((a) => a.id === `mrepu.${p}`)!.derivatives;
      expect(repu[0](z)).toBeCloseTo(Math.max(0, z) ** p, 13);
      expect(mrepu[0](z)).toBeCloseTo(z * Math.max(0, z + 1) ** p, 12);
      expect(mrepu[1](z)).toBeCloseTo(z > -1 ? (z + 1) ** (p - 1) * ((p + 1) * z + 1) : 0, 12);
    }
  }
});

test('MRePU has the Taylor coefficients at 0 on which its criticality rests', () => {
  for (let p = 1; p <= 5; p++) {
    const { derivatives } = SAMPLES.find((a) => a.id === `mrepu.${p}`)!;
    expect(derivatives.map((d) => d(0))).toEqual([0, 1, 2 * p, 3 * p * (p - 1)]);
  }
});
