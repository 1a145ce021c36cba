import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCrosses, placeLabel, spreadLabels } from './labels.ts';

const labels = fc.array(
  fc.record({ wanted: fc.double({ min: -1e9, max: 1e9 }), height: fc.double({ min: 1, max: 40, noNaN: true }) }),
  { maxLength: 8 },
);

describe('labels along a margin', () => {
  it('never overlap and never leave it, if together they fit', () => {
    fc.assert(
      fc.property(labels, (wanted) => {
        const centres = spreadLabels(wanted, 10, 400);
        const boxes = wanted
          .map(({ height }, index) => ({
            top: (centres[index] ?? 0) - height / 2,
            bottom: (centres[index] ?? 0) + height / 2,
          }))
          .sort((a, b) => a.top - b.top);
        for (const [index, { top, bottom }] of boxes.entries()) {
          expect(top).toBeGreaterThanOrEqual((boxes[index - 1]?.bottom ?? 10) - 1e-6);
          expect(bottom).toBeLessThanOrEqual(400 + 1e-6);
        }
      }),
    );
  });

  it('stay where they want to be if nothing is in the way', () => {
    const centres = spreadLabels(
      [
        { wanted: 300, height: 20 },
        { wanted: 100, height: 20 },
      ],
      0,
      400,
    );
    expect(centres).toEqual([300, 100]);
  });

  it('share the shift between two that want the same place', () => {
    const centres = spreadLabels(
      [
        { wanted: 100, height: 20 },
        { wanted: 100, height: 20 },
      ],
      0,
      400,
    );
    expect(centres).toEqual([90, 110]);
  });

  it('keep the order of the curves', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 2, maxLength: 6 }), (heights) => {
        const centres = spreadLabels(
          heights.map((wanted) => ({ wanted, height: 12 })),
          0,
          300,
        );
        const order = heights.map((_, index) => index).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
        for (let index = 1; index < order.length; index++) {
          expect(centres[order[index] ?? 0]).toBeGreaterThan(centres[order[index - 1] ?? 0] ?? 0);
        }
      }),
    );
  });
});

describe('a label beside a curve', () => {
  const size = { width: 50, height: 20 };
  const bounds = { x: 0, y: 0, width: 200, height: 100 };

  it('takes the first place that is free of labels and lines', () => {
    const candidates = [10, 70, 130].map((x) => ({ x, y: 10, ...size }));
    const taken = [{ x: 0, y: 0, width: 30, height: 30 }];
    const crossing: [number, number][] = [
      [90, 0],
      [95, 100],
    ];
    expect(placeLabel(candidates, bounds, taken, [crossing])).toEqual(candidates[2]);
  });

  it('would rather cross a line than leave the chart', () => {
    const outside = { x: 180, y: 10, ...size };
    const crossed = { x: 10, y: 10, ...size };
    expect(
      placeLabel(
        [outside, crossed],
        bounds,
        [],
        [
          [
            [0, 20],
            [200, 20],
          ],
        ],
      ),
    ).toEqual(crossed);
  });
});

describe('a line and a rectangle', () => {
  const rect = { x: -2, y: 1, width: 5, height: 3 };
  const outside = ([x, y]: readonly [number, number]) =>
    Math.hypot(Math.max(-2 - x, 0, x - 3), Math.max(1 - y, 0, y - 4));
  const place = fc.double({ min: -10, max: 10, noNaN: true });
  const point = fc.tuple(place, place);

  it('cross where, and only where, a point of the line lies in the rectangle', () => {
    fc.assert(
      fc.property(point, point, ([x0, y0], [x1, y1]) => {
        const count = 2000;
        const nearest = Math.min(
          ...Array.from({ length: count + 1 }, (_, i) =>
            outside([x0 + ((x1 - x0) * i) / count, y0 + ((y1 - y0) * i) / count]),
          ),
        );
        const crosses = lineCrosses(
          [
            [x0, y0],
            [x1, y1],
          ],
          rect,
        );
        if (nearest === 0) expect(crosses).toBe(true);
        // Between two samples the line comes closer by half their distance at most.
        if (nearest > Math.hypot(x1 - x0, y1 - y0) / count) expect(crosses).toBe(false);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('of one point: where it lies', () => {
    expect(lineCrosses([[0, 2]], rect)).toBe(true);
    expect(lineCrosses([[0, 5]], rect)).toBe(false);
    expect(lineCrosses([], rect)).toBe(false);
  });
});
