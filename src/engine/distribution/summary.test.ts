import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalStream } from '../../lib/random.ts';
import { BINS, LEAST_NETWORKS, REACH, summary } from './summary.ts';

const normals = normalStream(5, 'theory-test', 0);
const gaussian = (count: number, scale = 1) => Float32Array.from({ length: count }, () => scale * normals.next());

describe('the histogram of a layer', () => {
  it('counts every number once, whatever the numbers are', () => {
    const networks = fc.array(
      fc.array(fc.float({ noNaN: true, min: Math.fround(-1e30), max: Math.fround(1e30) }), {
        minLength: 4,
        maxLength: 4,
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(networks, (all) => {
        const { count, histogram } = summary(
          all.map((values) => Float32Array.from(values)),
          2,
        );
        const { counts, below, above } = histogram;
        expect(counts).toHaveLength(BINS);
        expect(counts.reduce((sum, n) => sum + n, below + above)).toBe(count);
        expect(count).toBe(4 * all.length);
      }),
    );
  });

  it('has 0 in its middle bin, and what lies beyond its reach at its ends', () => {
    // Root mean square 2: one number at 20 of them, 99 at 0, none between.
    const values = new Float32Array(400);
    values[7] = -40;
    const { scale, histogram } = summary([values], 1);
    expect(scale).toBeCloseTo(2, 12);
    expect(histogram.counts[(BINS - 1) / 2]).toBe(399);
    expect([histogram.below, histogram.above]).toEqual([1, 0]);
  });

  it('of Gaussian numbers is the Gaussian', () => {
    const { histogram, count } = summary([gaussian(200_000, 3e-7)], 1);
    const within = histogram.counts.slice(24, 37).reduce((sum, n) => sum + n, 0) / count;
    // The 13 middle bins reach to 65/61 of a standard deviation.
    expect(within).toBeCloseTo(0.7134, 2);
    expect(13 * (REACH / BINS)).toBeCloseTo(65 / 61, 12);
  });
});

describe('excess kurtosis', () => {
  it.each([
    ['a few networks, by their neurons', 3, 64, 50],
    ['many networks, by themselves', 40, 64, 5],
  ])('of a Gaussian is 0 within its standard error: %s', (_, networks, neurons, examples) => {
    const pulls = Array.from({ length: 60 }, () => {
      const drawn = Array.from({ length: networks }, () => gaussian(neurons * examples));
      const { kurtosis, kurtosisError } = summary(drawn, neurons);
      // Of N independent numbers √(24/N).
      expect(kurtosisError! / Math.sqrt(24 / (networks * neurons * examples))).toBeGreaterThan(0.5);
      expect(kurtosisError! / Math.sqrt(24 / (networks * neurons * examples))).toBeLessThan(2);
      return kurtosis! / kurtosisError!;
    });
    expect(Math.max(...pulls.map(Math.abs))).toBeLessThan(4);
    const meanSquare = pulls.reduce((sum, pull) => sum + pull ** 2, 0) / pulls.length;
    expect(meanSquare).toBeGreaterThan(0.5);
    expect(meanSquare).toBeLessThan(1.6);
  });

  it('has the standard error of as many numbers as are independent: the same number at every input tells nothing new', () => {
    const neurons = 500;
    const own = gaussian(neurons);
    const repeated = Float32Array.from({ length: 20 * neurons }, (_, i) => own[i % neurons]!);
    const [alone, together] = [summary([own], neurons), summary([repeated], neurons)];
    expect(together.kurtosis).toBeCloseTo(alone.kurtosis!, 9);
    expect(together.kurtosisError).toBeCloseTo(alone.kurtosisError!, 9);
  });

  it('of a uniform distribution is -6/5, of ±1 it is -2', () => {
    const uniform = Float32Array.from({ length: 10_001 }, (_, i) => i / 5000 - 1);
    expect(summary([uniform], 1).kurtosis).toBeCloseTo(-1.2, 3);
    expect(summary([Float32Array.of(1, -1, 1, -1)], 1).kurtosis).toBeCloseTo(-2, 12);
  });

  it('of nothing but 0 is unknown, and no number is NaN', () => {
    const all = Array.from({ length: LEAST_NETWORKS }, () => new Float32Array(6));
    const { histogram, ...numbers } = summary(all, 3);
    expect(numbers).toEqual({ count: 48, scale: 0, mean: 0, kurtosis: null, kurtosisError: null });
    expect(histogram.counts[(BINS - 1) / 2]).toBe(48);
    expect(summary([Float32Array.of(2)], 1)).toMatchObject({ kurtosis: -2, kurtosisError: null });
  });
});
