import { describe, expect, it } from 'vitest';
import { mean, variance, wilsonInterval } from './statistics.ts';

describe('mean and variance', () => {
  it('match values worked out by hand', () => {
    expect(mean([1, 2, 3, 6])).toBe(3);
    expect(variance([1, 2, 3, 6])).toBe(3.5);
  });

  it('keep the variance of a sample that lies far from 0', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2));
    expect(variance(values)).toBe(0.25);
  });

  it('are not numbers for an empty sample', () => {
    expect(mean([])).toBeNaN();
    expect(variance([])).toBeNaN();
  });
});

describe('Wilson’s interval', () => {
  it('matches published values', () => {
    // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, trials, low, high] of published) {
      expect(wilsonInterval(hits, trials)).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)]);
    }
  });

  it('mirrors hits and misses', () => {
    const [low, high] = wilsonInterval(20, 20);
    expect([1 - high, 1 - low]).toEqual(wilsonInterval(0, 20).map((bound) => expect.closeTo(bound, 12)));
  });
});
