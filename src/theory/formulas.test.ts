/** What follows from a formula alone, held against values that were computed elsewhere and by another integration. */
import { describe, expect, test } from 'vitest';
import type { Activation } from '../activations/activation.ts';
import { activation } from '../activations/catalogue.ts';
import { activationOf } from '../activations/typed.ts';
import * as f from '../formula/graph.ts';
import { TYPED } from '../formula/testing.ts';
import { criticalInitialisation, universality } from './critical.ts';
import { kernelFlow } from './flow.ts';
import reference from './formulas.json';
import { moments } from './moments.ts';
import { kernelShape } from './tabulatedMoments.ts';
import { layersOf } from './testing.ts';

const COMPONENTS = ['g', 'gPrime', 'meanSquareDerivative', 'meanFourth'] as const;

function typed(text: string, formula = TYPED[text]!): Activation {
  const made = activationOf(formula, { id: text, label: text });
  if ('problem' in made) throw new Error(made.problem);
  return made.activation;
}

const relative = (actual: number, expected: number, floor = 0): number =>
  actual === expected ? 0 : Math.abs(actual - expected) / Math.max(Math.abs(expected), floor);

describe.each(reference.map((entry) => [entry.formula, entry] as const))('%s', (text, expected) => {
  const a = typed(text);

  test('σ to σ‴ to 1e-10', () => {
    for (const { z, value } of expected.derivatives) {
      a.derivatives.forEach((derivative, order) => {
        expect(relative(derivative(z), value[order]!, 1e-3), `σ^(${order})(${z})`).toBeLessThan(1e-10);
      });
    }
  });

  test('kinks', () => {
    expect(a.kinks.length).toBe(expected.kinks.length);
    expected.kinks.forEach((kink, i) => {
      expect(a.kinks[i]).toBeCloseTo(kink, 14);
    });
  });

  test('Gaussian averages to 1e-7, 1e-9 where σ is smooth', () => {
    const tolerance = expected.kinks.length === 0 ? 1e-9 : 1e-7;
    for (const { K, ...averages } of expected.moments) {
      const actual = moments(a, K);
      for (const component of COMPONENTS) {
        expect(relative(actual[component], averages[component]), `${component} at K = ${K}`).toBeLessThan(tolerance);
      }
    }
  });

  test('K* = 0', () => {
    const { a1, points } = universality(a);
    const atZero = points.find(({ K }) => K === 0);
    if (expected.criticalAtZero === null) {
      // A kink at 0 has no a1; without one there is no critical point at 0 either.
      if (!a.kinks.includes(0)) expect(atZero).toBeUndefined();
      expect(a1).toBeNull();
      return;
    }
    expect(relative(atZero!.cw, expected.criticalAtZero.cw)).toBeLessThan(1e-9);
    expect(relative(a1!, expected.criticalAtZero.a1)).toBeLessThan(1e-9);
  });
});

/** E[f(z)], z ~ N(0, K): the trapezoidal rule on each smooth piece after z = √K sinh-like crowding at its ends. */
function independent(a: Activation, K: number, of: (z: number) => number): number {
  const sd = Math.sqrt(K);
  const ends = [-12 * sd, ...a.kinks.filter((kink) => Math.abs(kink) < 12 * sd), 12 * sd];
  let sum = 0;
  for (let piece = 1; piece < ends.length; piece++) {
    const [from, to] = [ends[piece - 1]!, ends[piece]!];
    // tanh-sinh: every derivative vanishes at both ends.
    const h = 1 / 512;
    for (let i = -2200; i <= 2200; i++) {
      const u = (Math.PI / 2) * Math.sinh(i * h);
      const z = (from + to) / 2 + ((to - from) / 2) * Math.tanh(u);
      const weight = (((to - from) / 2) * ((Math.PI / 2) * Math.cosh(i * h))) / Math.cosh(u) ** 2;
      if (weight > 0) sum += h * weight * of(z) * Math.exp((-z * z) / (2 * K));
    }
  }
  return sum / Math.sqrt(2 * Math.PI * K);
}

describe.each(Object.keys(TYPED))('%s by another integration', (text) => {
  const a = typed(text);
  test.each([0.04, 0.9, 5])('at K = %d', (K) => {
    const [value, slope] = a.derivatives;
    const actual = moments(a, K);
    const tolerance = a.kinks.length === 0 ? 1e-9 : 1e-7;
    expect(
      relative(
        actual.g,
        independent(a, K, (z) => value(z) ** 2),
      ),
    ).toBeLessThan(tolerance);
    expect(
      relative(
        actual.meanSquareDerivative,
        independent(a, K, (z) => slope(z) ** 2),
        1e-12,
      ),
    ).toBeLessThan(tolerance);
    expect(
      relative(
        actual.meanFourth,
        independent(a, K, (z) => value(z) ** 4),
      ),
    ).toBeLessThan(tolerance);
    if (a.smoothness < 0) {
      // σ′ does not know of the jumps: the slope of g by its difference.
      const [above, below] = [1 + 1e-4, 1 - 1e-4].map((factor) => independent(a, K * factor, (z) => value(z) ** 2)) as [
        number,
        number,
      ];
      expect(relative(actual.gPrime, (above - below) / (2e-4 * K), 1e-12)).toBeLessThan(1e-6);
      return;
    }
    expect(
      relative(
        actual.gPrime,
        independent(a, K, (z) => (value(z) * slope(z) * z) / K),
        1e-12,
      ),
    ).toBeLessThan(tolerance);
  });
});

test.each([
  ['max(0, z)^2', 'repu.2'],
  ['z * max(0, z + 1)^2', 'mrepu.2'],
  ['z * Phi(z)', 'gelu'],
  ['z / 2 * (1 + erf(z / sqrt(2)))', 'gelu'],
  ['z / (1 + exp(-z))', 'silu'],
  ['log(1 + exp(z))', 'softplus'],
])('%s is %s in theory', (text, id) => {
  const [mine, catalogue] = [typed(text), activation(id)];
  expect(universality(mine).class).toBe(universality(catalogue).class);
  expect(mine.kinks).toEqual(catalogue.kinks);
  expect(mine.smoothness).toBe(catalogue.smoothness);
  for (const K of [1e-12, 0.02, 1, 30]) {
    for (const component of COMPONENTS) {
      expect(
        relative(moments(mine, K)[component], moments(catalogue, K)[component]),
        `${component} at ${K}`,
      ).toBeLessThan(1e-12);
    }
  }
  const [start, expected] = [mine, catalogue].map((a) => criticalInitialisation(a, 10)) as [Start, Start];
  for (const part of ['cw', 'cb', 'k1'] as const) expect(relative(start[part], expected[part])).toBeLessThan(1e-12);
  expect(start.critical).toBe(expected.critical);
});
type Start = ReturnType<typeof criticalInitialisation>;

describe('what grows exponentially', () => {
  const a = typed('exp(z)', f.exp(f.z));
  test('has its averages while float64 holds them', () => {
    for (const K of [0.1, 1, 5, 25]) {
      const { g, meanSquareDerivative, meanFourth } = moments(a, K);
      expect(relative(g, Math.exp(2 * K))).toBeLessThan(1e-9);
      expect(relative(meanSquareDerivative, Math.exp(2 * K))).toBeLessThan(1e-9);
      expect(relative(meanFourth, Math.exp(8 * K))).toBeLessThan(1e-9);
    }
  });
  test('leaves every range within a few layers, and the flow says Infinity, never NaN', () => {
    const flow = kernelFlow(layersOf(a, { cw: Array<number>(12).fill(1), cb: 0 }), 0);
    for (const values of Object.values(flow)) for (const value of values) expect(value).not.toBeNaN();
    expect(flow.logK[1]).toBeCloseTo(2, 9);
    expect(flow.logK[2]).toBeCloseTo(2 * Math.exp(2), 7);
    expect(flow.logK[6]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a formula that is no activation gets a sentence', () => {
  const { z, constant: c } = f;
  test.each([
    ['1/z', f.div(c(1), z), 'The mean square of σ is infinite: at z = 0 it grows without bound.'],
    ['2', c(2), 'σ is constant: it is 2 for every z, so nothing of the input gets through.'],
    ['z - z', f.sub(z, z), 'σ is constant: it is 0 for every z, so nothing of the input gets through.'],
    ['log(z)', f.log(z), 'σ(−0.0625) is not a number, and an activation needs one for every z.'],
    ['sqrt(z)', f.sqrt(z), 'σ(−0.0625) is not a number, and an activation needs one for every z.'],
    ['tan(z)', f.tan(z), 'The mean square of σ is infinite: at z = 1.5708 it grows without bound.'],
    [
      '1/(z - 0.3)',
      f.div(c(1), f.sub(z, c(0.3))),
      'The mean square of σ is infinite: at z = 0.3 it grows without bound.',
    ],
    ['sqrt(abs(z))', f.sqrt(f.abs(z)), 'The mean square of σ′ is infinite: at z = 0 it grows without bound.'],
    ['exp(z^2)', f.exp(f.power(z, 2)), 'σ grows too fast: the mean square of a Gaussian’s σ is infinite.'],
    ['a z', f.mul(f.parameter('a'), z), 'The parameter a has no value.'],
  ])('%s', (text, formula, problem) => {
    expect(activationOf(formula, { id: text, label: text })).toEqual({ problem });
  });
});

describe.each(Object.keys(TYPED))('the flow of %s', (text) => {
  test('is a number, or Infinity, from one end of float64 to the other', () => {
    const a = typed(text);
    for (const logK of [-300, -60, -9, 0, 4, 7, 40, 200]) {
      for (const [cw, cb] of [
        [1, 0],
        [100, 0.1],
      ] as const) {
        const flow = kernelFlow(layersOf(a, { cw: Array<number>(6).fill(cw), cb }), logK);
        for (const values of Object.values(flow)) for (const value of values) expect(value).not.toBeNaN();
      }
    }
  });
});

test('beyond the turns that quadrature follows, the kernel of an oscillating σ goes on as its averages do', () => {
  // E[(z + sin² z)²] = K + E[sin⁴ z] + 0, and E[(1 + sin 2z)²] = 3/2 + …, to e^{-2K}.
  const a = typed('z + sin(z)^2');
  for (const K of [100, 399, 401, 1e4, 1e12]) {
    const shape = kernelShape(a, Math.log(K));
    expect(relative(Math.exp(shape.logG), K + 3 / 8)).toBeLessThan(1e-9);
    expect(relative((shape.slopeRatio * Math.exp(shape.logG)) / K, 3 / 2)).toBeLessThan(1e-9);
    expect(relative(shape.exponent, K / (K + 3 / 8))).toBeLessThan(1e-9);
  }
});
