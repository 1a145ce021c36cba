import { describe, expect, it } from 'vitest';
import { normalCumulative } from '../lib/gaussian.ts';
import { binShares, binSharesThrough, mixtureOf } from './mixture.ts';

const BORDERS = Array.from({ length: 62 }, (_, i) => -5 + (10 * i) / 61);
const total = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0);
const moment = (shares: readonly number[], power: number): number =>
  shares.reduce((sum, share, bin) => sum + share * ((BORDERS[bin]! + BORDERS[bin + 1]!) / 2) ** power, 0);

describe('the mixture', () => {
  it('keeps every input where they are few, and shares and mean K where they are many', () => {
    expect(mixtureOf([2, 0, 1])).toEqual([0, 1, 2].map((logK) => ({ share: 1 / 3, logK })));
    const logs = Array.from({ length: 50 }, (_, i) => Math.log(((i + 1) / 25) ** 2));
    const mixture = mixtureOf(logs);
    expect(mixture).toHaveLength(12);
    expect(total(mixture.map(({ share }) => share))).toBeCloseTo(1, 12);
    const mean = mixture.reduce((sum, { share, logK }) => sum + share * Math.exp(logK), 0);
    expect(mean).toBeCloseTo(logs.reduce((sum, log) => sum + Math.exp(log), 0) / 50, 12);
  });

  it('takes kernels of 0 and beyond float64', () => {
    expect(mixtureOf([Number.NEGATIVE_INFINITY, 2e3], 1)).toEqual([{ share: 1, logK: 2e3 - Math.LN2 }]);
    expect(mixtureOf([Number.NEGATIVE_INFINITY])).toEqual([{ share: 1, logK: Number.NEGATIVE_INFINITY }]);
  });
});

describe('its shares in bins', () => {
  it('are the Gaussian’s', () => {
    const shares = binShares([{ share: 1, logK: Math.log(4) }], BORDERS, Math.log(2));
    shares.forEach((share, bin) => {
      expect(share).toBeCloseTo(normalCumulative(BORDERS[bin + 1]!) - normalCumulative(BORDERS[bin]!), 12);
    });
    expect(moment(shares, 2)).toBeCloseTo(1, 2);
  });

  it('lie in the middle where K is 0, nowhere where it is beyond all bins, and are no NaN', () => {
    const at = (logK: number) => binShares([{ share: 1, logK }], BORDERS, 0);
    for (const logK of [Number.NEGATIVE_INFINITY, -5e3]) {
      expect(at(logK)[30]).toBe(1);
      expect(total(at(logK))).toBe(1);
    }
    for (const logK of [Number.POSITIVE_INFINITY, 5e3]) expect(total(at(logK))).toBe(0);
  });

  it('through σ: the same for σ(z) = z, half in the middle for ReLU, both ends for a sign', () => {
    const mixture = [
      { share: 0.25, logK: -2 },
      { share: 0.75, logK: 0.5 },
    ];
    const exact = binShares(mixture, BORDERS, 0.1);
    binSharesThrough((z) => z, mixture, BORDERS, 0.1).forEach((share, bin) => {
      expect(share).toBeCloseTo(exact[bin]!, 3);
    });
    const relu = binSharesThrough((z) => Math.max(0, z), mixture, BORDERS, 0.1);
    expect(total(relu.slice(0, 30))).toBe(0);
    expect(total(relu)).toBeCloseTo(1, 3);
    expect(relu[30]).toBeGreaterThan(0.5);
    relu.slice(31).forEach((share, i) => {
      expect(share).toBeCloseTo(exact[31 + i]!, 3);
    });
    const tanh = binSharesThrough((z) => Math.tanh(1e3 * z), mixture, BORDERS, 0);
    expect(tanh[Math.floor((4 / 10) * 61)]! + tanh[Math.floor((6 / 10) * 61)]!).toBeGreaterThan(0.97);
    expect(total(binSharesThrough(Math.exp, [{ share: 1, logK: 9e3 }], BORDERS, 0))).toBeLessThan(0.51);
  });
});
