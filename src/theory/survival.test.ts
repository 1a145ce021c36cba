import { describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { criticalInitialisation } from './critical.ts';
import { foreseenFate, TRUSTED_BAND } from './survival.ts';
import { constant, layersOf } from './testing.ts';

const fate = (id: string, cw: number, fields: { cb?: number; k1?: number; depth?: number; width?: number } = {}) => {
  const { cb = 0, k1 = 1, depth = 10, width = 64 } = fields;
  return foreseenFate({
    layers: layersOf(activation(id), constant(cw, depth, cb)),
    largestK1: k1,
    width,
    inputDimension: 1,
  });
};

describe('the fate that leading order foresees', () => {
  it('is survival where the band is narrow and both of its sides survive', () => {
    expect(fate('tanh', 1)).toBe('finite');
    expect(fate('repu.2', 0.2, { cb: 0.1, k1: 0.12, depth: 64 })).toBe('finite');
  });

  it('is overflow or vanishing where every network goes that way', () => {
    // Linear: K_l = C_W^(l-1), 10^3 and 10^-3 a layer, and V = 2 (l-1) K².
    expect(fate('linear', 1000, { depth: 40, width: 512 })).toBe('overflowed');
    expect(fate('linear', 1e-3)).toBe('vanished');
  });

  it('is nobody’s to say where the band exceeds its bound: linear, band² = 2 l/n', () => {
    const reach = (TRUSTED_BAND ** 2 * 64) / 2;
    // The last hidden layer is the last that counts.
    expect(fate('linear', 1, { depth: reach + 1 })).toBe('finite');
    expect(fate('linear', 1, { depth: reach + 2 })).toBeNull();
  });

  it('is nobody’s to say where one side of a narrow band would end otherwise', () => {
    // C_W = 0.5, C_b = 0.1: K flees upwards beyond the unstable fixed point 1.22; at n = 512 a band at layer 1 is 0.06.
    const biased = { cb: 0.1, depth: 20, width: 512 };
    expect(fate('repu.2', 0.5, { ...biased, k1: 0.2 })).toBe('finite');
    expect(fate('repu.2', 0.5, { ...biased, k1: 1 })).toBeNull();
  });

  it('leaves MRePU(2) at its critical start and RePU(2) on its fixed point to be counted, at any depth', () => {
    for (const depth of [10, 20, 40, 64]) {
      const { cw, k1 } = criticalInitialisation(activation('mrepu.2'), depth);
      expect(fate('mrepu.2', cw, { k1: 3 * k1, depth })).toBeNull();
      expect(fate('repu.2', 1, { k1: 2 / 3, depth })).toBeNull();
    }
  });
});
