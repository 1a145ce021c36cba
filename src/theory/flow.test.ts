import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { logKernels } from './flow.ts';
import { fluctuatingFlow } from './fluctuation.ts';
import { homogeneousFixedPoint, layerOfOverflow } from './horizon.ts';
import reference from './reference.json';
import { constant, layerOf, layersOf } from './testing.ts';

describe('flows of the reference table', () => {
  test.each(reference.flows.map((f) => [`${f.activation}, C_W = ${f.CW}, C_b = ${f.Cb}, K_1 = ${f.K1}`, f] as const))(
    '%s',
    (_, expected) => {
      const a = activation(expected.activation);
      const flow = fluctuatingFlow(
        layersOf(a, constant(expected.CW, expected.layers.length, expected.Cb)),
        Math.log(expected.K1),
      );
      const allowed = a.closedMoments === undefined ? 1e-7 : 1e-9;
      expected.layers.forEach(({ layer, K, chiPar, chiPerp, V }, l) => {
        const kernel = Math.exp(flow.logK[l]!);
        expect(Math.abs(kernel / K - 1), `K of layer ${layer}`).toBeLessThan(allowed);
        expect(Math.abs(flow.chiParallel[l]! / chiPar - 1), `χ∥ of layer ${layer}`).toBeLessThan(allowed);
        expect(Math.abs(flow.chiPerp[l]! / chiPerp - 1), `χ⊥ of layer ${layer}`).toBeLessThan(allowed);
        if (l === 0) expect(flow.relativeV[l]).toBe(0);
        else expect(Math.abs((flow.relativeV[l]! * kernel ** 2) / V - 1), `V of layer ${layer}`).toBeLessThan(allowed);
      });
    },
  );
});

describe('the flow', () => {
  test('stays a number for any activation, initialisation and depth', () => {
    const logUniform = (low: number, high: number) =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        logUniform(1e-6, 1e3),
        fc.oneof(fc.constant(0), logUniform(1e-12, 1e3)),
        logUniform(1e-12, 1e6),
        fc.integer({ min: 2, max: 64 }),
        (a, cw, cb, k1, depth) => {
          const flow = fluctuatingFlow(layersOf(a, constant(cw, depth, cb)), Math.log(k1));
          expect(flow.logK.filter((logK) => !Number.isFinite(logK))).toHaveLength(0);
          // A Gaussian's mean square falls as K grows, and χ∥ is negative then; NaN compares as false.
          const lowest = a.id === 'gaussian' ? Number.NEGATIVE_INFINITY : 0;
          expect([...flow.chiParallel].filter((value) => !(value >= lowest))).toEqual([]);
          expect([...flow.chiPerp, ...flow.relativeV].filter((value) => !(value >= 0))).toEqual([]);
          expect([...logKernels(layersOf(a, constant(cw, depth, cb)), Math.log(k1))]).toEqual([...flow.logK]);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test('starts from K = 0 without a NaN: it stays 0 where σ(0) = 0 and C_b = 0, else it leaves', () => {
    for (const a of SAMPLES) {
      const flow = fluctuatingFlow(layersOf(a, constant(1, 5)), Number.NEGATIVE_INFINITY);
      const atZero = a.derivatives[0](0);
      if (atZero === 0) expect([...flow.logK]).toEqual(new Array(5).fill(Number.NEGATIVE_INFINITY));
      else expect(flow.logK[1]).toBeCloseTo(2 * Math.log(atZero), 12);
      for (const x of [...flow.chiParallel, ...flow.chiPerp, ...flow.relativeV]) expect(x).not.toBeNaN();
      expect(fluctuatingFlow(layersOf(a, constant(1, 3, 0.5)), Number.NEGATIVE_INFINITY).logK[1]).toBeGreaterThan(
        Math.log(0.499),
      );
    }
  });

  test('of ReLU at C_W = 2 is constant, with V growing by 5 K² a layer', () => {
    const { logK, chiParallel, chiPerp, relativeV } = fluctuatingFlow(
      layersOf(activation('relu'), constant(2, 64)),
      Math.log(3.7),
    );
    for (let l = 0; l < 64; l++) {
      expect(Math.exp(logK[l]!)).toBeCloseTo(3.7, 10);
      expect(chiParallel[l]).toBeCloseTo(1, 12);
      expect(chiPerp[l]).toBeCloseTo(1, 12);
      expect(relativeV[l]).toBeCloseTo(5 * l, 9);
    }
  });

  test('of tanh at criticality falls like 1/(2 l)', () => {
    const { logK } = fluctuatingFlow(layersOf(activation('tanh'), constant(1, 20_000)), Math.log(1));
    expect(Math.exp(logK[19_999]!) * 2 * 20_000).toBeCloseTo(1, 2);
  });

  test('of MRePU follows K_1 / (1 - a1 K_1 (l-1)) well before its horizon', () => {
    const k1 = 1e-6;
    const { logK } = fluctuatingFlow(layersOf(activation('mrepu.2'), constant(1, 64)), Math.log(k1));
    logK.forEach((log, l) => {
      expect(Math.exp(log) / (k1 / (1 - 18 * k1 * l))).toBeCloseTo(1, 5);
    });
  });

  test('of an input on an unstable fixed point, to the twelve digits of an initialisation, stands there at any depth', () => {
    for (const p of [2, 3, 4, 5]) {
      const a = activation(`repu.${p}`);
      const fixed = Number(homogeneousFixedPoint(a, 1).toPrecision(12));
      const { logK, chiParallel, chiPerp } = fluctuatingFlow(layersOf(a, constant(1, 64)), Math.log(fixed));
      expect(new Set(logK).size).toBe(1);
      for (const chi of chiParallel) expect(Math.abs(chi - p)).toBeLessThan(1e-9);
      for (const chi of chiPerp) expect(Math.abs(chi - p ** 2 / (2 * p - 1))).toBeLessThan(1e-9);
      expect(layerOfOverflow(layerOf(a, { cw: 1, cb: 0 }), fixed)).toBeNull();
      // In its tenth digit it is beside it, and leaves.
      for (const beside of [1 + 1e-10, 1 - 1e-10]) {
        const leaving = logKernels(layersOf(a, constant(1, 64)), Math.log(fixed * beside));
        expect(Math.abs(leaving[63]! - leaving[0]!)).toBeGreaterThan(100);
      }
    }
  });

  test('uses each layer’s own C_W', () => {
    const { logK } = fluctuatingFlow(layersOf(activation('linear'), { cw: [1, 2, 3, 0.5], cb: 0 }), 0);
    expect([...logK].map(Math.exp).map((K) => Math.round(K * 1e9) / 1e9)).toEqual([1, 2, 6, 3]);
    // Standing still in the hidden layers says nothing of the last.
    const standing = fluctuatingFlow(layersOf(activation('linear'), { cw: [3, 1, 1, 0.5], cb: 0 }), 0);
    expect([...standing.logK].map(Math.exp)).toEqual([1, 1, 1, 0.5]);
  });
});
