import { describe, expect, it } from 'vitest';
import { extent, quantile } from './extent.ts';

describe('extent and quantiles', () => {
  it('match values worked out by hand', () => {
    expect(extent([3, Number.NaN, -1, 2])).toEqual([-1, 3]);
    expect([0, 0.05, 0.5, 1].map((share) => quantile([16, 1, 6, 2, 11], share))).toEqual([1, 1.2, 6, 16]);
    expect(quantile([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], 0.5)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('are nothing for an empty sample', () => {
    expect(extent([])).toEqual([]);
    expect(extent([Number.NaN])).toEqual([]);
    expect(quantile([], 0.5)).toBeUndefined();
  });
});
