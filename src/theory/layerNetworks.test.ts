import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { bandOfMean } from './bandOfMean.ts';
import { NEXT_ORDER_LIMIT } from './batchFluctuation.ts';
import { criticalInitialisation } from './critical.ts';
import { kernelFixedPoints } from './fixedPoints.ts';
import { logTangentKernel, meanGradientLog10 } from './gradients.ts';
import { inputPairs } from './inputPairs.ts';
import { type LayerKind, PLAIN } from './layer.ts';
import { predict } from './predict.ts';
import { constant, drawNetworks, estimate, layersOf, lineOf, ratioOf, spreadOf } from './testing.ts';

const [WIDTH, DEPTH, NETWORKS] = [64, 6, 150];
const OUTPUTS = 10;

const KINDS: readonly [string, Partial<LayerKind>][] = [
  ['with a skip of 0.8', { skip: 0.8 }],
  ['with a skip of 1', { skip: 1 }],
  ['with RMS norm', { norm: 'rms' }],
  ['with layer norm', { norm: 'layer' }],
  ['with a skip of 0.8 and RMS norm', { skip: 0.8, norm: 'rms' }],
  ['with orthogonal weights', { weights: 'orthogonal' }],
  ['with a skip of 0.8 and orthogonal weights', { skip: 0.8, weights: 'orthogonal' }],
];

/** The layers to which the band is drawn, where that is not all. */
const REACH: Readonly<Record<string, number>> = {
  'mrepu.2 with RMS norm': 1,
  'mrepu.2 with layer norm': 1,
};

test('predictions are never NaN, whatever the layers, σ and the start', () => {
  const kinds: readonly LayerKind[] = (['none', 'rms', 'layer'] as const).flatMap((norm) =>
    [0, 0.7, 1, 2].flatMap((skip) => (['gaussian', 'orthogonal'] as const).map((weights) => ({ skip, norm, weights }))),
  );
  // Of all combinations every seventh, which meets each σ and each kind.
  let combination = 0;
  for (const sigma of SAMPLES) {
    for (const kind of kinds) {
      if (combination++ % 7 !== 0) continue;
      for (const [cw, cb] of [
        [1e-6, 0],
        [1, 1],
        [1e3, 0],
      ] as const) {
        const inputs = [0, 1e-6, 1e3];
        const k1PerExample = Float64Array.from(inputs, (x) => cb + x * x);
        const layers = layersOf(sigma, constant(cw, 9, cb), kind);
        const asked = { layers, k1PerExample, inputDimension: 1, width: 4, outputDimension: 2 };
        const { overflowLayer, underflowLayer, mergeLayer, ...series } = predict(asked);
        const band = bandOfMean(asked, inputPairs(inputs, 1), series);
        const where = `${sigma.id} ${JSON.stringify(kind)}, C_W ${cw}, C_b ${cb}`;
        for (const [name, values] of Object.entries({ ...series, bandOfMean: band })) {
          expect(values.some(Number.isNaN), `${name} of ${where}`).toBe(false);
        }
        for (const k1 of k1PerExample) expect([...logTangentKernel(layers, k1)].some(Number.isNaN), where).toBe(false);
        expect([...meanGradientLog10(layers, k1PerExample, 1)].some(Number.isNaN), where).toBe(false);
        for (const { logK, slope } of kernelFixedPoints(layers[4]!)) expect(logK + slope, where).not.toBeNaN();
      }
    }
  }
});

describe.each(['relu', 'tanh', 'mrepu.2'])(`${NETWORKS} networks of %s of width ${WIDTH} and depth ${DEPTH}`, (id) => {
  test.each(KINDS)('%s have the mean, the spread and the gradients of theory', (name, given) => {
    const kind = { ...PLAIN, ...given };
    const sigma = activation(id);
    const { cw, cb, k1 } = criticalInitialisation(sigma, DEPTH, kind);
    const layers = layersOf(sigma, constant(cw, DEPTH, cb), kind);
    const inputs = lineOf(4, { k1, cw, cb });
    const k1PerExample = Float64Array.from(inputs, (x) => cb + cw * x * x);
    const asked = { layers, k1PerExample, inputDimension: 1, width: WIDTH, outputDimension: OUTPUTS };
    const prediction = predict(asked);
    const band = bandOfMean(asked, inputPairs(inputs, 1), prediction);
    const gradients = meanGradientLog10(layers, k1PerExample, 1);
    const drawn = drawNetworks(
      { layers, width: WIDTH, outputDimension: OUTPUTS, inputs, error: 'linear' },
      NETWORKS,
      99,
    );

    const end = band.indexOf(null);
    const reach = end < 0 ? DEPTH : end;
    expect(reach).toBe(REACH[`${id} ${name}`] ?? DEPTH);
    for (let l = 0; l < reach; l++) {
      const [K, deviation] = [prediction.variance[l]!, band[l]!];
      const samples = drawn.map(({ variances }) => variances[l]!);
      const { mean, error } = estimate(samples);
      // The mean is off by what is of second order in the fluctuations.
      expect(Math.abs(mean - K), `mean of layer ${l + 1}`).toBeLessThan(4 * error + (2 * K) / WIDTH);
      const { spread, relativeError } = spreadOf(samples);
      if (deviation < 1e-6 * K) expect(spread).toBeLessThan(1e-6 * K);
      else {
        expect(Math.abs(spread / deviation - 1), `spread of layer ${l + 1}: ${spread}, ${deviation}`).toBeLessThan(
          4 * relativeError + NEXT_ORDER_LIMIT / 2,
        );
      }
      const { ratio, error: ratioError } = ratioOf(
        drawn.map((network) => network.gradients[l]!),
        drawn.map((network) => network.gradients[DEPTH - 1]!),
      );
      const predicted = 10 ** (gradients[l]! - gradients[DEPTH - 1]!);
      // Exact at any width in plain layers, up to 1/n a layer in others.
      expect(Math.abs(ratio - predicted), `gradient of layer ${l + 1}: ${ratio}, ${predicted}`).toBeLessThan(
        4 * ratioError + (2 * predicted * (DEPTH - l)) / WIDTH,
      );
    }
  });
});
