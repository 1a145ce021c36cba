import { describe, expect, it } from 'vitest';
import { normalStream, permutation, uint32Stream, xoshiro128 } from './random.ts';
import { mean, variance } from './statistics.ts';

/** Written down once; a change here breaks every published permalink. */
const GOLDEN = {
  uniform: ['ae0294a0', '63aa5979', 'ed7de57', 'faaaf5a7'],
  weights: ['3fca6dc9', 'bf79533d', 'bf349e01', '3eb53a2e', '3e107359', 'bfc23628', '3cf296da', 'bf633782'],
  noise: ['3ff8e0b3', '3f72b43d', 'c0273ad4', 'bf2241a3'],
  empty: ['be1450af', '3f10108f', '3f974334', 'bf211695'],
  permutation: [8, 9, 7, 5, 6, 4, 11, 1, 10, 2, 3, 0],
  hundredThousand: 'be93f837',
};

/** Bit patterns of the first normals of a stream, as float32. */
function bits(seed: number, purpose: string, index: number, count: number): string[] {
  const target = new Float32Array(count);
  normalStream(seed, purpose, index).fillNormals(target, 1);
  return [...new Uint32Array(target.buffer)].map((word) => word.toString(16).padStart(8, '0'));
}

const normals = (seed: number, purpose: string, index: number, count: number): Float64Array => {
  const stream = normalStream(seed, purpose, index);
  return Float64Array.from({ length: count }, () => stream.next());
};

/** Distribution function of the standard normal, by Simpson's rule from 0: independent of the code under test. */
function normalDistribution(z: number): number {
  const steps = 200;
  const h = z / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((-(i * h) * (i * h)) / 2);
  }
  return 0.5 + (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

describe('the bits that permalinks depend on', () => {
  it('never change for uniform integers', () => {
    const stream = uint32Stream(1, 'weights', 1);
    expect([stream(), stream(), stream(), stream()].map((word) => word.toString(16))).toEqual(GOLDEN.uniform);
  });

  it('never change for normals, purpose, index and large seeds included', () => {
    expect(bits(1, 'weights', 1, 8)).toEqual(GOLDEN.weights);
    expect(bits(4294967295, 'noise', 0, 4)).toEqual(GOLDEN.noise);
    expect(bits(0, '', 4294967295, 4)).toEqual(GOLDEN.empty);
  });

  it('never change for permutations', () => {
    expect([...permutation(uint32Stream(1, 'batches', 0), 12)]).toEqual(GOLDEN.permutation);
  });

  it('never change over a hundred thousand normals', () => {
    const target = new Float32Array(100_000);
    normalStream(7, 'weights', 3).fillNormals(target, 0.125);
    const sum = new Uint32Array(target.buffer).reduce(
      (hash, word) => Math.imul(hash ^ word, 0x01000193) >>> 0,
      0x811c9dc5,
    );
    expect(sum.toString(16)).toBe(GOLDEN.hundredThousand);
  });
});

describe('uint32Stream', () => {
  it('is xoshiro128**: outputs published for the state 1, 2, 3, 4', () => {
    const stream = xoshiro128(Int32Array.of(1, 2, 3, 4));
    const published = [11520, 0, 5927040, 70819200, 2031721883, 1637235492];
    expect(published.map(() => stream())).toEqual(published);
  });

  it('fills 256 cells evenly by its highest and by its lowest byte (χ² within 4 standard deviations)', () => {
    const stream = uint32Stream(5, 'test', 0);
    const high = new Float64Array(256);
    const low = new Float64Array(256);
    for (let i = 0; i < 256_000; i++) {
      const word = stream();
      high[word >>> 24] = (high[word >>> 24] ?? 0) + 1;
      low[word & 255] = (low[word & 255] ?? 0) + 1;
    }
    for (const counts of [high, low]) {
      const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      expect(Math.abs(chiSquare - 255)).toBeLessThan(4 * Math.sqrt(2 * 255));
    }
  });

  it('differs in its first word for every one of 20,000 neighbouring keys but for chance collisions', () => {
    const first = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      for (let index = 0; index < 100; index++) {
        first.add(uint32Stream(seed, 'weights', index)());
        first.add(uint32Stream(seed, 'biases', index)());
      }
    }
    // 20,000² / 2 / 2^32 = 0.05 collisions are expected.
    expect(first.size).toBeGreaterThanOrEqual(19_999);
  });
});

describe('normalStream', () => {
  const SIZE = 400_000;
  const sample = normals(1, 'weights', 1, SIZE);
  const moment = (power: number): number => mean(sample.map((z) => z ** power));

  it('has the first four moments of a standard normal within 4 standard errors', () => {
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / SIZE));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / SIZE));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / SIZE));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / SIZE));
  });

  it.each([
    [2, 0.0455002639],
    [3, 0.0026997961],
    [4, 6.33424837e-5],
  ])('lies beyond ±%f as often as a normal does, within 4 standard errors', (edge, probability) => {
    const count = sample.filter((z) => Math.abs(z) > edge).length;
    expect(Math.abs(count - SIZE * probability)).toBeLessThan(4 * Math.sqrt(SIZE * probability));
  });

  it('passes Kolmogorov and Smirnov within a stream and across the starts of streams (p > 0.001)', () => {
    const starts = (purpose: string): Float64Array =>
      Float64Array.from({ length: 20_000 }, (_, seed) => normalStream(seed, purpose, 0).next());
    const layers = Float64Array.from({ length: 20_000 }, (_, index) => normalStream(1, 'weights', index).next());
    for (const values of [normals(2, 'noise', 0, 20_000), starts('weights'), starts('noise'), layers]) {
      expect(kolmogorovSmirnov(values) * Math.sqrt(values.length)).toBeLessThan(1.95);
    }
  });

  it('is uncorrelated between neighbouring seeds, indices and purposes, and with itself one later (5 standard errors)', () => {
    const length = 4000;
    const streams = [1, 2, 3, 4].flatMap((seed) =>
      ['weights', 'biases', 'noise'].flatMap((purpose) =>
        [0, 1, 2, 3].map((index) => normals(seed, purpose, index, length + 1)),
      ),
    );
    for (const [i, a] of streams.entries()) {
      for (const b of streams.slice(i + 1)) {
        expect(Math.abs(mean(a.map((z, k) => z * (b[k] ?? 0))))).toBeLessThan(5 / Math.sqrt(length));
        // The squares too: a dependence without correlation would show here; Var(z²) = 2.
        expect(Math.abs(mean(a.map((z, k) => (z * z - 1) * ((b[k] ?? 0) ** 2 - 1))))).toBeLessThan(
          10 / Math.sqrt(length),
        );
      }
      expect(Math.abs(mean(a.slice(0, length).map((z, k) => z * (a[k + 1] ?? 0))))).toBeLessThan(5 / Math.sqrt(length));
    }
  });

  it('fills with the same normals that it gives one by one, scaled in float64 and rounded once', () => {
    const filled = new Float32Array(1001);
    const stream = normalStream(9, 'weights', 2);
    const [first, ...rest] = normals(9, 'weights', 2, 1002);
    expect(stream.next()).toBe(first);
    stream.fillNormals(filled, 0.3);
    expect([...filled]).toEqual(rest.map((z) => Math.fround(z * 0.3)));
    expect(variance(filled)).toBeGreaterThan(0);
  });
});

describe('permutation', () => {
  it('holds every index once', () => {
    for (const size of [0, 1, 2, 128, 1000]) {
      const order = permutation(uint32Stream(4, 'test', size), size);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
    }
  });

  it('finds each of the 24 orders of four equally often (χ² within 4 standard deviations)', () => {
    const stream = uint32Stream(6, 'test', 0);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(stream, 4).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chiSquare - 23)).toBeLessThan(4 * Math.sqrt(2 * 23));
  });
});

/** Largest distance between the sample's distribution function and the normal's. */
function kolmogorovSmirnov(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted.reduce((worst, z, i) => {
    const expected = normalDistribution(z);
    return Math.max(worst, Math.abs(expected - i / sorted.length), Math.abs(expected - (i + 1) / sorted.length));
  }, 0);
}
