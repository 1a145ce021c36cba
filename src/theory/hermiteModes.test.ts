import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { COMPONENTS, hermiteModes, MODES, PLACES } from './hermiteModes.ts';
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

  test('of slopes: what is known of ReLU, linear and sin', () => {
    const of = (id: string, K: number) => {
      const modes = modesAt(id, K);
      return { signal: modes[PLACES.signalSlope]!, slope: modes[PLACES.slope]!, second: modes[PLACES.slopes + 1]! };
    };
    // E[σ²σ'²] = E[σ²] E[σ'²] 2; E[z²σ'²] = K E[σ'²].
    expect(of('relu', 1).signal).toBeCloseTo(2, 9);
    expect(of('relu', 20).second).toBeCloseTo(0, 9);
    // Modes of the step, which is half its sign: 1/2 of E[|x|] and of E[|x| (x² - 3)]/√6.
    const relu = modesAt('relu', 1).subarray(PLACES.slopes);
    expect(relu[0]! / 2).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 9);
    expect(relu[2]! / 2).toBeCloseTo(-1 / Math.sqrt(12 * Math.PI), 9);
    expect(of('linear', 1)).toEqual({
      signal: expect.closeTo(1, 9),
      slope: expect.closeTo(1, 9),
      second: expect.closeTo(0, 9),
    });
    // E[sin² cos²] = (1 - e^{-8K})/8 of E[sin²] E[cos²] = (1 - e^{-4K})/4; cos² = (1 + cos 2z)/2 of second mode -4K e^{-2K}/(2√2).
    const sin = of('sin', 0.3);
    expect(sin.signal / sin.slope).toBeCloseTo((1 - Math.exp(-2.4)) / 8 / ((1 - Math.exp(-1.2)) / 4), 5);
    const g = (1 - Math.exp(-0.6)) / 2;
    expect(sin.second).toBeCloseTo((-0.3 * 1.2 * Math.exp(-0.6)) / (2 * Math.SQRT2) / g, 5);
  });
});
