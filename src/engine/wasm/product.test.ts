import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PANEL, pack, packTransposed, product, transposedPanelRows } from './product.ts';
import { padded } from './rows.ts';
import { Bench, FMA_CHOICES, scattered } from './testing.ts';

const dimension = fc.integer({ min: 1, max: 21 });
/** Sums of up to 21 products of numbers below 1. */
const TOLERANCE = 1e-5;

/** A function of row and column as [rows × width], 0 beyond the columns. */
function matrix(rows: number, columns: number, width: number, at: (i: number, j: number) => number): Float32Array {
  const values = new Float32Array(rows * width);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) values[i * width + j] = at(i, j);
  return values;
}

function expectMatrix(
  actual: Float32Array,
  [rows, columns, width]: readonly [number, number, number],
  expected: (i: number, j: number) => number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const value = j < columns ? expected(i, j) : 0;
      expect(Math.abs((actual[i * width + j] as number) - value), `row ${i}, column ${j}`).toBeLessThan(TOLERANCE);
    }
  }
}

const numbers = (rows: number, columns: number, salt: number) => {
  const values = scattered(rows * columns, salt);
  return (i: number, j: number) => values[i * columns + j] as number;
};

const sum = (count: number, term: (k: number) => number): number =>
  Array.from({ length: count }, (_, k) => term(k)).reduce((a, b) => a + b, 0);

describe.each(FMA_CHOICES)('products of any shape, fused multiply-add %s', (fma) => {
  test('inputs · weights + biases', () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, (rows, fanIn, fanOut) => {
        const bench = new Bench();
        const [inputWidth, width] = [padded(fanIn), padded(fanOut)];
        const [a, w] = [numbers(rows, fanIn, 1), numbers(fanIn + 1, fanOut, 2)];
        const inputs = bench.place(matrix(rows, fanIn, inputWidth, a));
        const parameters = bench.place(matrix(fanIn + 1, fanOut, width, w));
        const panels = bench.place(new Float32Array((fanIn + 1) * width));
        const z = bench.place(new Float32Array(rows * width));
        bench.run(pack(fanIn + 1, width), parameters.at, panels.at, 1);
        const shape = { rows, inner: fanIn, panels: width / PANEL, rowStride: inputWidth, innerStride: 1 };
        bench.run(product({ ...shape, width, panelRows: fanIn + 1, biased: true }, fma), inputs.at, panels.at, z.at);
        expectMatrix(z.values, [rows, fanOut, width], (i, j) => w(fanIn, j) + sum(fanIn, (k) => a(i, k) * w(k, j)));
        expect(bench.intact).toBe(true);
      }),
    );
  });

  test('δ · weightsᵀ', () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, (rows, fanIn, fanOut) => {
        const bench = new Bench();
        const [inputWidth, width] = [padded(fanIn), padded(fanOut)];
        const [d, w] = [numbers(rows, fanOut, 3), numbers(fanIn, fanOut, 4)];
        const delta = bench.place(matrix(rows, fanOut, width, d));
        const weights = bench.place(matrix(fanIn, fanOut, width, w));
        const panelRows = transposedPanelRows(fanOut);
        const panels = bench.place(new Float32Array(inputWidth * panelRows));
        const target = bench.place(new Float32Array(rows * inputWidth).fill(9));
        bench.run(packTransposed(fanIn, fanOut, width), weights.at, panels.at);
        const shape = { rows, inner: fanOut, panels: inputWidth / PANEL, rowStride: width, innerStride: 1 };
        const code = product({ ...shape, width: inputWidth, panelRows, biased: false }, fma);
        bench.run(code, delta.at, panels.at, target.at);
        expectMatrix(target.values, [rows, fanIn, inputWidth], (i, j) => sum(fanOut, (k) => d(i, k) * w(j, k)));
        expect(bench.intact).toBe(true);
      }),
    );
  });

  test('inputsᵀ · δ', () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, (batch, fanIn, fanOut) => {
        const bench = new Bench();
        const [inputWidth, width] = [padded(fanIn), padded(fanOut)];
        const [a, d] = [numbers(batch, fanIn, 5), numbers(batch, fanOut, 6)];
        const inputs = bench.place(matrix(batch, fanIn, inputWidth, a));
        const delta = bench.place(matrix(batch, fanOut, width, d));
        const panels = bench.place(new Float32Array(batch * width));
        const gradient = bench.place(new Float32Array(fanIn * width).fill(9));
        bench.run(pack(batch, width), delta.at, panels.at, 1);
        const shape = { rows: fanIn, inner: batch, panels: width / PANEL, rowStride: 1, innerStride: inputWidth };
        const code = product({ ...shape, width, panelRows: batch, biased: false }, fma);
        bench.run(code, inputs.at, panels.at, gradient.at);
        expectMatrix(gradient.values, [fanIn, fanOut, width], (i, j) => sum(batch, (k) => a(k, i) * d(k, j)));
        expect(bench.intact).toBe(true);
      }),
    );
  });
});

test('packing takes the first rows times a factor, the others as they are', () => {
  const bench = new Bench();
  const [rows, width] = [5, 2 * PANEL];
  const source = bench.place(scattered(rows * width));
  const target = bench.place(new Float32Array(rows * width));
  bench.run(pack(rows, width, rows - 1), source.at, target.at, 0.5);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const at = Math.floor(column / PANEL) * rows * PANEL + row * PANEL + (column % PANEL);
      expect(target.values[at]).toBe((source.values[row * width + column] as number) * (row < rows - 1 ? 0.5 : 1));
    }
  }
  expect(bench.intact).toBe(true);
});
