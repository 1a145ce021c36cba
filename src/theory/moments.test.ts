import { describe, expect, test } from 'vitest';
import type { Activation, Moments } from '../activations/activation.ts';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { activationOf } from '../activations/typed.ts';
import { TYPED } from '../formula/testing.ts';
import { normalDensity } from '../lib/gaussian.ts';
import { largestLogK } from './kernelShape.ts';
import { moments } from './moments.ts';
import reference from './reference.json';
import { meanCurvature, sampledMoments } from './sampledMoments.ts';
import { quadratureMoments } from './testing.quadrature.ts';
import { changed } from './testing.ts';

const COMPONENTS = ['g', 'gPrime', 'meanSquareDerivative', 'meanFourth'] as const;

/** Relative agreement demanded: 1e-9 of a closed form, 1e-7 of quadrature. */
function tolerance(a: Activation, K: number, component: keyof Moments): number {
  const closed = a.closedMoments?.(K);
  return closed === undefined || (component === 'meanFourth' && closed.meanFourth === null) ? 1e-7 : 1e-9;
}

function expectAgreement(a: Activation, K: number, actual: Moments, expected: Moments, allowed?: number): void {
  for (const component of COMPONENTS) {
    const deviation = Math.abs(actual[component] / expected[component] - 1);
    expect(deviation, `${component} of ${a.id} at K = ${K}`).toBeLessThan(allowed ?? tolerance(a, K, component));
  }
}

describe('moments of the reference table', () => {
  test.each(reference.moments.map((m) => [m.activation, m.K, m] as const))('%s at K = %f', (name, K, expected) => {
    const a = activation(name);
    expectAgreement(a, K, moments(a, K), expected);
  });
});

/** By mpmath's quadrature with 40 digits: activation, K, g, g', E[σ'²], E[σ⁴]. */
const EXTREMES: readonly (readonly [string, number, number, number, number, number])[] = [
  ['tanh', 1e-12, 9.99999999998e-13, 0.999999999996, 0.999999999998, 2.99999999998e-24],
  ['tanh', 0.03, 0.028338198630304418, 0.8933825902448684, 0.9455687309947532, 0.002245128255362048],
  ['tanh', 37, 0.870253595053991, 0.0017156753359031083, 0.08706949507597371, 0.8275766851839557],
  ['tanh', 1e6, 0.9992021157673138, 3.989417882268303e-10, 0.0005319229547714459, 0.9989361544893989],
  ['sigmoid', 1e-12, 0.2500000000000625, 0.0624999999999375, 0.06249999999996875, 0.06250000000009374],
  ['sigmoid', 0.03, 0.25184745683452353, 0.06068267293343246, 0.061586314838723566, 0.06528122850777061],
  ['sigmoid', 37, 0.43709021051563707, 0.0007835497510066351, 0.010746148164396034, 0.38492656919567014],
  ['sigmoid', 1e6, 0.4996010583758301, 1.9947015585576185e-10, 6.649033718504392e-5, 0.49926860708884513],
  ['softplus', 1e-12, 0.4804530139186247, 0.42328679514003675, 0.2500000000000625, 0.23083509858397064],
  ['softplus', 37, 18.648203866636543, 0.4982252776082604, 0.43709021051563707, 2054.7980421372354],
  ['softplus', 1e6, 500000.00095910026, 0.49999999952045227, 0.4996010583758301, 1500000000000.01],
  ['silu', 1e-12, 2.500000000001875e-13, 0.250000000000375, 0.25000000000025, 1.8750000000140625e-25],
  ['silu', 37, 18.317697007334736, 0.5017082022790118, 0.5083409337391359, 2049.421636339115],
  ['silu', 1e6, 499999.9986875416, 0.5000000006562202, 0.5000857623112095, 1499999999999.964],
  ['elu', 1e-12, 9.999992021163143e-13, 0.9999988031749087, 0.9999992021164392, 2.9999936169397634e-24],
  ['elu', 0.03, 0.02653263162777928, 0.8363529143271468, 0.8870577323421713, 0.002028607014661325],
  ['elu', 1e6, 500000.49940158735, 0.5000000002992055, 0.500199471090333, 1500000000000.4993],
  ['gelu', 1e-12, 2.5000000000047745e-13, 0.2500000000009549, 0.2500000000006366, 1.8750000000358098e-25],
  ['gelu', 37, 18.470208284442425, 0.5003751951671278, 0.5082611158898245, 2053.3531625826618],
  ['gelu', 1e6, 499999.9998124343, 0.5000000000937825, 0.5000562695399918, 1499999999999.999],
  ['erf', 1e-12, 1.2732395447326161e-12, 1.2732395447300697, 1.2732395447326161, 4.86341681479979e-24],
  ['erf', 37, 0.8959245679516487, 0.0013907713033522349, 0.1043078477514176, 0.8651111136078028],
  ['erf', 1e6, 0.9993633803602615, 3.183096872402187e-10, 0.0006366196927901247, 0.9991736159500567],
  ['sin', 1e-6, 9.999990000006668e-7, 0.999998000002, 0.999999000001, 2.999990000021e-12],
  ['sin', 3, 0.4987606239116668, 0.0024787521766663585, 0.5012393760883331, 0.37376062391638576],
  ['mrepu.1', 1e-12, 1.000000000003e-12, 1.000000000006, 1.000000000004, 3.00000000009e-24],
  ['mrepu.1', 1e6, 1501596269121.6057, 3002394.1536824084, 2001596.2692545864, 5.257664193060473e25],
  ['mrepu.5', 1e-12, 1.000000000135e-12, 1.00000000027, 1.00000000016, 3.00000000285e-24],
  ['mrepu.5', 0.03, 0.255451435455, 20.160141840999998, 11.923906936, 3.0781463789958834],
  ['mrepu.5', 37, 21503351212236.16, 3350139263278.3237, 1827420449882.2249, 2.0372341581003374e30],
  ['mrepu.5', 1e6, 5.212840664461705e39, 3.126936300488957e34, 1.7056016208418586e34, 1.5877064697654032e83],
  ['repu.5', 0.03, 1.148175e-5, 0.001913625, 0.001063125, 1.93305485748375e-7],
  ['repu.5', 1e6, 4.725e32, 2.3625e27, 1.3125e27, 3.273645375e68],
];

describe('moments from 1e-12 to 1e6', () => {
  test.each(EXTREMES)('%s at K = %f', (id, K, g, gPrime, meanSquareDerivative, meanFourth) => {
    const a = activation(id);
    expectAgreement(a, K, moments(a, K), { g, gPrime, meanSquareDerivative, meanFourth }, 1e-12);
  });
});

const SIZES = [1e-20, 1e-9, 1e-4, 0.02, 0.6, 1, 4, 70, 1e4, 1e8];

describe('quadrature', () => {
  test.each(SAMPLES.filter((a) => a.closedMoments !== undefined && a.id !== 'sin').map((a) => [a.id, a] as const))(
    'agrees with the closed form of %s at any K',
    (_, a) => {
      for (const K of SIZES) {
        expectAgreement(a, K, quadratureMoments(a, K).moments, moments(a, K), 1e-12);
        expectAgreement(a, K, sampledMoments(a, K), moments(a, K), 1e-12);
      }
    },
  );

  test.each(
    [
      ...SAMPLES.filter((a) => a.closedMoments === undefined),
      ...Object.entries(TYPED).flatMap(([text, formula]) => {
        const made = activationOf(formula, { id: text, label: text });
        return 'activation' in made ? [made.activation] : [];
      }),
    ].map((a) => [a.id, a] as const),
  )('of %s from points that serve every K agrees with that of each K alone', (_, a) => {
    for (const K of SIZES.filter((K) => Math.log(K) < largestLogK(a))) {
      const [shared, { moments: alone, relativeError }] = [sampledMoments(a, K), quadratureMoments(a, K)];
      for (const component of COMPONENTS) {
        // A slope that has all but gone has digits of what it is left from alone.
        const scale =
          component === 'gPrime'
            ? Math.max(Math.abs(alone.gPrime), 1e-3 * alone.meanSquareDerivative)
            : alone[component];
        expect(Math.abs(shared[component] - alone[component]), `${component} at K = ${K}`).toBeLessThanOrEqual(
          (1e-10 + relativeError) * scale,
        );
      }
    }
  });

  test('agrees with the closed form of sin while its average is not lost in oscillations', () => {
    const a = activation('sin');
    for (const K of SIZES.filter((K) => K <= 1))
      expectAgreement(a, K, quadratureMoments(a, K).moments, moments(a, K), 1e-12);
  });

  test('estimates an error that covers the true one and that keeps its promise', () => {
    for (const a of SAMPLES.filter((s) => s.id !== 'sin')) {
      // A σ that turns for ever is followed as far as its table goes.
      for (const K of SIZES.filter((K) => a.growth.oscillation === null || Math.log(K) < largestLogK(a))) {
        const { moments: estimated, relativeError } = quadratureMoments(a, K);
        const closed = a.closedMoments?.(K);
        expect(relativeError, `${a.id} at ${K}`).toBeLessThan(1e-9);
        if (closed === undefined) continue;
        for (const component of COMPONENTS) {
          const exact = closed[component];
          if (exact === null) continue;
          // A few roundings of float64 are no part of the estimate.
          expect(Math.abs(estimated[component] / exact - 1)).toBeLessThan(relativeError + 1e-14);
        }
      }
    }
  });

  test('says so where it has not converged', () => {
    expect(quadratureMoments(activation('sin'), 1e12).relativeError).toBeGreaterThan(1e-3);
  });

  test('handles a kink that is not at 0 and a value at 0 that is not 0', () => {
    const hinge = (z: number) => Math.abs(z - 0.7);
    const a = changed(activation('relu'), {
      id: 'hinge',
      together: (z, out) => out.set([hinge(z), z > 0.7 ? 1 : -1, 0]),
      kinks: [0.7],
    });
    for (const K of [0.01, 1, 1e4]) {
      const { g, gPrime, meanSquareDerivative } = quadratureMoments(a, K).moments; // σ² = (z - 0.7)²
      expect(g / (K + 0.49)).toBeCloseTo(1, 12);
      expect(gPrime).toBeCloseTo(1, 10);
      expect(meanSquareDerivative).toBeCloseTo(1, 12);
    }
  });
});

/** Midpoint rule with 200,000 points over ±12 standard deviations: another method than the code under test. */
function bruteForce(f: (z: number) => number, K: number): number {
  const points = 200_000;
  const h = 24 / points;
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const x = -12 + (i + 0.5) * h;
    sum += f(Math.sqrt(K) * x) * normalDensity(x) * h;
  }
  return sum;
}

describe('a brute-force sum of 200,000 points', () => {
  test.each(['leaky-relu.0.01', 'repu.3', 'mrepu.2', 'erf', 'gelu', 'silu', 'elu', 'softplus'])(
    'gives the moments of %s',
    (id) => {
      const a = activation(id);
      const [value, slope] = a.derivatives;
      const K = 0.7;
      const summed: Moments = {
        g: bruteForce((z) => value(z) ** 2, K),
        gPrime: bruteForce((z) => value(z) * slope(z) * z, K) / K,
        meanSquareDerivative: bruteForce((z) => slope(z) ** 2, K),
        meanFourth: bruteForce((z) => value(z) ** 4, K),
      };
      expectAgreement(a, K, moments(a, K), summed, 1e-9);
    },
  );
});

test('g′ is the derivative of g and differs from E[σ′²] by E[σσ″] (Price’s theorem)', () => {
  for (const a of SAMPLES.filter((s) => s.smoothness >= 1)) {
    for (const K of [0.01, 0.5, 3, 9]) {
      const h = 1e-4 * K;
      const { gPrime, meanSquareDerivative } = moments(a, K);
      const slope = (moments(a, K + h).g - moments(a, K - h).g) / (2 * h);
      expect(Math.abs(slope / gPrime - 1), `${a.id} at ${K}`).toBeLessThan(3e-6);
      // At large K what sin leaves of g' is e^{-2K}: compared with the parts, of which it is the difference.
      expect(Math.abs(gPrime - meanSquareDerivative - meanCurvature(a, K))).toBeLessThan(1e-10 * meanSquareDerivative);
    }
  }
});

test('σ is evaluated where it serves every K: a hundred more averages ask for hardly any more of its values', () => {
  const tanh = activation('tanh');
  let evaluations = 0;
  const counted = changed(tanh, {
    together: (z, out) => {
      evaluations++;
      tanh.together(z, out);
    },
  });
  for (const K of [0.01, 10]) sampledMoments(counted, K);
  const first = evaluations;
  for (let i = 0; i < 100; i++) sampledMoments(counted, 0.01 * 1000 ** (i / 100));
  expect(first).toBeGreaterThan(200);
  expect(evaluations - first).toBeLessThan(10 * first);
  const all = evaluations;
  for (let i = 0; i < 100; i++) sampledMoments(counted, 0.01 * 1000 ** (i / 100));
  expect(evaluations).toBe(all);
});
