import { describe, expect, it } from 'vitest';
import { mean, variance } from './statistics.ts';

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
