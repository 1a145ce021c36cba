import { describe, expect, test } from 'vitest';
import { normalStream } from '../lib/random.ts';
import { type InputPairs, inputPairs } from './inputPairs.ts';

const normals = normalStream(3, 'theory-test', 2);
const cloud = (count: number, dimension: number) => Array.from({ length: count * dimension }, () => normals.next());

/** Σ over all pairs of weight · |x|²|x'|² cos^power, by groups. */
const gathered = ({ pairs, sizes }: InputPairs, power: number) =>
  pairs.reduce((sum, { first, second, cosine, weight }) => {
    return sum + weight * sizes[first]! * sizes[second]! * cosine ** power;
  }, 0);

/** The same over the inputs themselves. */
function exact(inputs: readonly number[], dimension: number, power: number): number {
  const rows = Array.from({ length: inputs.length / dimension }, (_, i) =>
    inputs.slice(i * dimension, (i + 1) * dimension),
  );
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
  const squares = rows.map((row) => dot(row, row));
  const mean = squares.reduce((a, b) => a + b, 0) / rows.length;
  let sum = 0;
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      const size = squares[i]! * squares[j]!;
      if (size > 0) sum += (size * (dot(a, b) / Math.sqrt(size)) ** power) / mean ** 2;
    });
  });
  return sum / rows.length ** 2;
}

describe('pairs of inputs', () => {
  test.each([
    ['a line', Array.from({ length: 128 }, (_, i) => -1 + (2 * i) / 127), 1],
    ['a plane', cloud(100, 2), 2],
    ['16 dimensions', cloud(128, 16), 16],
  ] as const)('of %s have the mean sizes and powers of cosines of all', (_, inputs, dimension) => {
    const found = inputPairs(inputs, dimension);
    expect(found.pairs.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(found.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(found.sizes.reduce((sum, size, g) => sum + size * found.shares[g]!, 0)).toBeCloseTo(1, 12);
    // Grouping replaces sizes by their means, which has a part in the angles' averages.
    for (const power of [0, 1, 2, 3, 4]) {
      expect(Math.abs(gathered(found, power) - exact(inputs, dimension, power))).toBeLessThan(0.02);
    }
    expect(found.pairs.length).toBeLessThanOrEqual(6 * 7 * 2 + 6);
  });

  test('of few inputs are those inputs', () => {
    const { shares, sizes, pairs } = inputPairs([3, 0, 0, 1], 2);
    expect([[...shares], [...sizes]]).toEqual([
      [0.5, 0.5],
      [0.2, 1.8],
    ]);
    expect(pairs).toEqual([
      { first: 0, second: 0, cosine: 1, weight: 0.25 },
      { first: 0, second: 1, cosine: 0, weight: 0.5 },
      { first: 1, second: 1, cosine: 1, weight: 0.25 },
    ]);
  });

  test('keep both signs where there are more inputs than are looked at', () => {
    const { pairs } = inputPairs(
      Array.from({ length: 1000 }, (_, i) => -1 + (2 * i) / 999),
      1,
    );
    for (let group = 0; group < 6; group++) {
      const own = pairs.filter(({ first, second }) => first === group && second === group);
      const opposite = own.filter(({ cosine }) => cosine < 0).reduce((sum, { weight }) => sum + weight, 0);
      // 12 of each sign: 144 of 276 pairs.
      expect(Math.abs(opposite / own.reduce((sum, { weight }) => sum + weight, 0) - 0.5)).toBeLessThan(0.03);
    }
  });

  test('of inputs that are 0 have size 1 of a mean of 0; no inputs are an error', () => {
    expect(inputPairs([0, 0], 1).sizes).toEqual(Float64Array.of(1, 1));
    expect(() => inputPairs([], 1)).toThrow(RangeError);
  });
});
