import { describe, expect, test } from 'vitest';
import type { Norm } from '../layers.ts';
import { normalisationBackward, normalised } from '../reference/norm.ts';
import { INVERSE_BYTES, normalise, normaliseBack } from './norm.ts';
import { padded } from './rows.ts';
import { Bench, scattered } from './testing.ts';

const FLOAT = 4;
/** A few roundings of float32. */
const TOLERANCE = 1e-6;
const ROWS = 3;

/** Rows of so many numbers, filled up with zeros. */
function inRows(values: ArrayLike<number>, neurons: number): Float32Array {
  const rows = new Float32Array((values.length / neurons) * padded(neurons));
  for (let i = 0; i < values.length; i++) {
    rows[Math.floor(i / neurons) * padded(neurons) + (i % neurons)] = values[i] as number;
  }
  return rows;
}

/** What the kernels make of rows of z and of ∂loss/∂ẑ. */
function run(norm: Norm, neurons: number, z: ArrayLike<number>, slopes: ArrayLike<number>) {
  const bench = new Bench();
  const [zs, deltas] = [bench.place(inRows(z, neurons)), bench.place(inRows(slopes, neurons))];
  const hats = bench.place(new Float32Array(zs.values.length));
  const inverses = bench.place(new Float32Array(((z.length / neurons) * INVERSE_BYTES) / FLOAT));
  bench.run(normalise(norm, neurons), zs.at, zs.end, hats.at, inverses.at);
  bench.run(normaliseBack(norm, neurons), hats.at, hats.end, deltas.at, inverses.at);
  expect(bench.intact).toBe(true);
  expect(zs.values).toEqual(inRows(z, neurons));
  return { hats: hats.values, deltas: deltas.values };
}

/** The same in float64. */
function expected(norm: Norm, neurons: number, z: Float32Array, slopes: Float32Array) {
  const [hats, deltas]: number[][] = [[], []];
  for (let from = 0; from < z.length; from += neurons) {
    const row = (values: Float32Array) => [Float64Array.from(values.subarray(from, from + neurons))];
    const before = normalised(norm, row(z));
    hats!.push(...before.streams[0]!);
    deltas!.push(...normalisationBackward(norm, before, row(slopes))[0]!);
  }
  return { hats: inRows(hats!, neurons), deltas: inRows(deltas!, neurons) };
}

function expectNear(actual: Float32Array, wanted: Float32Array, scale: number): void {
  actual.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!), `number ${i}: ${value} for ${wanted[i]}`).toBeLessThanOrEqual(
      TOLERANCE * scale,
    );
  });
}

const largestOf = (values: Float32Array) => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe.each(['rms', 'layer'] as const)('%s', (norm) => {
  test.each([4, 5, 6, 7, 8, 9, 13, 16, 31, 64, 511])('%i neurons: there and back, filled up with zeros', (neurons) => {
    const [z, slopes] = [scattered(ROWS * neurons, 1).map((x) => x + 0.3), scattered(ROWS * neurons, 2)];
    const [actual, wanted] = [run(norm, neurons, z, slopes), expected(norm, neurons, z, slopes)];
    expectNear(actual.hats, wanted.hats, largestOf(wanted.hats));
    expectNear(actual.deltas, wanted.deltas, largestOf(wanted.deltas));
    actual.hats.forEach((hat, i) => {
      if (i % padded(neurons) >= neurons) expect([hat, actual.deltas[i]]).toEqual([0, 0]);
    });
  });

  test.each([1e38, 1e30, 1e-30, 1e-38])('preactivations around %d, whose squares float32 cannot hold', (size) => {
    const neurons = 13;
    const z = scattered(ROWS * neurons, 1).map((x) => x * size);
    const slopes = scattered(ROWS * neurons, 2).map((x) => Math.min(size, 1) * x);
    const [actual, wanted] = [run(norm, neurons, z, slopes), expected(norm, neurons, z, slopes)];
    expectNear(actual.hats, wanted.hats, largestOf(wanted.hats));
    expectNear(actual.deltas, wanted.deltas, largestOf(wanted.deltas));
  });

  test('an example that is all zero stays so, and lets no slope through; its neighbour is as ever', () => {
    const neurons = 11;
    const z = scattered(2 * neurons).fill(0, 0, neurons);
    const slopes = scattered(2 * neurons, 2);
    const { hats, deltas } = run(norm, neurons, z, slopes);
    const wanted = expected(norm, neurons, z, slopes);
    expect(hats.subarray(0, neurons).every((x) => x === 0)).toBe(true);
    expect(deltas.subarray(0, neurons).every((x) => x === 0)).toBe(true);
    expectNear(hats, wanted.hats, largestOf(wanted.hats));
    expectNear(deltas, wanted.deltas, largestOf(wanted.deltas));
  });
});

test.each([5, 7, 11, 41, 49])('layer: %i equal preactivations have exactly their mean', (neurons) => {
  const { hats, deltas } = run('layer', neurons, new Float32Array(neurons).fill(0.1), scattered(neurons));
  expect([...hats, ...deltas].every((x) => x === 0)).toBe(true);
});

test('layer: what is small beside its mean keeps its digits', () => {
  const neurons = 12;
  const z = scattered(neurons).map((x) => 1000 + x / 16);
  const [actual, wanted] = [
    run('layer', neurons, z, scattered(neurons, 2)),
    expected('layer', neurons, z, scattered(neurons, 2)),
  ];
  expectNear(actual.hats, wanted.hats, largestOf(wanted.hats));
  expectNear(actual.deltas, wanted.deltas, largestOf(wanted.deltas));
});

test('a preactivation that is not finite is found in what becomes of it', () => {
  for (const bad of [Number.NaN, Infinity]) {
    const z = scattered(8);
    z[3] = bad;
    expect(run('rms', 8, z, scattered(8, 2)).hats[3]).toBeNaN();
  }
});
