import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shade } from '../shared/palette.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { contour, segmentsPath } from './contour.ts';
import { describeField } from './describe.ts';
import { errorDomain, fieldPixels, isolines, log10Sizes, valueDomain } from './field.ts';
import { type FieldGrid, resampled } from './grid.ts';
import { mapGeometry } from './map.ts';

const grid: FieldGrid = { columns: 5, rows: 4, x: [-1, 1], y: [0, 3] };
const xOf = (point: number) => -1 + (point % 5) / 2;
const yOf = (point: number) => Math.floor(point / 5);
const sampled = (f: (x: number, y: number) => number, { columns, rows } = grid) =>
  Array.from({ length: columns * rows }, (_, point) => f(xOf(point), yOf(point)));

describe('a resampled field', () => {
  it('is exact for a bilinear function, its rows from the top down', () => {
    const f = (x: number, y: number) => 2 + 3 * x - y + 0.5 * x * y;
    const image = resampled(grid, (point) => f(xOf(point), yOf(point)), 7, 9);
    for (let row = 0; row < 9; row++) {
      for (let column = 0; column < 7; column++) {
        const [x, y] = [-1 + (2 * (column + 0.5)) / 7, 3 * (1 - (row + 0.5) / 9)];
        expect(image[row * 7 + column]).toBeCloseTo(f(x, y), 12);
      }
    }
  });

  it('takes a grid of one row or one column', () => {
    const line: FieldGrid = { columns: 3, rows: 1, x: [0, 1], y: [0, 0] };
    expect([...resampled(line, (point) => point, 2, 2)]).toEqual([0.5, 1.5, 0.5, 1.5]);
    expect([...resampled({ ...line, columns: 1 }, () => 4, 1, 1)]).toEqual([4]);
  });
});

describe('a heat map', () => {
  const pixel = (pixels: Uint8ClampedArray, index: number) => [...pixels.subarray(index * 4, index * 4 + 4)];

  it('is transparent around what is no number, and lets one infinite value spoil no other', () => {
    const values = [Number.NaN, 0, 0, 0, 0, Number.POSITIVE_INFINITY, 0, 0, 0];
    const square: FieldGrid = { columns: 3, rows: 3, x: [0, 1], y: [0, 1] };
    const pixels = fieldPixels(square, values, [0, 1], 'viridis', 4, 4);
    expect(pixel(pixels, 12)[3]).toBe(0);
    expect(pixel(pixels, 4)).toEqual([...(shade(0, [0, 1]) ?? []), 255]);
    // Infinity counts as the scale's end, and is shaded into its neighbours as such.
    expect(pixel(pixels, 7)).toEqual([...(shade(0.75 * 0.75, [0, 1]) ?? []), 255]);
  });

  it('has whole decades for errors, four at first, and more as the error falls', () => {
    const first = errorDomain([[0.5, -0.02]], 1);
    expect(first).toEqual([-4, 0]);
    expect(errorDomain([[5e-4]], 1, first)).toEqual([-7, 0]);
    expect(errorDomain([[1e9]], 1)[1]).toBe(2);
    expect(errorDomain([], 1)).toEqual([-4, 0]);
  });

  it('sizes ignore the sign, and a constant field has a scale all the same', () => {
    expect([...log10Sizes([-100, 0.1])]).toEqual([2, -1]);
    expect(valueDomain([3, Number.NaN, 3])).toEqual([2, 4]);
    expect(valueDomain([Number.NaN])).toEqual([-1, 1]);
  });

  it('is told in words', () => {
    expect(describeField('tanh', [-1, 0.5, Number.NaN])).toBe('tanh: from −1.0 to 0.50.');
    expect(describeField('ReLU', null)).toBe('ReLU: not finite.');
  });
});

describe('a contour', () => {
  it('of a plane lies where the plane has the level, across every row of cells', () => {
    const segments = contour(grid, (point) => xOf(point) + 0.1 * yOf(point), 0.25);
    expect(segments.length).toBeGreaterThanOrEqual(grid.rows - 1);
    for (const [x, y] of segments.flat()) expect(x + 0.1 * y).toBeCloseTo(0.25, 12);
  });

  it('of a circle is closed: every end of a segment is another’s', () => {
    const fine: FieldGrid = { columns: 21, rows: 21, x: [-1, 1], y: [-1, 1] };
    const radius = (point: number) => Math.hypot(-1 + (point % 21) / 10, -1 + Math.floor(point / 21) / 10);
    const segments = contour(fine, radius, 0.63);
    const ends = new Map<string, number>();
    for (const [x, y] of segments.flat()) {
      const key = `${x.toFixed(9)},${y.toFixed(9)}`;
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
    expect([...ends.values()].every((count) => count === 2)).toBe(true);
    for (const [x, y] of segments.flat()) expect(Math.hypot(x, y)).toBeCloseTo(0.63, 2);
  });

  it('splits a saddle without crossing itself', () => {
    const cell: FieldGrid = { columns: 2, rows: 2, x: [0, 1], y: [0, 1] };
    const segments = contour(cell, (point) => [1, -1, -1, 1][point]!, 0.5);
    expect(segments).toHaveLength(2);
    // The middle (0) is below the level: the two high corners are cut off each by itself.
    for (const [[x0, y0], [x1, y1]] of segments) expect(x0 - x1).toBeCloseTo(-(y0 - y1), 12);
  });

  it('leaves out cells with a corner that is no number', () => {
    expect(contour(grid, () => Number.NaN, 0)).toEqual([]);
  });
});

it('has finite geometry for any values', () => {
  fc.assert(
    fc.property(fc.array(anyNumber, { minLength: 20, maxLength: 20 }), fc.boolean(), (values, square) => {
      const { x, y, ...rest } = mapGeometry({ width: 170, height: 180, grid, square });
      expect(notFinite([rest, segmentsPath(isolines(grid, values, valueDomain(sampled((a) => a))), x, y)])).toEqual([]);
    }),
  );
});

it('a square map has one unit of x as long as one of y', () => {
  const { plot } = mapGeometry({ width: 300, height: 180, grid, square: true });
  expect((plot.right - plot.left) / (plot.bottom - plot.top)).toBeCloseTo(2 / 3, 12);
});
