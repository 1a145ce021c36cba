import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { orthogonalColumns } from '../lib/orthogonal.ts';
import { normalStream } from '../lib/random.ts';
import { batchFluctuation, NEXT_ORDER_LIMIT } from './batchFluctuation.ts';
import { criticalInitialisation } from './critical.ts';
import { fluctuatingFlow } from './fluctuation.ts';
import { COMPONENTS, hermiteModes } from './hermiteModes.ts';
import { inputPairs } from './inputPairs.ts';
import { PLAIN } from './layer.ts';
import reference from './layers.json';
import { NO_FLUCTUATION, nextCumulants } from './nextOrder.ts';
import { constant, drawNetworks, estimate, layersOf, lineOf, spreadOf } from './testing.ts';

const ONE = inputPairs([1], 1);
const widths = (width: number, outputDimension: number) => ({ inputDimension: 1, width, outputDimension });
/** So wide that leading order is all there is. */
const WIDE = 1e9;

/** Two inputs in a plane with K_1 of `K`, `K22` and `K12`. */
function twoInputs({ K1: K, K22, K12, Cb }: { K1: number; K22: number; K12: number; Cb: number }) {
  const [a, b] = [Math.sqrt(K - Cb), Math.sqrt(K22 - Cb)];
  const cosine = (K12 - Cb) / (a * b);
  return { pairs: inputPairs([a, 0, b * cosine, b * Math.sqrt(1 - cosine ** 2)], 2), mean: (K + K22) / 2 };
}

const plain = reference.cases.filter(({ gamma, norm, init }) => gamma === 0 && norm === 'none' && init === 'gaussian');

describe.each(plain.map((c) => [c.activation, c] as const))('%s against 25-digit values', (id, c) => {
  const a = activation(id);
  const depth = c.layers.length;

  test('has the U and V of its layers, and at an output 2K²/n_out + (1 + 2/n_out) V/n', () => {
    const init = constant(c.CW, depth, c.Cb);
    const { relative } = batchFluctuation(layersOf(a, init), c.K1, ONE, widths(WIDE, WIDE));
    const { relativeV } = fluctuatingFlow(layersOf(a, init), Math.log(c.K1));
    c.layers.forEach(({ K, V, U }, l) => {
      expect(Math.abs(relativeV[l]! * K ** 2 - V)).toBeLessThan(1e-9 * U);
      // The last of these layers stands at an output as wide as the rest: 2/n_out more is nothing.
      expect(Math.abs((relative[l]! * K) ** 2 * WIDE - U) / U).toBeLessThan(1e-4);
    });
    const { K, VA } = c.output;
    // V/n is a thousandth of K², which leaves the next order smaller still and V enough digits.
    const width = (1e3 * VA) / K ** 2;
    for (const outputs of [1, 2, 10]) {
      const last = batchFluctuation(layersOf(a, constant(c.CW, depth + 1, c.Cb)), c.K1, ONE, widths(width, outputs))
        .relative[depth]!;
      const below = (last * K) ** 2 - (2 * K ** 2) / outputs;
      expect(Math.abs(below / (((1 + 2 / outputs) * VA) / width) - 1)).toBeLessThan(1e-4);
    }
  });

  test('has the K12 of its pair', () => {
    const { pairs, mean } = twoInputs(c);
    for (let last = 1; last < depth; last++) {
      // At a scalar output of an infinitely wide network Cov(S, S') = 2 K12² alone is left.
      const { relative } = batchFluctuation(layersOf(a, constant(c.CW, last + 1, c.Cb)), mean, pairs, widths(1e15, 1));
      const { K, K22, K12 } = c.layers[last]!;
      const expected = (2 * (K ** 2 + K22 ** 2 + 2 * K12 ** 2)) / (K + K22) ** 2;
      expect(Math.abs(relative[last]! ** 2 / expected - 1), `layer ${last + 1}`).toBeLessThan(1e-4);
    }
  });
});

describe('the fluctuation of a batch mean', () => {
  test('of a linear network is that of Wick: V_αβ = 2 l c², and (1 + c²) l at an output', () => {
    const cosine = 0.6;
    const { pairs } = twoInputs({ K1: 1, K22: 1, K12: cosine, Cb: 0 });
    const [width, outputs, depth] = [1e6, 3, 6];
    const { relative } = batchFluctuation(
      layersOf(activation('linear'), constant(1, depth)),
      1,
      pairs,
      widths(width, outputs),
    );
    const over = (own: number, other: number) => (own + other) / 2;
    for (let l = 0; l < depth - 1; l++) {
      const expected = over(2 + 2 * l, (2 + 2 * l) * cosine ** 2) / width;
      expect(relative[l]! ** 2 / expected).toBeCloseTo(1, 8);
    }
    const c2 = cosine ** 2;
    const l = depth - 1;
    const own = 2 / outputs + (2 * l * (1 + 2 / outputs)) / width;
    const other = (2 * c2) / outputs + (2 * l * c2 + (2 / outputs) * l * (1 + c2)) / width;
    expect(relative[l]! ** 2 / over(own, other)).toBeCloseTo(1, 8);
  });

  test('is less than one input’s where directions differ, and the same where all inputs are one', () => {
    const init = constant(2, 5);
    const relative = (inputs: readonly number[]) =>
      batchFluctuation(layersOf(activation('relu'), init), 1, inputPairs(inputs, 1), widths(WIDE, WIDE)).relative;
    const [single, same, both] = [relative([1]), relative([2, 2, 2]), relative([1, -1])];
    same.forEach((value, l) => {
      expect(value).toBeCloseTo(single[l]!, 12);
    });
    // ±x: uncorrelated after one ReLU layer, whose common sign leaves E[σ(z)²σ(-z)²] - g² = -K²/4.
    expect(both[0]).toBeCloseTo(single[0]!, 12);
    expect(WIDE * both[1]! ** 2).toBeCloseTo((2 + 5 + 0 - 1) / 2, 2);
  });

  test('of an orthogonal first layer narrower than its input is what is left of sizes in fewer dimensions', () => {
    const [n0, n, networks] = [40, 10, 3000];
    const normals = normalStream(3, 'theory-test', 2);
    const draw = (length: number, scale = 1) => Float64Array.from({ length }, () => scale * normals.next());
    const one = draw(n0);
    const inputs = [one, one.map((value) => value + 1.2 * normals.next())];
    const [cw, cb] = [1.5, 0.01];
    const samples = Array.from({ length: networks }, () => {
      const q = orthogonalColumns(n0, n, draw(n0 * n));
      const biases = draw(n, Math.sqrt(cb));
      let sum = 0;
      for (const input of inputs) {
        for (let i = 0; i < n; i++) {
          const z = input.reduce((all, x, k) => all + x * q[i * n0 + k]!, 0);
          sum += (Math.sqrt(cw) * z + biases[i]!) ** 2 / n / 2;
        }
      }
      return sum;
    });
    const squares = inputs.map((input) => input.reduce((sum, x) => sum + x * x, 0) / n0);
    const meanK1 = cb + (cw * (squares[0]! + squares[1]!)) / 2;
    const relative = (weights: 'gaussian' | 'orthogonal') =>
      batchFluctuation(
        layersOf(activation('relu'), constant(cw, 3, cb), { weights }),
        meanK1,
        inputPairs(
          inputs.flatMap((input) => [...input]),
          n0,
        ),
        { inputDimension: n0, width: n, outputDimension: 1 },
      ).relative[0]!;
    const { mean, error } = estimate(samples);
    expect(Math.abs(mean - meanK1)).toBeLessThan(4 * error);
    const { spread, relativeError } = spreadOf(samples);
    expect(Math.abs(spread / meanK1 / relative('orthogonal') - 1)).toBeLessThan(4 * relativeError);
    // A Gaussian layer's would be off.
    expect(Math.abs(spread / meanK1 / relative('gaussian') - 1)).toBeGreaterThan(4 * relativeError);
  });

  test('of six groups is within 2 % of that of all pairs, a chaotic tanh network apart', () => {
    const clouds = [
      [Array.from({ length: 128 }, (_, i) => -1 + (2 * i) / 127), 1],
      [Array.from({ length: 200 }, (_, i) => -1 + (2 * (i % 2 ? (i >> 1) % 10 : Math.floor(i / 20))) / 9), 2],
    ] as const;
    for (const [inputs, dimension] of clouds) {
      for (const [id, cw, cb, k1, tolerance] of [
        ['relu', 2, 0, 1, 0.01],
        ['tanh', 1.5, 0.05, 1, 0.01],
        ['mrepu.2', 1, 0, 0.0014, 0.02],
        ['repu.2', 0.5, 0.1, 0.2, 0.01],
        ['tanh', 4, 0.05, 1, 0.15],
      ] as const) {
        const of = (groups: number) =>
          batchFluctuation(
            layersOf(activation(id), constant(cw, 12, cb)),
            k1,
            inputPairs(inputs, dimension, groups),
            widths(64, 64),
          );
        const [few, all] = [of(6).relative, of(inputs.length)];
        all.relative.forEach((value, l) => {
          if (Math.abs(all.nextOrder[l]!) < 0.9 * NEXT_ORDER_LIMIT) {
            expect(Math.abs(few[l]! / value - 1), `${id}, layer ${l + 1}`).toBeLessThan(tolerance);
          }
        });
      }
    }
  });

  test('is finite as far as it goes, whatever the initialisation, also at K = 0', () => {
    for (const a of SAMPLES) {
      for (const [cw, cb, k1] of [
        [1e-6, 0, 1],
        [1e3, 1e3, 1e6],
        [1, 0, 0],
        [1, 1, 1],
      ] as const) {
        const init = constant(cw, 12, cb);
        const { relative } = batchFluctuation(layersOf(a, init), k1, inputPairs([0, 0.1, -1, 3], 1), widths(4, 2));
        const end = relative.findIndex(Number.isNaN);
        const drawn = [...relative].slice(0, end < 0 ? 12 : end);
        expect(drawn.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
        expect([...relative].slice(drawn.length).every(Number.isNaN)).toBe(true);
      }
    }
  });
});

describe('the next order', () => {
  const chain = (id: string, cw: number, K: number, steps: number) => {
    const modes = new Float64Array(COMPONENTS);
    hermiteModes(activation(id), Math.log(K), modes);
    let now = NO_FLUCTUATION;
    for (let l = 0; l < steps; l++) now = nextCumulants(now, modes, 0, { made: 1, carried: 0 }, PLAIN, null);
    return { ...now, cw };
  };

  test('of scale-invariant networks is that of Π (1 + (kurtosis - 1)/n) - 1', () => {
    for (const [id, perLayer] of [
      ['linear', 2],
      ['relu', 5],
    ] as const) {
      const { shift, variance, correction } = chain(id, 1, 1, 7);
      expect(shift).toBeCloseTo(0, 9);
      expect(variance).toBeCloseTo(7 * perLayer, 8);
      expect(correction).toBeCloseTo(((7 * 6) / 2) * perLayer ** 2, 7);
    }
  });

  test('of RePU(2) has exact second and third moments after two layers', () => {
    // G_2 = c mean σ², G_3 = c mean σ² with σ² = z⁴ on z > 0: E[G_3] = E[G_2²]/K and E[G_3²] = E[G_2⁴] m/K², in units of K.
    const { shift, variance } = chain('repu.2', 1, 2 / 3, 2);
    const noise = 105 / 2 / (9 / 4) - 1;
    expect(shift).toBeCloseTo(noise, 8);
    expect(variance).toBeCloseTo(4 * noise + noise, 8);
    // To 1/n²: E[G_2⁴] = 1 + 6 v/n + (3 v² + 4 s)/n², E[σ⁴/g²] = 1 + noise, (1 + noise/n) of it; minus (1 + v/n)².
    const skew = 10395 / 2 / (27 / 8) - 3 * (noise + 1) + 2;
    const second = (3 * noise ** 2 + 4 * skew + 6 * noise * noise - noise ** 2) as number;
    expect(chain('repu.2', 1, 2 / 3, 2).correction / second).toBeCloseTo(1, 8);
  });
});

describe('where it is drawn the band is that of 250 networks', () => {
  const [width, inputs, networks] = [64, 12, 250];
  // Depth that the critical initialisation is for, and the layers that must be drawn, at least and at most.
  test.each([
    ['relu', 10, 4, 7],
    ['tanh', 10, 10, 10],
    ['gelu', 10, 4, 7],
    ['mrepu.1', 10, 3, 6],
    ['mrepu.2', 10, 3, 6],
    ['mrepu.3', 10, 3, 6],
    ['repu.2', 5, 2, 2],
  ] as const)('%s of depth %i', (id, depth, least, most) => {
    const a = activation(id);
    const { cw, cb, k1 } = criticalInitialisation(a, depth);
    const line = lineOf(inputs, { k1, cw, cb });
    // What comes beyond the last layer that may be drawn is not looked at.
    const drawnDepth = Math.min(depth, most + 1);
    const drawing = { layers: layersOf(a, constant(cw, drawnDepth, cb)), width, outputDimension: 10, inputs: line };
    const drawn = drawNetworks(drawing, networks, 77);
    const { relative } = batchFluctuation(
      layersOf(a, constant(cw, depth, cb)),
      k1,
      inputPairs(line, 1),
      widths(width, 10),
    );
    const layers = relative.findIndex(Number.isNaN);
    const reach = layers < 0 ? depth : layers;
    expect(reach).toBeGreaterThanOrEqual(least);
    expect(reach).toBeLessThanOrEqual(most);
    for (let l = 0; l < reach; l++) {
      const samples = drawn.map(({ variances }) => variances[l]!);
      const mean = samples.reduce((x, y) => x + y, 0) / networks;
      const { spread, relativeError } = spreadOf(samples);
      // Half of the next order is allowed to be missing, 10 %, beside four standard errors of 4 to 6 % each.
      const off = spread / mean / relative[l]! - 1;
      expect(Math.abs(off), `layer ${l + 1}: ${spread / mean}, predicted ${relative[l]}`).toBeLessThan(
        4 * relativeError + NEXT_ORDER_LIMIT / 2,
      );
    }
  });
});
