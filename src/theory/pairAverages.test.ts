import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { normalStream } from '../lib/random.ts';
import { arcCosine, arcCosineLoss } from './arcCosine.ts';
import { moments } from './moments.ts';
import { pairAverages } from './pairAverages.ts';
import { pairQuadrature } from './pairQuadrature.ts';

/** E[σσ'] and E[σ'σ'] of variances a and b and correlation c, and what they are at c = 1. */
function averagesOf(id: string, a: number, b: number, c: number) {
  const sigma = activation(id);
  const { apart, slopes, error } = pairAverages(sigma, [Math.log(a), Math.log(b)], 1 - c);
  const [p, q] = [moments(sigma, a), moments(sigma, b)];
  const whole = {
    signals: Math.sqrt(p.g * q.g),
    slopes: Math.sqrt(p.meanSquareDerivative * q.meanSquareDerivative),
  };
  return { signals: (1 - apart) * whole.signals, slopes: slopes * whole.slopes, whole, error };
}

/** The literature's own forms (Williams 1997 for erf; sin by characteristic functions), which the lab does not use. */
const CLOSED: Record<string, (a: number, b: number, k: number) => { signals: number; slopes: number }> = {
  erf: (a, b, k) => {
    const product = (1 + 2 * a) * (1 + 2 * b);
    return {
      signals: (2 / Math.PI) * Math.asin((2 * k) / Math.sqrt(product)),
      slopes: 4 / Math.PI / Math.sqrt(product - 4 * k * k),
    };
  },
  sin: (a, b, k) => ({
    signals: Math.exp(-(a + b) / 2) * Math.sinh(k),
    slopes: Math.exp(-(a + b) / 2) * Math.cosh(k),
  }),
  gelu: (a, b, k) => {
    const [P, Q] = [(1 + a) * (1 + b), a * b];
    const D = P - k * k;
    const arc = Math.asin(k / Math.sqrt(P));
    return {
      signals: k / 4 + ((Q * D + k * k) / (P * Math.sqrt(D)) + k * arc) / (2 * Math.PI),
      slopes: 1 / 4 + (arc + k / Math.sqrt(D) + (k * ((2 - Q) * D + k * k)) / (P * D ** 1.5)) / (2 * Math.PI),
    };
  },
};

describe('quadrature against closed forms', () => {
  const pairs = [
    [1, 1, 0.5],
    [0.01, 0.02, 0.3],
    [5, 5, -0.7],
    [40, 0.5, 0.9],
    [3, 3, 0.999999],
    [2, 2, -0.9999],
  ] as const;
  test.each(Object.keys(CLOSED))('%s', (id) => {
    for (const [a, b, c] of pairs) {
      const expected = CLOSED[id]!(a, b, c * Math.sqrt(a * b));
      const { signals, slopes, whole, error } = averagesOf(id, a, b, c);
      const where = `${a}, ${b}, ${c}`;
      expect(Math.abs(signals - expected.signals) / whole.signals, where).toBeLessThan(1e-10);
      expect(Math.abs(slopes - expected.slopes) / whole.slopes, where).toBeLessThan(1e-10);
      expect(error).toBeLessThan(1e-7);
    }
  });

  test.each(['relu', 'leaky-relu.0.1', 'repu.2', 'repu.3', 'linear'])('%s, which has its own', (id) => {
    const sigma = activation(id);
    for (const apart of [1e-6, 0.01, 0.4, 1, 1.7, 2]) {
      const exact = pairAverages(sigma, [0, 0], apart);
      const integrated = pairQuadrature(sigma, [0, 0], apart, 1e-9);
      expect(exact.error).toBe(0);
      expect(Math.abs(integrated.apart / exact.apart - 1), `${apart}`).toBeLessThan(1e-9);
      expect(Math.abs(integrated.slopes - exact.slopes), `${apart}`).toBeLessThan(1e-9);
    }
  });
});

test('arc-cosine kernels: their closed forms, and 1 - J/J(0) where θ is small', () => {
  const forms = [
    (t: number) => Math.PI - t,
    (t: number) => Math.sin(t) + (Math.PI - t) * Math.cos(t),
    (t: number) => 3 * Math.sin(t) * Math.cos(t) + (Math.PI - t) * (1 + 2 * Math.cos(t) ** 2),
    (t: number) => Math.sin(t) * (4 + 11 * Math.cos(t) ** 2) + (Math.PI - t) * (9 * Math.cos(t) + 6 * Math.cos(t) ** 3),
    (t: number) =>
      Math.sin(t) * Math.cos(t) * (55 + 50 * Math.cos(t) ** 2) +
      (Math.PI - t) * (9 + 72 * Math.cos(t) ** 2 + 24 * Math.cos(t) ** 4),
  ];
  forms.forEach((form, p) => {
    for (const theta of [0, 0.1, 1, 2, 2.5]) {
      expect(Math.abs(arcCosine(p, theta) / form(theta) - 1), `J_${p}(${theta})`).toBeLessThan(1e-12);
    }
    // Towards π the closed forms cancel; J_p ~ (π - θ)^{2p+1} p!² 2^p/(2p+1)!! does not.
    const near = 1e-3;
    const double = [1, 3, 15, 105, 945][p]!;
    const factorial = [1, 1, 2, 6, 24][p]!;
    const leading = (factorial ** 2 * near ** (2 * p + 1)) / double;
    expect(Math.abs(arcCosine(p, Math.PI - near) / leading - 1), `J_${p} near π`).toBeLessThan(1e-5);
    // 1 - J_p/J_p(0) = p²/(2p-1) θ²/2 - …, of J_0 θ/π.
    const small = 1e-7;
    const expected = p === 0 ? small / Math.PI : ((p * p) / (2 * p - 1)) * (small ** 2 / 2);
    expect(Math.abs(arcCosineLoss(p, small) / expected - 1), `1 - J_${p}/J_${p}(0)`).toBeLessThan(1e-6);
  });
});

test('40,000 pairs of normals, four standard errors', () => {
  const normals = normalStream(5, 'theory-test', 3);
  const [a, b, c] = [1.3, 0.7, 0.6];
  const draws = Array.from({ length: 40_000 }, () => {
    const [u, v] = [normals.next(), normals.next()];
    return [Math.sqrt(a) * u, Math.sqrt(b) * (c * u + Math.sqrt(1 - c * c) * v)] as const;
  });
  for (const id of ['tanh', 'silu', 'elu', 'mrepu.2', 'hard-swish', 'softsign', 'step', 'snake.1', 'repu.2']) {
    const [value, slope] = activation(id).derivatives;
    const { signals, slopes } = averagesOf(id, a, b, c);
    for (const [f, expected] of [
      [value, signals],
      [slope, slopes],
    ] as const) {
      const products = draws.map(([x, y]) => f(x) * f(y));
      const mean = products.reduce((sum, x) => sum + x, 0) / products.length;
      const variance = products.reduce((sum, x) => sum + (x - mean) ** 2, 0) / products.length;
      expect(Math.abs(mean - expected), `${id}, ${mean}, ${expected}`).toBeLessThanOrEqual(
        4 * Math.sqrt(variance / products.length),
      );
    }
  }
});

test('beyond the range of float64 σ is the power that it grows with', () => {
  const theta = Math.acos(0.3);
  const { apart } = pairAverages(activation('tanh'), [600, 600], 0.7);
  // A sign: E[σσ'] = 1 - 2θ/π.
  expect(apart).toBeCloseTo((2 * theta) / Math.PI, 6);
  const cubic = pairAverages(activation('mrepu.2'), [900, 900], 0.7);
  expect(cubic.apart).toBeCloseTo(arcCosineLoss(3, theta), 9);
});
