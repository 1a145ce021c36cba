import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { bandOfInput } from './bandOfInput.ts';
import { criticalInitialisation } from './critical.ts';
import { doubleExponential } from './horizon.ts';
import { OVERFLOW_LOG10, type Prediction, type PredictionInput, predict } from './predict.ts';
import { constant, layersOf } from './testing.ts';

/** 128 inputs equally spaced on [-1, 1], scaled to a batch mean of K_1. */
function line(k1: number, cb = 0): Float64Array {
  const squares = Float64Array.from({ length: 128 }, (_, i) => (-1 + (2 * i) / 127) ** 2);
  const mean = squares.reduce((a, b) => a + b, 0) / 128;
  return squares.map((x) => cb + ((k1 - cb) * x) / mean);
}

function input(id: string, depth: number, overrides: Partial<PredictionInput> & { k1?: number } = {}): PredictionInput {
  const a = activation(id);
  const { cw, cb, k1 } = criticalInitialisation(a, depth);
  const { k1: wanted = k1, ...rest } = overrides;
  return {
    layers: layersOf(a, constant(cw, depth, cb)),
    k1PerExample: line(wanted, cb),
    inputDimension: 1,
    width: 64,
    outputDimension: 1,
    ...rest,
  };
}

describe('a prediction', () => {
  test('of RePU(2) at its best effort is the batch mean of exact double exponentials', () => {
    const asked = input('repu.2', 10);
    const { varianceLog10, largestLog10, overflowLayer } = predict(asked);
    for (let layer = 1; layer <= 10; layer++) {
      const logs = [...asked.k1PerExample].map(
        (k1) => doubleExponential(asked.layers[0]!.activation, 1, k1, layer) / Math.LN10,
      );
      const largest = Math.max(...logs);
      const mean = largest + Math.log10(logs.reduce((sum, log) => sum + 10 ** (log - largest), 0) / 128);
      expect(varianceLog10[layer - 1]! / mean).toBeCloseTo(1, 9);
      expect(largestLog10[layer - 1]! / largest).toBeCloseTo(1, 9);
    }
    // The largest input stands at about 3 K*: log10 K = log10 K* + 2^{l-1} log10 3 passes 76 at layer 9.
    expect(overflowLayer).toBe(9);
  });

  test('of MRePU(2) at criticality stays within float32 to its depth', () => {
    const { variance, overflowLayer, underflowLayer } = predict(input('mrepu.2', 10));
    expect([overflowLayer, underflowLayer]).toEqual([null, null]);
    expect(variance[0]).toBeCloseTo(1 / 720, 10);
    expect(variance[9]! / variance[0]!).toBeGreaterThan(1.2);
    expect(variance[9]! / variance[0]!).toBeLessThan(10);
  });

  test('of MRePU(2) with inputs of order 1 overflows as RePU does', () => {
    expect(predict(input('mrepu.2', 10, { k1: 1 })).overflowLayer).toBeLessThanOrEqual(6);
  });

  test('marks the layers at which a vanishing kernel leaves float32 and float64, and goes on in logarithms', () => {
    const { underflowLayer, variance, varianceLog10 } = predict(input('repu.2', 20, { k1: 0.02 }));
    expect(varianceLog10[underflowLayer! - 1]).toBeLessThan(-89);
    expect(varianceLog10[underflowLayer! - 2]).toBeGreaterThan(-90);
    expect(variance[19]).toBeNull();
    expect(varianceLog10[19]).toBeLessThan(-1e4);
    expect(Number.isFinite(varianceLog10[19])).toBe(true);
  });

  test('has the band of independent neurons at layer 1 and of one output at the last', () => {
    const band = bandOfInput(input('linear', 3, { k1: 1, k1PerExample: Float64Array.of(1) }));
    expect(band[0]).toBeCloseTo(Math.sqrt(2 / 64), 12);
    expect(band[1]).toBeCloseTo(Math.sqrt((2 + 2) / 64), 12); // linear: V grows by E[z⁴] - K² = 2 K²
    // 2 K² + (1 + 2) V/n at a scalar output, twice that V below.
    expect(band[2]).toBeCloseTo(Math.sqrt(2 + (3 * 4) / 64), 12);
  });

  test('takes χ and the band for the input of mean size', () => {
    const asked = [Float64Array.of(0.5, 1.5), Float64Array.of(1)].map((k1) => input('tanh', 6, { k1PerExample: k1 }));
    const [batch, mean] = asked.map(predict) as [Prediction, Prediction];
    for (const key of ['chiParallel', 'chiPerp'] as const) expect(batch[key]).toEqual(mean[key]);
    expect(bandOfInput(asked[0]!)).toEqual(bandOfInput(asked[1]!));
    expect(batch.variance[3]).not.toBeCloseTo(mean.variance[3]!, 4);
  });

  test('is the same for a batch and for its distinct inputs with their frequencies', () => {
    const one = predict(input('gelu', 8, { k1PerExample: Float64Array.of(0.4, 0.9, 0.9, 0.4) }));
    const two = predict(input('gelu', 8, { k1PerExample: Float64Array.of(0.4, 0.9) }));
    one.varianceLog10.forEach((x, l) => {
      expect(x).toBeCloseTo(two.varianceLog10[l]!, 13);
    });
  });

  test('is never NaN and has one entry per layer, also with an input at the origin', () => {
    const DEPTH = 24;
    for (const a of SAMPLES) {
      for (const cw of [1e-6, 1, 1e3]) {
        for (const cb of [0, 1e3]) {
          const prediction = predict({
            layers: layersOf(a, constant(cw, DEPTH, cb)),
            inputDimension: 1,
            k1PerExample: Float64Array.of(cb, cb + 1e-12, cb + 1e6),
            width: 4,
            outputDimension: 2,
          });
          const { overflowLayer, underflowLayer, mergeLayer, ...series } = prediction;
          // On either side of a jump inputs stay apart, however small χ⊥ is.
          if (a.id === 'step') expect(mergeLayer).toBeNull();
          if (mergeLayer !== null) expect(mergeLayer).toBeGreaterThan(1);
          for (const [name, values] of Object.entries(series)) {
            expect(values, name).toHaveLength(DEPTH);
            expect(values.some(Number.isNaN), `${name} of ${a.id}`).toBe(false);
          }
          expect(prediction.varianceLog10.every(Number.isFinite)).toBe(true);
          const first = prediction.largestLog10.findIndex((x) => x > OVERFLOW_LOG10);
          expect(overflowLayer).toBe(first < 0 ? null : first + 1);
          if (cb > 0) expect(underflowLayer).toBeNull();
        }
      }
    }
  });

  test('of inputs that are all 0 is 0, not lost', () => {
    const zeros = input('tanh', 3, { k1PerExample: Float64Array.of(0, 0) });
    const { variance, varianceLog10 } = predict(zeros);
    expect(variance).toEqual([0, 0, 0]);
    expect(varianceLog10).toEqual(new Array(3).fill(Number.NEGATIVE_INFINITY));
    expect(bandOfInput(zeros)).toEqual([0, 0, 0]);
  });

  test('needs an input', () => {
    expect(() => predict(input('tanh', 3, { k1PerExample: new Float64Array(0) }))).toThrow(RangeError);
  });
});
