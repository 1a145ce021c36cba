import { describe, expect, test } from 'vitest';
import { erf, erfc, expMinusSquare } from './erf.ts';
import { normalCumulative, normalDensity, oddFactorial } from './gaussian.ts';

/** x, erf(x), erfc(x) to 18 digits (mpmath, 40 digits). */
const VALUES: readonly (readonly [number, number, number])[] = [
  [0.1, 0.1124629160182849, 0.8875370839817152],
  [0.49, 0.511668261188523, 0.4883317388114769],
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [0.99, 0.8385080695553698, 0.1614919304446302],
  [1, 0.8427007929497149, 0.15729920705028513],
  [1.7, 0.9837904585907745, 0.016209541409225436],
  [3, 0.9999779095030014, 2.209049699858544e-5],
  [5, 0.9999999999984626, 1.537459794428035e-12],
  [10, 1, 2.088487583762545e-45],
  [26, 1, 5.663192408856143e-296],
];

describe('erf and erfc', () => {
  test.each(VALUES)('agree with 40-digit values at ±%f', (x, erfValue, erfcValue) => {
    expect(Math.abs(erf(x) / erfValue - 1)).toBeLessThan(1e-15);
    expect(Math.abs(erfc(x) / erfcValue - 1)).toBeLessThan(3e-15);
    expect(erf(-x)).toBe(-erf(x));
    expect(Math.abs(erfc(-x) / (1 + erfValue) - 1)).toBeLessThan(1e-15);
  });

  test('keep tiny arguments to full relative precision', () => {
    expect(erf(1e-200) / 1e-200).toBeCloseTo(2 / Math.sqrt(Math.PI), 15);
    expect(erf(0)).toBe(0);
  });

  test('have their limits at any size', () => {
    expect([erf(1e308), erf(-1e308), erfc(1e308), erfc(-1e308)]).toEqual([1, -1, 0, 2]);
    expect(expMinusSquare(1e308)).toBe(0);
  });
});

describe('the standard normal', () => {
  test('has its cumulative as the integral of its density', () => {
    for (const z of [-6, -2.5, -0.3, 0, 1.1, 4]) {
      const h = 1e-3;
      const slope = (normalCumulative(z + h) - normalCumulative(z - h)) / (2 * h);
      const correction = (h * h * (z * z - 1)) / 6; // φ''/6 h² of the central difference
      expect(slope / normalDensity(z) - correction).toBeCloseTo(1, 9);
    }
  });

  test('has even moments (2p-1)!!', () => {
    expect([-1, 1, 3, 5, 7].map(oddFactorial)).toEqual([1, 1, 3, 15, 105]);
  });
});
