import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gallery } from './answers.ts';
import { centred, emptyDrawing, IMAGE_SIDE, stroked } from './centre.ts';

const SIDE = 112;
const massCentre = (image: Float32Array) => {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((ink, pixel) => {
    mass += ink;
    x += ink * ((pixel % IMAGE_SIDE) + 0.5);
    y += ink * (Math.floor(pixel / IMAGE_SIDE) + 0.5);
  });
  return [x / mass, y / mass];
};
const extent = (image: Float32Array) => {
  const rows = [...image.keys()]
    .filter((pixel) => (image[pixel] ?? 0) > 0.1)
    .map((pixel) => Math.floor(pixel / IMAGE_SIDE));
  return Math.max(...rows) - Math.min(...rows) + 1;
};

describe('a drawing made like MNIST', () => {
  it('has its centre of mass in the middle and fills twenty pixels, wherever and however large it was drawn', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 60, noNaN: true }),
        fc.double({ min: 20, max: 50, noNaN: true }),
        fc.double({ min: 16, max: 40, noNaN: true }),
        (x, y, length) => {
          const down = stroked(emptyDrawing(SIDE), [x, y], [x + 3, y + length], 3);
          const image = centred(stroked(down, [x, y], [x + length / 2, y], 3));
          if (image === null) throw new Error('Nothing was drawn.');
          const [cx, cy] = massCentre(image);
          expect(cx).toBeCloseTo(IMAGE_SIDE / 2, 0);
          expect(cy).toBeCloseTo(IMAGE_SIDE / 2, 0);
          expect(extent(image)).toBeGreaterThanOrEqual(19);
          expect(extent(image)).toBeLessThanOrEqual(22);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps its proportions: a one stays thin', () => {
    const image = centred(stroked(emptyDrawing(SIDE), [56, 20], [56, 90], 4));
    const columns = new Set(
      [...(image ?? []).keys()].filter((pixel) => (image?.[pixel] ?? 0) > 0.3).map((pixel) => pixel % IMAGE_SIDE),
    );
    expect(columns.size).toBeLessThanOrEqual(4);
  });

  it('keeps the ink between 0 and 1, and is nothing where nothing is drawn', () => {
    const image = centred(stroked(emptyDrawing(SIDE), [3, 3], [100, 90], 6));
    expect(Math.max(...(image ?? []))).toBeLessThanOrEqual(1 + 1e-6);
    expect(Math.min(...(image ?? []))).toBeGreaterThanOrEqual(0);
    expect(centred(emptyDrawing(SIDE))).toBeNull();
  });

  it('a stroke is as dark in its middle as the pen, and leaves the rest alone', () => {
    const { ink } = stroked(emptyDrawing(20), [5, 10], [15, 10], 2);
    expect(ink[10 * 20 + 10]).toBe(1);
    expect(ink[2 * 20 + 10]).toBe(0);
  });
});

describe('the gallery', () => {
  const one = (k: number) => [0, 1, 2].map((c) => (c === k ? 1 : 0));
  const truths = [0, 1, 2, 0].flatMap(one);
  const scores = [9, 0, 0, 2, 0, 0, 6, 0, 0, 1, 0, 0];

  it('has the wrong answers first that were given with most certainty', () => {
    const { wrong, right, wrongCount, count } = gallery(scores, truths, 3, { wrong: 5, right: 5 });
    expect(wrong.map(({ image, said, truth }) => [image, said, truth])).toEqual([
      [2, 0, 2],
      [1, 0, 1],
    ]);
    expect(wrong[0]?.probability).toBeCloseTo(1 / (1 + 2 * Math.exp(-6)), 12);
    expect(right.map(({ image }) => image)).toEqual([0, 3]);
    expect([wrongCount, count]).toEqual([2, 4]);
  });

  it('shows no more than asked for, and counts all', () => {
    const { wrong, right, wrongCount } = gallery(scores, truths, 3, { wrong: 1, right: 1 });
    expect([wrong.length, right.length, wrongCount]).toEqual([1, 1, 2]);
  });
});
