import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { logKernels } from './flow.ts';
import { doubleExponential, homogeneousFixedPoint, layerOfOverflow, leadingHorizon } from './horizon.ts';
import { layerOf, layersOf } from './testing.ts';

describe('RePU’s double exponential', () => {
  test.each([2, 3, 4, 5])('is the exact flow of RePU(%i), up and down, to depth 64', (p) => {
    const a = activation(`repu.${p}`);
    for (const cw of [0.5, 1, 7]) {
      const fixed = homogeneousFixedPoint(a, cw);
      for (const k1 of [fixed / 3, fixed * 2]) {
        const flow = logKernels(layersOf(a, { cw: new Array(64).fill(cw), cb: 0 }), Math.log(k1));
        flow.forEach((logK, l) => {
          const exact = doubleExponential(a, cw, k1, l + 1);
          expect(Math.abs(logK - exact) / Math.max(1, Math.abs(exact)), `layer ${l + 1}`).toBeLessThan(1e-12);
        });
        expect(Math.abs(flow[63]!)).toBeGreaterThan(1e18);
      }
    }
  });

  test('stands on K* = 2/3 for p = 2 and on its general form for p = 3', () => {
    expect(homogeneousFixedPoint(activation('repu.2'), 1)).toBeCloseTo(2 / 3, 14);
    expect(homogeneousFixedPoint(activation('repu.3'), 2)).toBeCloseTo(1 / Math.sqrt(15), 14);
  });

  test('is refused to an activation without one', () => {
    for (const id of ['relu', 'mrepu.2', 'tanh']) {
      expect(() => homogeneousFixedPoint(activation(id), 1)).toThrow(RangeError);
    }
  });
});

describe('the horizon', () => {
  test('of MRePU is 1/(a1 K_1) to leading order, which the exact flow approaches for small K_1', () => {
    for (const k1 of [1e-4, 1e-5]) {
      const leading = leadingHorizon(18, k1);
      const exact = layerOfOverflow(layerOf(activation('mrepu.2'), { cw: 1, cb: 0 }), k1)!;
      expect(Math.abs(exact / leading - 1)).toBeLessThan(0.05);
    }
  });

  test('of an exact flow is its first layer beyond the limit', () => {
    const a = activation('repu.2');
    const layer = layerOfOverflow(layerOf(a, { cw: 1, cb: 0 }), 2)!;
    expect(doubleExponential(a, 1, 2, layer) / Math.LN10).toBeGreaterThan(76);
    expect(doubleExponential(a, 1, 2, layer - 1) / Math.LN10).toBeLessThan(76);
  });

  test('does not exist for a kernel that stays, shrinks or settles', () => {
    expect(leadingHorizon(-2, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(layerOfOverflow(layerOf(activation('relu'), { cw: 2, cb: 0 }), 1)).toBeNull();
    expect(layerOfOverflow(layerOf(activation('tanh'), { cw: 1, cb: 0 }), 1)).toBeNull();
    expect(layerOfOverflow(layerOf(activation('repu.2'), { cw: 1, cb: 0 }), 0.5)).toBeNull();
  });
});
