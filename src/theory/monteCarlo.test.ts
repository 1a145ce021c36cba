import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { normalStream } from '../lib/random.ts';
import { fluctuatingFlow } from './fluctuation.ts';
import { moments } from './moments.ts';
import { estimate, layersOf, spreadOf } from './testing.ts';

describe('Gaussian averages drawn 200,000 times lie within 4 standard errors', () => {
  // MRePU's fourth power has tails so heavy that at K = 0.8 no sample of this size sees them.
  test.each([
    ['relu', 0.8],
    ['repu.2', 0.8],
    ['mrepu.2', 0.05],
    ['tanh', 0.8],
    ['sin', 0.8],
    ['erf', 0.8],
    ['sigmoid', 0.8],
    ['gelu', 0.8],
    ['silu', 0.8],
    ['elu', 0.8],
  ] as const)('%s at K = %f', (id, K) => {
    const a = activation(id);
    const [value, slope] = a.derivatives;
    const normals = normalStream(7, 'theory-test', 0);
    const z = Array.from({ length: 200_000 }, () => Math.sqrt(K) * normals.next());
    const exact = moments(a, K);
    const drawn = {
      g: estimate(z.map((x) => value(x) ** 2)),
      gPrime: estimate(z.map((x) => (value(x) * slope(x) * x) / K)),
      meanSquareDerivative: estimate(z.map((x) => slope(x) ** 2)),
      meanFourth: estimate(z.map((x) => value(x) ** 4)),
    };
    for (const name of ['g', 'gPrime', 'meanSquareDerivative', 'meanFourth'] as const) {
      const { mean, error } = drawn[name];
      expect(error, name).toBeLessThan(0.05 * Math.abs(exact[name]));
      expect(Math.abs(mean - exact[name]) / error, name).toBeLessThan(4);
    }
  });
});

/**
 * Layer variances (1/n) Σ z_l² of one network of float64 arithmetic, input of unit K_1, and the squared gradient norms of
 * L = Σ_i c_i z_{L,i} with ‖c‖² = 1, both [L]. Hidden layers and output have `width` neurons.
 */
function drawNetwork(id: string, cw: number, k1: number, width: number, depth: number, seed: number) {
  const [value, slope] = activation(id).derivatives;
  const normals = normalStream(seed, 'theory-test', 1);
  const layers = [Array.from({ length: width }, () => Math.sqrt(k1) * normals.next())];
  const weights: number[][][] = [];
  for (let l = 1; l < depth; l++) {
    const fired = layers[l - 1]!.map(value);
    const w = Array.from({ length: width }, () => fired.map(() => Math.sqrt(cw / width) * normals.next()));
    weights.push(w);
    layers.push(w.map((row) => row.reduce((sum, x, i) => sum + x * fired[i]!, 0)));
  }
  let delta = Array.from({ length: width }, () => 1 / Math.sqrt(width));
  const gradients = [1];
  for (let l = depth - 2; l >= 0; l--) {
    delta = layers[l]!.map((z, i) => slope(z) * delta.reduce((sum, d, j) => sum + d * weights[l]![j]![i]!, 0));
    gradients.unshift(delta.reduce((sum, d) => sum + d * d, 0));
  }
  return { variances: layers.map((z) => z.reduce((sum, x) => sum + x * x, 0) / width), gradients };
}

describe('400 networks of width 64 and depth 5 agree with mean, band and gradients', () => {
  const [width, depth, networks] = [64, 5, 400];
  test.each([
    ['linear', 1, 1],
    ['relu', 2, 1],
    ['tanh', 1, 1],
    ['erf', Math.PI / 4, 1],
    ['sin', 1, 0.5],
    ['elu', 1.3, 1],
    ['gelu', 2, 1],
    ['mrepu.2', 1, 0.002],
  ] as const)('%s', (id, cw, k1) => {
    const drawn = Array.from({ length: networks }, (_, s) => drawNetwork(id, cw, k1, width, depth, 1000 + s));
    const flow = fluctuatingFlow(layersOf(activation(id), { cw: Array(depth).fill(cw), cb: 0 }), Math.log(k1));
    const K = [...flow.logK].map(Math.exp);
    let gradient = 1;
    for (let l = depth - 1; l >= 0; l--) {
      const { mean, error } = estimate(drawn.map((n) => n.variances[l]!));
      const band = K[l]! * Math.sqrt((2 + flow.relativeV[l]!) / width);
      // Leading order: the mean is off by O(1/n) of the fluctuations' size, far below the band itself.
      expect(Math.abs(mean - K[l]!), `mean of layer ${l + 1}`).toBeLessThan(4 * error + (0.5 * band ** 2) / K[l]!);
      // The spread is known to ½ √((kurtosis - 1) / draws); the next order in 1/n adds about depth/width of it.
      const { spread, relativeError } = spreadOf(drawn.map((n) => n.variances[l]!));
      expect(Math.abs(spread / band - 1), `band of layer ${l + 1}`).toBeLessThan(4 * relativeError + depth / width);
      const measured = estimate(drawn.map((n) => n.gradients[l]!));
      if (l < depth - 1) {
        gradient *= flow.chiPerp[l]!;
        const allowed = 4 * measured.error + (2 * gradient) / width;
        expect(Math.abs(measured.mean - gradient), `gradient of layer ${l + 1}`).toBeLessThan(allowed);
      }
    }
  });
});
