import { describe, expect, it } from 'vitest';
import { naturalLog, sinPi } from './elementary.ts';
import { uint32Stream } from './random.ts';

/** One unit in the last place of a normal number. */
function ulp(value: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
}

describe('naturalLog', () => {
  const uniform = uint32Stream(1, 'test', 0);
  const unit = (): number => uniform() / 2 ** 32;
  const isApart = (x: number): boolean => !(Math.abs(naturalLog(x) - Math.log(x)) <= ulp(Math.log(x)));

  it('agrees with Math.log to one unit in the last place from 1e-300 to 1e300', () => {
    const points = Array.from({ length: 200_000 }, () => 10 ** (600 * unit() - 300));
    expect(points.filter(isApart)).toEqual([]);
  });

  it('agrees with Math.log to one unit in the last place around 1, where the logarithm vanishes', () => {
    const points = Array.from({ length: 100_000 }, () => 1 + (unit() - 0.5) * 2 ** (-40 * unit()));
    expect(points.filter((x) => x !== 1 && isApart(x))).toEqual([]);
  });

  it('inverts powers of two, and is 0 at 1 and -Infinity at 0', () => {
    expect(naturalLog(1)).toBe(0);
    expect(naturalLog(0)).toBe(Number.NEGATIVE_INFINITY);
    for (let k = -1074; k <= 1023; k++) {
      if (k !== 0) expect(Math.abs(naturalLog(2 ** k) / (k * Math.LN2) - 1)).toBeLessThanOrEqual(2 ** -52);
    }
  });
});

describe('sinPi', () => {
  it('agrees with Math.sin(πx) to 1e-15 where πx itself is exact enough', () => {
    for (let i = -500; i <= 500; i++) {
      const x = i / 1000;
      expect(Math.abs(sinPi(x) - Math.sin(Math.PI * x))).toBeLessThan(1e-15);
    }
  });

  it('vanishes at integers, is ±1 halfway, and has period 2', () => {
    for (let k = -12; k <= 12; k++) {
      expect(sinPi(k)).toBe(0);
      expect(Math.abs(sinPi(k + 0.5) - (k % 2 === 0 ? 1 : -1))).toBeLessThan(1e-15);
      expect(sinPi(2 * k + 0.375)).toBe(sinPi(0.375));
      expect(sinPi(2 * k + 1.375)).toBe(-sinPi(0.375));
    }
  });
});
