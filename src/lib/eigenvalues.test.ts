import { describe, expect, test } from 'vitest';
import { symmetricEigenvalues } from './eigenvalues.ts';
import { normalStream } from './random.ts';

describe('eigenvalues of symmetric matrices', () => {
  test('of small ones by hand', () => {
    expect([...symmetricEigenvalues([2, 1, 1, 2], 2)].map((x) => Number(x.toFixed(12)))).toEqual([3, 1]);
    expect([...symmetricEigenvalues([5, 0, 0, 0, -1, 0, 0, 0, 7], 3)]).toEqual([7, 5, -1]);
    expect([...symmetricEigenvalues([4], 1)]).toEqual([4]);
    expect([...symmetricEigenvalues([0, 0, 0, 0], 2)]).toEqual([0, 0]);
  });

  test('of the discrete Laplacian: 2 - 2 cos(kπ/(n + 1))', () => {
    const n = 16;
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const apart = Math.abs(Math.floor(at / n) - (at % n));
      return apart === 0 ? 2 : apart === 1 ? -1 : 0;
    });
    symmetricEigenvalues(matrix, n).forEach((value, i) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 12);
    });
  });

  test('of a rotated diagonal over twelve decades, to rounding of the largest', () => {
    const n = 8;
    const normals = normalStream(3, 'theory-test', 9);
    const rows = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => normals.next()));
    // Gram–Schmidt.
    rows.forEach((row, i) => {
      for (const before of rows.slice(0, i)) {
        const along = before.reduce((sum, x, k) => sum + x * row[k]!, 0);
        for (let k = 0; k < n; k++) row[k]! -= along * before[k]!;
      }
      const size = Math.hypot(...row);
      for (let k = 0; k < n; k++) row[k]! /= size;
    });
    const values = Array.from({ length: n }, (_, i) => 10 ** (3 - (12 * i) / (n - 1)));
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return values.reduce((sum, value, k) => sum + value * rows[k]![i]! * rows[k]![j]!, 0);
    });
    symmetricEigenvalues(matrix, n).forEach((value, i) => {
      expect(Math.abs(value - values[i]!)).toBeLessThan(1e-11);
    });
  });

  test('of what is not finite are an error', () => {
    expect(() => symmetricEigenvalues([1, Number.NaN, Number.NaN, 1], 2)).toThrow(RangeError);
  });
});
