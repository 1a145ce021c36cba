import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { COMPONENTS, hermiteModes, MODES, PLACES, slopeCorrelations } from './hermiteModes.ts';
import { kernelShape } from './tabulatedMoments.ts';

function modesAt(id: string, K: number): Float64Array {
  const out = new Float64Array(COMPONENTS);
  hermiteModes(activation(id), Math.log(K), out);
  return out;
}

/** Σ f_k f_k c^k */
const mehler = (modes: Float64Array, start: number, c: number) =>
  modes.subarray(start, start + MODES).reduce((sum, mode, k) => sum + mode * mode * c ** k, 0);

describe('Hermite modes', () => {
  test.each(SAMPLES.map((a) => [a.id, a] as const))('of %s agree with the moments and are complete', (_, a) => {
    const out = new Float64Array(COMPONENTS);
    for (let logK = -30; logK < 4.5; logK += 0.617) {
      hermiteModes(a, logK, out);
      const { exponent, slopeRatio, kurtosis } = kernelShape(a, logK);
      const at = `${a.id} at log K = ${logK}`;
      expect(Math.abs(mehler(out, PLACES.sigma, 1) - 1), at).toBeLessThan(2e-4);
      expect(Math.abs(mehler(out, PLACES.square, 1) / kurtosis - 1), at).toBeLessThan(2e-4);
      expect(Math.abs(out[PLACES.fourth]! / kurtosis - 1), at).toBeLessThan(2e-4);
      expect(Math.abs(out[PLACES.square]! - 1), at).toBeLessThan(1e-5);
      expect(Math.abs(out[PLACES.square + 2]! / Math.SQRT2 - exponent), at).toBeLessThan(1e-4 * Math.max(1, exponent));
      expect(Math.abs(out[PLACES.slope]! - slopeRatio), at).toBeLessThan(1e-4 * Math.max(1, slopeRatio));
    }
  });

  test('give the two-input averages that have closed forms', () => {
    for (const c of [-1, -0.7, 0, 0.3, 0.9, 1]) {
      // ReLU: Cho and Saul 2009; erf: Williams 1997.
      const theta = Math.acos(c);
      const relu = (Math.sin(theta) + (Math.PI - theta) * c) / Math.PI;
      expect(Math.abs(mehler(modesAt('relu', 1), PLACES.sigma, c) - relu)).toBeLessThan(2e-4);
      for (const K of [0.1, 1, 5]) {
        const erf = Math.asin((2 * K * c) / (1 + 2 * K)) / Math.asin((2 * K) / (1 + 2 * K));
        expect(Math.abs(mehler(modesAt('erf', K), PLACES.sigma, c) - erf), `erf, K = ${K}`).toBeLessThan(2e-2);
        if (K <= 1) expect(Math.abs(mehler(modesAt('erf', K), PLACES.sigma, c) - erf)).toBeLessThan(1e-3);
      }
      // E[z²z'²; z, z' > 0]/(1/4) by J_2 of Cho and Saul.
      const second = 3 * Math.sin(theta) * c + (Math.PI - theta) * (1 + 2 * c * c);
      expect(Math.abs(mehler(modesAt('relu', 1), PLACES.square, c) - (2 / Math.PI) * second)).toBeLessThan(2e-4);
    }
  });

  test('give derivatives by K', () => {
    const step = 1e-3;
    for (const id of ['tanh', 'gelu', 'mrepu.2', 'sigmoid']) {
      const K = 0.4;
      const modes = modesAt(id, K);
      const g = (factor: number) => Math.exp(kernelShape(activation(id), Math.log(K * factor)).logG);
      const second = (g(1 + step) - 2 * g(1) + g(1 - step)) / step ** 2 / g(1);
      expect(Math.abs((Math.sqrt(24) / 4) * modes[PLACES.square + 4]! - second)).toBeLessThan(2e-4);
      const fourth = (factor: number) => g(factor) ** 2 * kernelShape(activation(id), Math.log(K * factor)).kurtosis;
      const slope = (fourth(1 + step) - fourth(1 - step)) / (2 * step) / g(1) ** 2;
      const curvature = (fourth(1 + step) - 2 * fourth(1) + fourth(1 - step)) / step ** 2 / g(1) ** 2;
      expect(Math.abs(modes[PLACES.fourth + 1]! / 2 / slope - 1), id).toBeLessThan(2e-4);
      expect(Math.abs(modes[PLACES.fourth + 2]! / 4 / curvature - 1), id).toBeLessThan(1e-3);
    }
  });

  test('of slopes: 2 and 1 for ReLU, and 1 and 1 for a linear network', () => {
    expect(slopeCorrelations(activation('relu'), 0).signal).toBeCloseTo(2, 9);
    expect(slopeCorrelations(activation('relu'), 3).size).toBeCloseTo(1, 9);
    // E[z² · 1]/(K · 1)
    expect(slopeCorrelations(activation('linear'), 0)).toEqual({
      signal: expect.closeTo(1, 9),
      size: expect.closeTo(1, 9),
    });
    // E[sin² cos²] = (1 - e^{-8K})/8 of E[sin²] E[cos²] = (1 - e^{-4K})/4.
    const { signal } = slopeCorrelations(activation('sin'), Math.log(0.3));
    expect(signal).toBeCloseTo((1 - Math.exp(-2.4)) / 8 / ((1 - Math.exp(-1.2)) / 4), 5);
  });
});
