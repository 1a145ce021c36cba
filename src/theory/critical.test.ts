import { describe, expect, test } from 'vitest';
import { activation, FAMILIES } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { activationOf } from '../activations/typed.ts';
import * as f from '../formula/graph.ts';
import { criticalInitialisation, universality } from './critical.ts';
import { moments } from './moments.ts';
import { changed } from './testing.ts';
import { findUniversality } from './universality.ts';

const CLASSES = {
  'scale-invariant': ['linear', 'relu', 'repu.1', 'leaky-relu.0', 'leaky-relu.0.01', 'leaky-relu.1', 'swish.0'],
  stable: ['tanh', 'sin', 'erf', 'elu', 'selu', 'atan', 'softsign'],
  unstable: [
    ...['mrepu.1', 'mrepu.2', 'mrepu.3', 'mrepu.4', 'mrepu.5'],
    ...['shifted-mrepu.0.5', 'shifted-mrepu.0.75', 'shifted-mrepu.4'],
  ],
  'half-stable': [
    ...['gelu', 'silu', 'swish.1.5', 'swish.4', 'mish', 'hard-swish'],
    ...['snake.0.2', 'snake.1', 'snake.4'],
  ],
  none: ['repu.2', 'repu.3', 'repu.4', 'repu.5', 'sigmoid', 'softplus', 'squareplus', 'gaussian', 'step'],
} as const;

describe('universality classes', () => {
  test.each([0.5, 0.75, 2, 4])('shifted MRePU is critical at C_W = s⁻⁴, a1 = 18/s²: s = %d', (s) => {
    const { a1, points } = universality(activation(`shifted-mrepu.${s}`));
    expect(points[0]!.cw).toBeCloseTo(s ** -4, 12);
    expect(a1).toBeCloseTo(18 / s ** 2, 12);
  });

  test.each([1, 3, 4].flatMap((p) => [0.5, 2].map((s) => [p, s] as const)))(
    'z max(0, z + s)^p as a formula is critical at C_W = s^-2p, a1 = (6p² - 3p)/s²: p = %d, s = %d',
    (p, s) => {
      const made = activationOf(f.mul(f.z, f.power(f.relu(f.add(f.z, f.constant(s))), p)), {
        id: `${p} ${s}`,
        label: '',
      });
      const { class: kind, a1, points } = universality('activation' in made ? made.activation : activation('linear'));
      expect(kind).toBe('unstable');
      expect(points[0]!.cw * s ** (2 * p)).toBeCloseTo(1, 12);
      expect(a1! * s ** 2).toBeCloseTo(6 * p ** 2 - 3 * p, 10);
    },
  );

  test.each(Object.entries(CLASSES).flatMap(([name, ids]) => ids.map((id) => [id, name])))('%s is %s', (id, name) => {
    expect(universality(activation(id)).class).toBe(name);
  });

  test('cover the whole catalogue', () => {
    const known: readonly string[] = Object.values(CLASSES).flat();
    for (const { id } of SAMPLES) expect(known).toContain(id);
  });

  test('do not depend on the name', () => {
    for (const a of SAMPLES) {
      const renamed = changed(a, { id: 'x', family: 'x', label: 'x' });
      expect(findUniversality(renamed)).toEqual(universality(a));
    }
  });

  test('are kept: the same object comes back', () => {
    expect(universality(activation('gelu'))).toBe(universality(activation('gelu')));
  });
});

describe('a1', () => {
  test.each([
    ['mrepu.1', 3],
    ['mrepu.2', 18],
    ['mrepu.3', 45],
    ['mrepu.4', 84],
    ['mrepu.5', 135],
    ['tanh', -2],
    ['sin', -1],
    ['erf', -2],
    ['gelu', 6 / Math.PI],
    ['silu', 0.75],
    ['linear', 0],
  ])('of %s is %f', (id, a1) => {
    expect(universality(activation(id)).a1).toBeCloseTo(a1, 12);
  });

  test('is the curvature of C_W g(K), by differences of the moments', () => {
    for (const a of SAMPLES) {
      const { a1 } = universality(a);
      if (a1 === null) continue;
      const cw = 1 / a.derivatives[1](0) ** 2;
      // C_W g/K - 1 = a1 K + c K²: eliminated between K and 2K.
      const excess = (K: number) => (cw * moments(a, K).g) / K - 1;
      const K = 1e-5;
      expect(Math.abs((2 * excess(K) - excess(2 * K) / 2 - K * a1) / K), a.id).toBeLessThan(
        1e-2 * Math.max(1, Math.abs(a1)) + 1e-9,
      );
    }
  });

  test('does not exist where σ is not smooth at 0, has no slope there, or does not vanish', () => {
    for (const id of ['relu', 'leaky-relu.0.01', 'repu.2', 'elu', 'sigmoid', 'softplus']) {
      expect(universality(activation(id)).a1).toBeNull();
    }
  });
});

describe('critical points', () => {
  test.each([
    ['gelu', 3.5615528128088303, 1.983058257437547, 0.1729223907560674],
    ['silu', 14.320173618025798, 1.988004678269492, 0.5551431707215304],
  ])('%s has its half-stable one, and K* = 0 at C_W = 4 besides', (id, K, cw, cb) => {
    const [primary, second, ...rest] = universality(activation(id)).points;
    expect(primary!.kind).toBe('half-stable');
    for (const [actual, expected] of [
      [primary!.K!, K],
      [primary!.cw, cw],
      [primary!.cb, cb],
    ] as const) {
      expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-12);
    }
    expect(second).toEqual({ kind: 'unstable', K: 0, cw: 4, cb: 0 });
    expect(rest).toEqual([]);
  });

  test('are fixed points with χ∥ = χ⊥ = 1', () => {
    for (const a of SAMPLES) {
      for (const { K, cw, cb } of universality(a).points) {
        const at = K === null ? 2.3 : K === 0 ? 1e-14 : K;
        const { g, gPrime, meanSquareDerivative } = moments(a, at);
        expect((cb + cw * g) / at, a.id).toBeCloseTo(1, 6);
        expect(cw * gPrime, a.id).toBeCloseTo(1, 6);
        expect(cw * meanSquareDerivative, a.id).toBeCloseTo(1, 6);
      }
    }
  });

  test('of half-stable activations attract from one side and repel to the other', () => {
    for (const id of ['gelu', 'silu']) {
      const a = activation(id);
      const { K, cw, cb } = universality(a).points[0]!;
      const step = (k: number) => cb + cw * moments(a, k).g - k;
      // So near, since for both a third-order term takes over a few per cent away.
      expect(step(K! * 0.998) * step(K! * 1.002)).toBeGreaterThan(0);
    }
  });
});

describe('the critical initialisation', () => {
  test.each([
    ['relu', { cw: 2, cb: 0, k1: 1, critical: true }],
    ['linear', { cw: 1, cb: 0, k1: 1, critical: true }],
    ['leaky-relu.0.01', { cw: 2 / 1.0001, cb: 0, k1: 1, critical: true }],
    ['tanh', { cw: 1, cb: 0, k1: 1, critical: true }],
    ['sin', { cw: 1, cb: 0, k1: 1, critical: true }],
    ['erf', { cw: Math.PI / 4, cb: 0, k1: 1, critical: true }],
    ['elu', { cw: 1, cb: 0, k1: 1, critical: true }],
    ['gelu', { cw: 1.983058257437547, cb: 0.1729223907560674, k1: 1, critical: true }],
    ['silu', { cw: 1.988004678269492, cb: 0.5551431707215304, k1: 1, critical: true }],
    ['mrepu.1', { cw: 1, cb: 0, k1: 1 / (4 * 3 * 10), critical: true }],
    ['mrepu.2', { cw: 1, cb: 0, k1: 1 / (4 * 18 * 10), critical: true }],
    ['repu.2', { cw: 1, cb: 0, k1: 2 / 3, critical: false }],
    ['repu.3', { cw: 1, cb: 0, k1: Math.sqrt(2 / 15), critical: false }],
    ['repu.5', { cw: 1, cb: 0, k1: (2 / 945) ** 0.25, critical: false }],
    // E[σ′²] at K = 1 from the reference table, to its digits.
    ['sigmoid', { cw: 1 / 0.04483624135019437, cb: 0, k1: 1, critical: false }],
  ])('of %s at depth 10', (id, expected) => {
    const actual = criticalInitialisation(activation(id), 10);
    expect(actual.critical).toBe(expected.critical);
    for (const key of ['cw', 'cb', 'k1'] as const) expect(actual[key], key).toBeCloseTo(expected[key], 10);
  });

  test('of softplus keeps gradients at K_1 = 1', () => {
    const { cw, k1, critical } = criticalInitialisation(activation('softplus'), 10);
    expect(cw * moments(activation('softplus'), k1).meanSquareDerivative).toBeCloseTo(1, 13);
    expect(critical).toBe(false);
  });

  test('moves inputs with depth where K* = 0 is unstable, to a quarter of 1/(a1 L), and nothing else', () => {
    expect(criticalInitialisation(activation('mrepu.2'), 40).k1).toBeCloseTo(1 / (4 * 18 * 40), 15);
    for (const { name, create, parameter } of FAMILIES) {
      const a = create(parameter?.default ?? null);
      const { class: kind, a1 } = universality(a);
      if (kind === 'unstable')
        for (const L of [2, 64]) expect(criticalInitialisation(a, L).k1 * 4 * a1! * L).toBeCloseTo(1, 12);
      else expect(criticalInitialisation(a, 2), name).toEqual(criticalInitialisation(a, 64));
    }
  });
});
