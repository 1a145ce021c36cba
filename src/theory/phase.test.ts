import { describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { criticalInitialisation } from './critical.ts';
import { doubleExponential, homogeneousFixedPoint } from './horizon.ts';
import { phaseOutcome } from './phase.ts';
import { OVERFLOW_LOG10, predict } from './predict.ts';
import { constant, layerOf, layersOf } from './testing.ts';

const outcome = (id: string, cw: number, k1: number, fields: { cb?: number; depth?: number; spread?: number } = {}) => {
  const { cb = 0, depth = 12, spread = 1 } = fields;
  return phaseOutcome(layerOf(activation(id), { cw, cb }), { k1, depth, spread });
};

describe('what becomes of a point of the phase map', () => {
  it('RePU with C_b = 0 survives on a curve of no width: a percent beside it is dead, deeper a ten-thousandth', () => {
    for (const p of [2, 3, 4]) {
      for (const cw of [0.01, 1, 30]) {
        const K = homogeneousFixedPoint(activation(`repu.${p}`), cw);
        expect(outcome(`repu.${p}`, cw, K, { depth: 64 })).toBe(0);
        expect(outcome(`repu.${p}`, cw, K * 1.01, { depth: 20 })).toBeGreaterThan(0);
        expect(outcome(`repu.${p}`, cw, K / 1.01, { depth: 20 })).toBeLessThan(0);
        expect(outcome(`repu.${p}`, cw, K * 1.0001, { depth: 30 })).toBeGreaterThan(0);
      }
    }
  });

  it('RePU dies at the layer of its exact double exponential', () => {
    const log10K = (layer: number) => doubleExponential(activation('repu.2'), 1, 0.8, layer) / Math.LN10;
    const layer = outcome('repu.2', 1, 0.8, { depth: 30 });
    expect(log10K(layer)).toBeGreaterThan(OVERFLOW_LOG10);
    expect(log10K(layer - 1)).toBeLessThanOrEqual(OVERFLOW_LOG10);
  });

  it('RePU with C_b = 0.1 survives on an area', () => {
    for (const [cw, k1] of [
      [0.1, 0.2],
      [0.5, 0.2],
      [0.5, 0.6],
      [1, 0.3],
    ] as const)
      expect(outcome('repu.2', cw, k1, { cb: 0.1, depth: 64 })).toBe(0);
    expect(outcome('repu.2', 2, 0.2, { cb: 0.1, depth: 64 })).toBeGreaterThan(0);
  });

  it('MRePU survives in a corner: small K_1 and C_W not far above 1', () => {
    const { cw, k1 } = criticalInitialisation(activation('mrepu.2'), 12);
    expect(outcome('mrepu.2', cw, k1)).toBe(0);
    expect(outcome('mrepu.2', cw, k1 / 1000)).toBe(0);
    expect(outcome('mrepu.2', cw, 0.6)).toBeGreaterThan(0);
    expect(outcome('mrepu.2', 10 * cw, k1)).toBeGreaterThan(0);
    expect(outcome('mrepu.2', 0.1, k1)).toBeLessThan(0);
  });

  it('ReLU depends on C_W alone, and at C_W = 2 survives any depth and size', () => {
    for (const k1 of [1e-6, 1, 1e2]) {
      expect(outcome('relu', 2, k1, { depth: 64 })).toBe(0);
      // (C_W/2)^(l-1) < 1e-6
      expect(outcome('relu', 1, k1, { depth: 64 })).toBe(-21);
    }
  });

  it('the largest input decides, as in the prediction of a batch', () => {
    const a = activation('mrepu.2');
    for (const k1 of [0.01, 0.1, 1]) {
      const { overflowLayer } = predict({
        layers: layersOf(a, constant(1, 12)),
        inputDimension: 1,
        k1PerExample: Float64Array.of(0.1 * k1, 1.9 * k1),
        width: 64,
        outputDimension: 1,
      });
      expect(outcome('mrepu.2', 1, k1, { spread: 1.9 })).toBe(overflowLayer ?? 0);
    }
  });

  it('K_1 not above C_b stands for inputs of size 0', () => {
    expect(outcome('repu.2', 0.5, 0.01, { cb: 0.1 })).toBe(outcome('repu.2', 0.5, 0.1, { cb: 0.1 }));
  });
});
