import { expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { type Layer, type LayerKind, PLAIN } from './layer.ts';
import { tangentKernel } from './tangentKernel.ts';
import { constant, drawTangentKernels, estimate, layersOf } from './testing.ts';

const KINDS: readonly (readonly [string, number, number, Partial<LayerKind>])[] = [
  ['relu', 2, 0, {}],
  ['tanh', 1, 0.05, { skip: 0.9 }],
  ['gelu', 2, 0.1, { norm: 'layer' }],
  ['mrepu.2', 0.05, 0, { skip: 1, norm: 'rms' }],
  ['tanh', 1.2, 0.1, { weights: 'orthogonal' }],
];

test.each(KINDS)(
  'of %s, C_W %f, C_b %f, %o: drawn networks, four standard errors and a term of 1/n',
  (id, cw, cb, kind) => {
    const layers: readonly Layer[] = layersOf(activation(id), constant(cw, 4, cb), { ...PLAIN, ...kind });
    const inputs = [1, 0.4, -0.8, 0.9, 0.5, -1.2];
    const { logDiagonal, correlation, error } = tangentKernel(layers, inputs, 2);
    expect(error).toBeLessThan(1e-5);
    const measured = drawTangentKernels({ layers, width: 96, inputs, dimension: 2 }, 60, 7);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j <= i; j++) {
        const expected = correlation[i * 3 + j]! * Math.exp((logDiagonal[i]! + logDiagonal[j]!) / 2);
        const { mean, error: deviation } = estimate(measured.map((kernel) => kernel[i * 3 + j]!));
        // Θ has a term of 1/n of its own (layers.md: up to 6 % at n = 64).
        const allowed = 4 * deviation + 0.03 * Math.exp((logDiagonal[i]! + logDiagonal[j]!) / 2);
        expect(Math.abs(mean - expected), `${i}, ${j}: ${mean} ± ${deviation}, ${expected}`).toBeLessThan(allowed);
      }
    }
  },
);

test('an input with itself and twice the same', () => {
  const layers = layersOf(activation('silu'), constant(1.5, 5, 0.1));
  const { correlation } = tangentKernel(layers, [0.3, 0.3, -0.3], 1);
  expect(correlation[1]).toBeCloseTo(1, 12);
  expect(correlation[2]).toBe(correlation[6]);
  expect(correlation[2]).toBeLessThan(1);
});
