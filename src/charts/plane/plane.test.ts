import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldGrid } from '../field/grid.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { CLASS_COLOURS, CLASS_SHAPES, classMarks } from './classes.ts';
import { boundaries, planePixels, softmax } from './plane.ts';

const grid: FieldGrid = { columns: 3, rows: 3, x: [-1, 1], y: [-1, 1] };
/** Class 1 wins where x > 0, by `sure`. */
const scores = (sure: number) => Array.from({ length: 9 }, (_, point) => [0, sure * ((point % 3) - 1)]).flat();

describe('softmax', () => {
  it('sums to one and does not overflow', () => {
    expect([...softmax([1000, 1000])]).toEqual([0.5, 0.5]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (any) => {
          expect(softmax(any).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

describe('a decision map', () => {
  it('has the colour of the likelier class, the more opaque the surer', () => {
    const [weak, strong] = [planePixels(grid, scores(0.5), 2, 4, 1), planePixels(grid, scores(50), 2, 4, 1)];
    const at = (pixels: Uint8ClampedArray, column: number) => [...pixels.subarray(column * 4, column * 4 + 4)];
    expect(at(weak, 0).slice(0, 3)).toEqual([...(CLASS_COLOURS[0] ?? [])]);
    expect(at(weak, 3).slice(0, 3)).toEqual([...(CLASS_COLOURS[1] ?? [])]);
    expect(at(strong, 0)[3]).toBeGreaterThan((at(weak, 0)[3] ?? 0) + 50);
    expect(at(strong, 0)[3]).toBeLessThan(200);
  });

  it('is transparent where the network is not finite', () => {
    expect(planePixels(grid, new Array(18).fill(Number.NaN), 2, 2, 2).every((value) => value === 0)).toBe(true);
  });

  it('draws the border where the two are even', () => {
    const border = boundaries(grid, scores(3), 2);
    expect(border.length).toBeGreaterThan(0);
    for (const [x] of border.flat()) expect(x).toBeCloseTo(0, 12);
  });

  it('draws every border between three classes', () => {
    const three = Array.from({ length: 9 }, (_, point) => [-((point % 3) - 0.3), (point % 3) - 1.6, 0.05]).flat();
    expect(new Set(boundaries(grid, three, 3).map(([[x]]) => x.toFixed(3))).size).toBeGreaterThanOrEqual(2);
  });
});

it('every class has a shape of its own, and marks have finite places', () => {
  const shapes = CLASS_SHAPES.map((_, index) => classMarks(index, [[10, 10]], 3));
  expect(new Set(shapes).size).toBe(CLASS_SHAPES.length);
  fc.assert(
    fc.property(fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 4 }), (points) => {
      const drawn = points.filter(([x, y]) => Math.abs(x) < 1e6 && Math.abs(y) < 1e6);
      expect(notFinite(classMarks(1, drawn, 2))).toEqual([]);
    }),
  );
});
