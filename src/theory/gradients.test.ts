import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { kernelFlow } from './flow.ts';
import { logGradients, logTangentKernel, meanGradientLog10 } from './gradients.ts';
import { constant, layersOf } from './testing.ts';

describe('gradients', () => {
  test('are the products of χ⊥ from the last layer down', () => {
    for (const id of ['tanh', 'mrepu.2', 'gelu', 'repu.2']) {
      const init = { cw: [1, 1.2, 0.8, 1.1, 1], cb: 0.01 };
      const { chiPerp } = kernelFlow(layersOf(activation(id), init), Math.log(0.3));
      const log = logGradients(layersOf(activation(id), init), Math.log(0.3), Math.log(7));
      let expected = 7;
      for (let l = 4; l >= 0; l--) {
        if (l < 4) expected *= chiPerp[l]!;
        expect(Math.exp(log[l]!) / expected).toBeCloseTo(1, 10);
      }
    }
  });

  test('are averaged over the batch per input, not for an input of mean size', () => {
    const init = constant(1, 4);
    const a = activation('repu.2');
    const mean = meanGradientLog10(layersOf(a, init), Float64Array.of(0.2, 0.9, 0.9), Float64Array.of(1, 2, 3));
    const [small, large] = [0.2, 0.9].map((k1) => logGradients(layersOf(a, init), Math.log(k1), 0));
    mean.forEach((log10, l) => {
      expect(10 ** log10).toBeCloseTo((Math.exp(small![l]!) + 5 * Math.exp(large![l]!)) / 3, 10);
    });
    const shared = meanGradientLog10(layersOf(a, init), Float64Array.of(0.2, 0.9), 2);
    expect(10 ** shared[3]!).toBeCloseTo(2, 12);
  });

  test('of RePU leave float64 in both directions and stay exact in logarithms', () => {
    const log = meanGradientLog10(layersOf(activation('repu.3'), constant(1, 64)), Float64Array.of(5), 1);
    expect(log[0]).toBeGreaterThan(1e3);
    for (const x of log) expect(Number.isFinite(x)).toBe(true);
    // Vanishing, χ⊥ = 4 K/2 with K_l = K* (K_1/K*)^{2^{l-1}}: log ∏ χ⊥ = Σ log(2 K_l).
    const vanishing = logGradients(layersOf(activation('repu.2'), constant(1, 20)), Math.log(0.2), 0)[0]!;
    const logs = Array.from({ length: 19 }, (_, l) => Math.log(2) + Math.log(2 / 3) + 2 ** l * Math.log(0.3));
    expect(vanishing / logs.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  test('of no activation are NaN at K = 0', () => {
    for (const a of SAMPLES) {
      for (const x of meanGradientLog10(layersOf(a, constant(1, 6)), Float64Array.of(0, 1), 1)) expect(x).not.toBeNaN();
      for (const x of logTangentKernel(layersOf(a, constant(1, 6)), 0)) expect(x).not.toBeNaN();
    }
  });
});

describe('the neural tangent kernel', () => {
  test('of the linear network is (1 + K) L at C_W = 1 with inputs of K_1 = K', () => {
    const log = logTangentKernel(layersOf(activation('linear'), constant(1, 10)), 0.7);
    log.forEach((x, l) => {
      expect(Math.exp(x)).toBeCloseTo(1.7 * (l + 1), 10);
    });
  });

  test('of critical ReLU grows linearly: 1 + K/2 a layer', () => {
    const log = logTangentKernel(layersOf(activation('relu'), constant(2, 10)), 2);
    log.forEach((x, l) => {
      expect(Math.exp(x)).toBeCloseTo(2 + 2 * l, 10); // Θ_1 = 1 + K_1/C_W = 2, then 1 + g = 2
    });
  });

  test('follows its recursion for a curved activation', () => {
    const init = constant(1.3, 6, 0.1);
    const { logK, chiPerp } = kernelFlow(layersOf(activation('erf'), init), 0);
    const log = logTangentKernel(layersOf(activation('erf'), init), 1);
    let theta = 1 + 0.9 / 1.3;
    for (let l = 0; l < 6; l++) {
      expect(Math.exp(log[l]!)).toBeCloseTo(theta, 10);
      const K = Math.exp(logK[l]!);
      theta = 1 + (2 / Math.PI) * Math.asin((2 * K) / (1 + 2 * K)) + chiPerp[l]! * theta;
    }
  });
});
