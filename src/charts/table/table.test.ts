import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { commonestConfusion, confusion, shareRight } from './confusion.ts';
import { scatterGeometry } from './scatter.ts';

describe('the confusion of classes', () => {
  const truths = [1, 0, 1, 0, 0, 1, 0, 1];
  const scores = [3, 1, 0, 2, -1, 0, 5, 1];
  const counts = confusion(scores, truths, 2);

  it('counts what was said by what is true', () => {
    expect([...counts]).toEqual([1, 1, 1, 1]);
    expect(shareRight(counts, 2)).toBe(0.5);
  });

  it('names the one that happens most', () => {
    expect(commonestConfusion(Int32Array.of(5, 3, 4, 0), ['cat', 'dog'])).toBe('dog taken for cat 4 times');
    expect(commonestConfusion(Int32Array.of(5, 0, 0, 2), ['cat', 'dog'])).toBeNull();
  });
});

describe('predicted against true', () => {
  it('puts a perfect prediction on the diagonal', () => {
    const { x, y, plot } = scatterGeometry({ width: 240, height: 240 }, [0, 10], [0, 10]);
    for (const value of [0, 4, 10]) expect(x(value) - plot.left).toBeCloseTo(plot.bottom - y(value), 9);
  });

  it('counts what lies off the chart', () => {
    expect(scatterGeometry({ width: 240, height: 240 }, [0, 5, 10], [0, 1e9, Number.NaN]).outside).toBe(2);
  });

  it('has finite geometry for any predictions', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { maxLength: 6 }), (predicted) => {
        const { x: _x, y: _y, ...rest } = scatterGeometry({ width: 240, height: 200 }, [1, 2, 3, 4, 5, 6], predicted);
        expect(notFinite(rest)).toEqual([]);
      }),
    );
  });
});
