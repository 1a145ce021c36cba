import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberGap } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { commonestConfusion, confusion, shareRight } from './confusion.ts';
import { confusionLayout, GAP } from './confusionLayout.ts';
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

describe('the names of a confusion table', () => {
  const CIFAR = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');

  it('stand level where a column has room for each, upwards where it has not', () => {
    const size = { width: 300, height: 300, textSize: 13 };
    expect(confusionLayout(size, ['0', '1', '2'])).toMatchObject({ upright: false, names: ['0', '1', '2'] });
    expect(confusionLayout(size, CIFAR)).toMatchObject({ upright: true, names: CIFAR });
    expect(
      confusionLayout(
        size,
        Array.from({ length: 100 }, (_, i) => `class ${i}`),
      ).names,
    ).toBeNull();
  });

  it('never overlap, and stay within the chart, at any size and for any names', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 700 }),
        fc.integer({ min: 120, max: 700 }),
        fc.integer({ min: 9, max: 30 }),
        fc.oneof(fc.constant(CIFAR), fc.array(fc.string({ maxLength: 30 }), { minLength: 2, maxLength: 40 })),
        (width, height, textSize, classes) => {
          const { left, top, side, cell, small, names, upright, foot } = confusionLayout(
            { width, height, textSize },
            classes,
          );
          for (const name of names ?? []) {
            const wide = textWidth(name, small);
            expect(upright ? small : wide).toBeLessThanOrEqual(cell);
            expect(wide + GAP).toBeLessThanOrEqual(left);
            // Above the sentence below.
            expect(top + side + GAP + (upright ? wide : 0)).toBeLessThanOrEqual(foot - small * 0.7);
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('predicted against true', () => {
  it('puts a perfect prediction on the diagonal', () => {
    const { x, y, plot } = scatterGeometry({ width: 240, height: 240 }, [0, 10], [0, 10]);
    for (const value of [0, 4, 10]) expect(x(value) - plot.left).toBeCloseTo(plot.bottom - y(value), 9);
  });

  it('has room for numbers as large as prices, and stays square', () => {
    for (const textSize of [13, 28]) {
      const { plot, yTicks } = scatterGeometry({ width: 360, height: 360, textSize }, [90_000, 850_000], [0, 1]);
      const widest = Math.max(...yTicks.map(({ label }) => textWidth(label ?? '', textSize)));
      expect(yTicks.length).toBeGreaterThan(1);
      expect(plot.left - numberGap(textSize)).toBeGreaterThanOrEqual(widest - 1e-9);
      expect(plot.right - plot.left).toBeCloseTo(plot.bottom - plot.top, 9);
    }
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
