import { expect, it } from 'vitest';
import { activation, FAMILIES } from '../activations/catalogue.ts';
import { universality } from './critical.ts';
import { quadraticMoments } from './moments.ts';
import { noCriticality } from './noCriticality.ts';

/** χ∥/χ⊥ on a grid of K from 1e-6 to 1e6. */
const ratios = (id: string) =>
  Array.from({ length: 49 }, (_, i) => {
    const { gPrime, meanSquareDerivative } = quadraticMoments(activation(id), 10 ** (i / 4 - 6));
    return gPrime / meanSquareDerivative;
  });

it.each([2, 3, 4, 5])('RePU(%d): χ∥/χ⊥ is (2p − 1)/p at every K', (p) => {
  expect(noCriticality(activation(`repu.${p}`))).toEqual({ why: 'homogeneous', p });
  for (const ratio of ratios(`repu.${p}`)) expect(ratio).toBeCloseTo((2 * p - 1) / p, 10);
});

it('sigmoid: χ∥ = χ⊥ at K = 0 alone, which would need C_b = −4', () => {
  expect(noCriticality(activation('sigmoid'))).toEqual({ why: 'negative-biases', K: 0, cw: 16, cb: -4 });
  expect(ratios('sigmoid')[0]).toBeCloseTo(1, 6);
  for (const ratio of ratios('sigmoid').slice(1)) expect(ratio).toBeLessThan(1);
  // At K = 0: 16 · σ(0)² - 4 = 0, and 16 · σ′(0)² = 1.
  expect(16 * activation('sigmoid').derivatives[0](0) ** 2 - 4).toBe(0);
  expect(16 * activation('sigmoid').derivatives[1](0) ** 2).toBe(1);
});

it('softplus: χ∥ is larger than χ⊥ at every K', () => {
  expect(noCriticality(activation('softplus'))).toEqual({ why: 'unequal', larger: 'parallel' });
  for (const ratio of ratios('softplus')) expect(ratio).toBeGreaterThan(1);
});

it('Gaussian: χ⊥ is larger than χ∥, which is negative, at every K', () => {
  expect(noCriticality(activation('gaussian'))).toEqual({ why: 'unequal', larger: 'perpendicular' });
  // χ∥/χ⊥ from E[σ²] = (1 + 4K)^{-1/2} and E[σ′²] = 4K (1 + 4K)^{-3/2}.
  ratios('gaussian').forEach((ratio, i) => {
    expect(ratio * 2 * 10 ** (i / 4 - 6)).toBeCloseTo(-1, 8);
  });
});

it('step: σ′ is 0, so that χ⊥ is 0 at every K', () => {
  expect(noCriticality(activation('step'))).toEqual({ why: 'flat' });
  for (const K of [1e-6, 1, 1e6]) {
    expect(quadraticMoments(activation('step'), K)).toMatchObject({ gPrime: 0, meanSquareDerivative: 0 });
  }
});

it('there is a reason where there is no critical point, and only there', () => {
  for (const family of FAMILIES) {
    const each = family.create(family.parameter?.default ?? null);
    expect(noCriticality(each) === null, each.id).toBe(universality(each).points.length > 0);
  }
});
