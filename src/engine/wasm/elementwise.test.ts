import { expect, test } from 'vitest';
import { constant, less, z as variable, where } from '../../formula/graph.ts';
import { addScaled, largest, multiplySlope, sumColumns, sumOfSquares } from './elementwise.ts';
import { Bench, scattered } from './testing.ts';

test('multiplySlope: δ ∘ σ′(z)', () => {
  const bench = new Bench();
  const [z, delta] = [bench.place(scattered(40, 1)), bench.place(scattered(40, 2))];
  bench.run(multiplySlope(where(less(constant(0), variable), constant(2), constant(0.5))), z.at, z.end, delta.at);
  const expected = scattered(40, 2).map((d, i) => d * ((z.values[i] as number) > 0 ? 2 : 0.5));
  expect(delta.values).toEqual(expected);
  expect(bench.intact).toBe(true);
});

test('addScaled: y + factor x, rounded as float32 is', () => {
  const bench = new Bench();
  const [x, y] = [bench.place(scattered(24, 1)), bench.place(scattered(24, 2))];
  bench.run(addScaled(), x.at, x.end, y.at, 0.7);
  const factor = Math.fround(0.7);
  expect(y.values).toEqual(scattered(24, 2).map((value, i) => value + Math.fround(factor * (x.values[i] as number))));
  expect(x.values).toEqual(scattered(24, 1));
  expect(bench.intact).toBe(true);
});

test('sumOfSquares holds the squares of numbers at both ends of float32', () => {
  const bench = new Bench();
  const huge = bench.place([3e38, 0, 0, 1e38, 0, 2e38, 0, 0]);
  const [a, b, c] = [3e38, 1e38, 2e38].map(Math.fround) as [number, number, number];
  expect(bench.run(sumOfSquares(), huge.at, huge.end) / (a * a + b * b + c * c)).toBeCloseTo(1, 14);
  const tiny = bench.place(new Array<number>(8).fill(2 ** -140));
  expect(bench.run(sumOfSquares(), tiny.at, tiny.end)).toBe(8 * 2 ** -280);
});

test.each([0, 1, 2, 3, 4, 7])('largest finds max |x| in lane %i', (lane) => {
  const bench = new Bench();
  const values = scattered(8);
  values[lane] = -5;
  const x = bench.place(values);
  expect(bench.run(largest(), x.at, x.end)).toBe(5);
});

test('largest leaves NaN out and keeps Infinity', () => {
  const bench = new Bench();
  const x = bench.place([Number.NaN, 1, 2, -Infinity, 3, Number.NaN, 0, 0]);
  expect(bench.run(largest(), x.at, x.end)).toBe(Infinity);
});

test('sumColumns: what cancels in pairs cancels to the last bit', () => {
  const bench = new Bench();
  const [rows, width] = [32, 16];
  const half = scattered((rows / 2) * width);
  const mirrored = Array.from({ length: rows / 2 }, (_, i) => half.slice(i * width, (i + 1) * width).map((x) => -x));
  const delta = bench.place([...half, ...mirrored.reverse().flatMap((row) => [...row])]);
  const sums = bench.place(new Float32Array(width).fill(7));
  const row = width * 4;
  bench.run(sumColumns(), delta.at, delta.at + row, sums.at, row, rows * row);
  expect(sums.values.every((sum) => Math.abs(sum) < 1e-14)).toBe(true);
  expect(bench.intact).toBe(true);
});

test('sumColumns: the sum of each column', () => {
  const bench = new Bench();
  const [rows, width] = [7, 24];
  const delta = bench.place(scattered(rows * width));
  const sums = bench.place(new Float32Array(width));
  bench.run(sumColumns(), delta.at, delta.at + width * 4, sums.at, width * 4, rows * width * 4);
  sums.values.forEach((sum, j) => {
    const column = Array.from({ length: rows }, (_, i) => delta.values[i * width + j] as number);
    expect(sum).toBe(Math.fround(column.reduce((a, b) => a + b, 0)));
  });
});
