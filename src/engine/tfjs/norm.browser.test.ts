import type { Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import type { Norm } from '../layers.ts';
import { normalisationBackward, normalised } from '../reference/norm.ts';
import { type Operations, operations } from './operations.ts';
import { starts } from './testing.ts';

/** A few roundings of float32, of which division and square root take several on a GPU. */
const TOLERANCE = 4e-6;
const [REPLICAS, EXAMPLES, NEURONS] = [2, 3, 13];

const scattered = (salt: number) =>
  Float32Array.from({ length: REPLICAS * EXAMPLES * NEURONS }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * salt));

/** ẑ and ∂loss/∂z of rows of z and of ∂loss/∂ẑ, by the operations and in float64. */
async function both(
  { normalised: there, backNormalised: back }: Operations,
  norm: Norm,
  z: Float32Array,
  above: Float32Array,
) {
  const tensorOf = (values: Float32Array): Tensor3D => tf.tensor3d(values, [REPLICAS, EXAMPLES, NEURONS]);
  const results = tf.tidy(() => {
    const before = there(norm, tensorOf(z));
    return [before.hat, back(norm, before, tensorOf(above))];
  });
  const actual = await Promise.all(results.map((tensor) => tensor.data()));
  tf.dispose(results);
  const expected: [number[], number[]] = [[], []];
  for (let from = 0; from < z.length; from += NEURONS) {
    const row = (values: Float32Array) => [Float64Array.from(values.subarray(from, from + NEURONS))];
    const before = normalised(norm, row(z));
    expected[0].push(...before.streams[0]!);
    expected[1].push(...normalisationBackward(norm, before, row(above))[0]!);
  }
  return actual.map((values, i) => ({ actual: [...values], expected: expected[i]! }));
}

function expectNear({ actual, expected }: { actual: readonly number[]; expected: readonly number[] }): void {
  const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!), `number ${i}: ${value} for ${expected[i]}`).toBeLessThanOrEqual(
      TOLERANCE * largest,
    );
  });
}

describe.each(['wasm', 'cpu', 'webgpu'] as const)('norms on %s', (id) => {
  let own: Operations;
  beforeAll(async () => {
    await starts[id]();
    own = operations(id, activation('tanh'));
  });

  test.each(['rms', 'layer'] as const)('%s: there and back, at any size, whatever the square is', async (norm) => {
    // A GPU takes what is below 1e-38 for 0.
    for (const size of [1, 1e38, 1e25, 1e-25, 1e-35]) {
      const z = scattered(1).map((x) => (x + 0.3) * 0.75 * size);
      // So that what comes of it is a normal float32 too.
      const above = scattered(2).map((x) => x * Math.sqrt(size));
      for (const pair of await both(own, norm, z, above)) expectNear(pair);
    }
  });

  test.each(['rms', 'layer'] as const)(
    '%s: rows of zeros stay so and let no slope through, the others as ever',
    async (norm) => {
      const z = scattered(1).fill(0, NEURONS, 2 * NEURONS);
      const results = await both(own, norm, z, scattered(2));
      for (const pair of results) {
        expectNear(pair);
        expect(pair.actual.slice(NEURONS, 2 * NEURONS).every((x) => x === 0)).toBe(true);
      }
    },
  );

  test('layer: equal preactivations have exactly their mean; what is small beside its mean keeps its digits', async () => {
    const z = scattered(1).map((x, i) => (i < NEURONS ? 0.1 : 1000 + x / 16));
    const [hats, slopes] = await both(own, 'layer', z, scattered(2));
    expect([...hats!.actual.slice(0, NEURONS), ...slopes!.actual.slice(0, NEURONS)].every((x) => x === 0)).toBe(true);
    const rest = (values: readonly number[]) => values.slice(NEURONS);
    for (const { actual, expected } of [hats!, slopes!]) expectNear({ actual: rest(actual), expected: rest(expected) });
  });
});
