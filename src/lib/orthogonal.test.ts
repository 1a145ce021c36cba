import { describe, expect, test } from 'vitest';
import { orthogonalColumns } from './orthogonal.ts';
import { normalStream } from './random.ts';

function drawn(rows: number, columns: number, seed = 1): Float64Array {
  const normals = new Float32Array(rows * columns);
  normalStream(seed, 'test', 1).fillNormals(normals, 1);
  return orthogonalColumns(rows, columns, normals);
}

describe('orthogonal columns', () => {
  test.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [5, 3],
    [37, 37],
    [300, 64],
  ])('of %i rows, %i of them are orthonormal', (rows, columns) => {
    const q = drawn(rows, columns);
    for (let a = 0; a < columns; a++) {
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < rows; i++) product += q[a * rows + i]! * q[b * rows + i]!;
        expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-14);
      }
    }
  });

  test('the first column is the first normals, scaled to length 1', () => {
    const q = orthogonalColumns(3, 1, [2, -1, 2]);
    expect([...q].map((x) => x * 3)).toEqual([2, -1, 2].map((x) => expect.closeTo(x, 14)));
  });

  test('a vector of zeros leaves the rest orthonormal, and more columns than rows are refused', () => {
    const q = orthogonalColumns(2, 2, [1, 1, 0, 0]);
    expect(Math.abs(q[0]! * q[2]! + q[1]! * q[3]!)).toBeLessThan(1e-15);
    expect(() => orthogonalColumns(2, 3, new Float64Array(6))).toThrow(RangeError);
  });

  test('are Haar: over matrices, moments of entries and of the trace are those of the orthogonal group', () => {
    // Of Haar O(n): E q² = 1/n, E q⁴ = 3/(n (n + 2)), E tr = 0, E tr² = 1 (Diaconis and Shahshahani 1994).
    const [n, matrices] = [6, 4000];
    let [second, fourth, trace, traceSquared] = [0, 0, 0, 0];
    for (let seed = 0; seed < matrices; seed++) {
      const q = drawn(n, n, seed);
      let own = 0;
      for (let i = 0; i < n; i++) own += q[i * n + i]!;
      // One entry far from where the reflections begin, and the last.
      for (const at of [4 * n + 1, n * n - 1]) {
        second += q[at]! ** 2 / (2 * matrices);
        fourth += q[at]! ** 4 / (2 * matrices);
      }
      trace += own / matrices;
      traceSquared += own ** 2 / matrices;
    }
    // Four standard errors, from Var q² = 2 (n - 1)/(n² (n + 2)), Var tr = 1, Var tr² ≤ 2 and q⁴ of about its own size.
    expect(Math.abs(second - 1 / n)).toBeLessThan(4 * Math.sqrt((2 * (n - 1)) / (n ** 2 * (n + 2)) / (2 * matrices)));
    expect(Math.abs(fourth - 3 / (n * (n + 2)))).toBeLessThan((4 * 0.1) / Math.sqrt(2 * matrices));
    expect(Math.abs(trace)).toBeLessThan(4 / Math.sqrt(matrices));
    expect(Math.abs(traceSquared - 1)).toBeLessThan(4 * Math.sqrt(2 / matrices));
  });
});
