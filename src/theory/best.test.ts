import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { type BestQuestion, bestStart, type Start, startLoss } from './best.ts';
import { universality } from './critical.ts';
import { kernelFixedPoints } from './fixedPoints.ts';
import { kernelFlow } from './flow.ts';
import { moments } from './moments.ts';
import { layerOf, layersOf } from './testing.ts';

/** The default task's 128 points on [-1, 1]: shares of x² at ±1/127 and ±1 of its mean. */
const MEAN_SQUARE = 0.33858267506071;
const SHARES = { smallestShare: 1 / (127 ** 2 * MEAN_SQUARE), largestShare: 1 / MEAN_SQUARE };
const question = (depth: number, width = 64, more: Partial<BestQuestion> = {}): BestQuestion => ({
  depth,
  width,
  ...SHARES,
  ...more,
});
const best = (id: string, depth: number, width = 64): Start => bestStart(activation(id), question(depth, width));

test.each([
  ['repu.2', 4, 64, 0.2787, 0.7691, 1],
  ['repu.2', 10, 64, 0.1706, 0.9305, 1],
  ['repu.2', 40, 64, 0.1716, 0.8205, 1],
  ['repu.3', 10, 64, 0.01283, 0.9576, 1],
  ['mrepu.1', 10, 64, 0.9354, 0, 0.004895],
  ['mrepu.2', 10, 32, 0.9309, 0, 0.0006681],
  ['mrepu.2', 10, 64, 0.9237, 0, 0.000989],
  ['mrepu.2', 40, 64, 0.9811, 0, 0.0001212],
  ['mrepu.3', 10, 64, 0.9186, 0, 0.0004196],
  ['relu', 10, 64, 2, 0, 1],
  ['tanh', 10, 64, 1.068, 0, 0.0174],
  ['tanh', 40, 64, 1.013, 0, 0.003248],
  ['gelu', 10, 64, 1.98, 0.4036, 3.93],
  ['gelu', 40, 64, 1.971, 0.4234, 7.078],
  ['silu', 10, 64, 2.007, 0.9796, 7.778],
  ['elu', 40, 64, 1.037, 0, 0.001683],
])('%s at depth %i and width %i starts from C_W = %d, C_b = %d, K_1 = %d', (id, depth, width, cw, cb, k1) => {
  expect(best(id, depth, width)).toEqual({ cw, cb, k1 });
});

describe('a best start', () => {
  test.each(SAMPLES.map(({ id }) => id))('of %s is one, at any depth, width and data, with and without a K_1', (id) => {
    for (const [depth, width] of [
      [2, 4],
      [64, 512],
    ] as const) {
      for (const shares of [
        { smallestShare: 0, largestShare: 1 },
        { smallestShare: 1, largestShare: 1 },
        { smallestShare: 0, largestShare: 300 },
      ]) {
        for (const k1 of [null, 0.3]) {
          const found = bestStart(activation(id), { depth, width, ...shares, k1 });
          expect(Object.values(found).every(Number.isFinite), JSON.stringify(found)).toBe(true);
          expect(found.cw).toBeGreaterThan(0);
          expect(found.cb).toBeGreaterThanOrEqual(0);
          expect(found.k1).toBeGreaterThan(found.cb);
          if (k1 !== null) expect(found.k1).toBe(k1);
        }
      }
    }
  });

  test.each(['repu.2', 'repu.3', 'mrepu.1', 'mrepu.2', 'relu', 'tanh', 'gelu', 'silu', 'elu'])(
    'of %s does not hang on the last bits of what it is computed from',
    (id) => {
      for (const depth of [4, 10, 40]) {
        const moved = question(depth, 64, { largestShare: SHARES.largestShare * (1 + 1e-12) });
        expect(bestStart(activation(id), moved), `depth ${depth}`).toEqual(best(id, depth));
      }
    },
  );

  test.each(['repu.2', 'repu.3', 'mrepu.2', 'tanh', 'gelu', 'silu', 'elu'])(
    'of %s loses no more than any start around it',
    (id) => {
      const sigma = activation(id);
      for (const depth of [4, 10, 40]) {
        const asked = question(depth);
        const { cw, cb, k1 } = best(id, depth);
        const least = startLoss(sigma, { cw, cb, k1 }, asked).total;
        for (const a of [0.8, 0.97, 1, 1.03, 1.25]) {
          for (const b of cb === 0 ? [1] : [0.8, 0.97, 1, 1.03, 1.25]) {
            for (const c of [0.5, 0.9, 1, 1.1, 2]) {
              const other = { cw: cw * a, cb: cb * b, k1: cb * b + (k1 - cb) * c };
              // Four digits cost up to 2 parts in 10,000 at a wall behind which an input overflows.
              const total = startLoss(sigma, other, asked).total;
              expect(total, `depth ${depth}: ${a}, ${b}, ${c}`).toBeGreaterThan(least * (1 - 2e-4));
            }
          }
        }
      }
    },
  );
});

describe('by theory', () => {
  test('RePU starts with biases, near the point of tangency, where differences fade by p/(2p-1) or more', () => {
    for (const p of [2, 3]) {
      const sigma = activation(`repu.${p}`);
      for (const depth of [10, 40]) {
        const { cw, cb } = best(`repu.${p}`, depth);
        const [held] = kernelFixedPoints(layerOf(sigma, { cw, cb }));
        expect(held?.stability).toBe('stable');
        expect(held!.slope).toBeLessThanOrEqual(1);
        const perpendicular = cw * moments(sigma, Math.exp(held!.logK)).meanSquareDerivative;
        expect(perpendicular).toBeLessThanOrEqual(p / (2 * p - 1));
        // Tangency: K = C_b + c K^p and 1 = p c K^(p-1), c = C_W g(1), so that c C_b^(p-1) = (p-1)^(p-1)/p^p.
        const touching = (p - 1) ** (p - 1) / p ** p;
        const share = (cw * moments(sigma, 1).g * cb ** (p - 1)) / touching;
        expect(share).toBeGreaterThan(p === 2 ? 0.8 : 0.5);
        expect(share).toBeLessThan(1);
      }
    }
  });

  test('ReLU starts at He’s C_W = 2, and the linear map at 1', () => {
    for (const depth of [4, 10, 64]) {
      expect(best('relu', depth)).toEqual({ cw: 2, cb: 0, k1: 1 });
      expect(best('linear', depth)).toEqual({ cw: 1, cb: 0, k1: 1 });
    }
  });

  test('GELU and SiLU stand where K is kept and both susceptibilities are 1, above K* = 1', () => {
    for (const id of ['gelu', 'silu']) {
      for (const depth of [10, 40, 64]) {
        const { cw, cb, k1 } = best(id, depth);
        const { logK, chiParallel, chiPerp } = kernelFlow(
          layersOf(activation(id), { cw: new Array(depth).fill(cw), cb }),
          Math.log(k1),
        );
        const primary = universality(activation(id)).points[0]!.K!;
        expect(k1 / primary).toBeGreaterThan(0.5);
        expect(k1 / primary).toBeLessThan(2.5);
        expect(Math.abs(logK[depth - 1]! - logK[0]!) / depth).toBeLessThan(0.05);
        expect(Math.abs(chiParallel[0]! - 1)).toBeLessThan(0.02);
        expect(Math.abs(chiPerp[0]! - 1)).toBeLessThan(0.02);
      }
    }
  });

  test('MRePU starts the smaller, the deeper and the narrower it is', () => {
    const scales = (starts: readonly Start[]) => starts.map(({ k1 }) => k1);
    const byDepth = scales([4, 10, 40, 64].map((depth) => best('mrepu.2', depth)));
    expect(byDepth).toEqual(byDepth.toSorted((a, b) => b - a));
    const byWidth = scales([32, 64, 128, 512].map((width) => best('mrepu.2', 10, width)));
    expect(byWidth).toEqual(byWidth.toSorted((a, b) => a - b));
    // Well before the horizon 1/(a1 K_1), also for the largest input.
    const { a1 } = universality(activation('mrepu.2'));
    for (const depth of [10, 40, 64]) {
      const { k1 } = best('mrepu.2', depth);
      expect(a1! * k1 * SHARES.largestShare * depth).toBeLessThan(0.6);
    }
  });

  test('tanh starts just above C_W = 1, from a K_1 near the K that it keeps', () => {
    for (const depth of [10, 40, 64]) {
      const { cw, cb, k1 } = best('tanh', depth);
      expect(cb).toBe(0);
      expect(cw).toBeGreaterThan(1);
      expect(cw).toBeLessThan(1 + 1 / depth);
      expect(k1 * depth).toBeLessThan(0.5);
    }
  });
});

describe('where a skip alone makes the signal grow', () => {
  const least = { cw: 1e-6, k1: 1e-12 };

  test.each([
    ['repu.2', 1.5, 10],
    ['repu.2', 2, 10],
    ['mrepu.2', 1.5, 10],
    ['tanh', 2, 10],
    ['gelu', 1.5, 10],
  ] as const)(
    '%s with γ = %d at depth %i: small inputs, which come to the scale of σ at the end',
    (id, skip, depth) => {
      const kind = { skip, norm: 'none', weights: 'gaussian' } as const;
      const start = bestStart(activation(id), question(depth, 32, { kind, least }));
      expect(start.k1).toBeLessThan(0.1);
      // C_W is no way out of it: the weights add about as much as where γ = 1.
      expect(start.cw).toBeGreaterThan(0.01);
      const layers = layersOf(activation(id), { cw: new Array<number>(depth).fill(start.cw), cb: start.cb }, kind);
      const last = kernelFlow(layers, Math.log(start.k1)).logK.at(-1)!;
      expect(Math.abs(last)).toBeLessThan(Math.log(1e3));
    },
  );

  test('no start is below what can be written', () => {
    const kind = { skip: 2, norm: 'none', weights: 'gaussian' } as const;
    for (const id of ['repu.2', 'mrepu.2', 'relu']) {
      const { cw, k1 } = bestStart(activation(id), question(40, 32, { kind, least }));
      expect(cw).toBeGreaterThanOrEqual(least.cw);
      expect(k1).toBeGreaterThanOrEqual(least.k1);
    }
  });
});
