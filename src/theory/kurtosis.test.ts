import { describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { fluctuatingFlow } from './fluctuation.ts';
import { inputPairs } from './inputPairs.ts';
import { predictedKurtosis } from './kurtosis.ts';
import type { LayerKind } from './layer.ts';
import { constant, layersOf } from './testing.ts';

const DEPTH = 5;

function kurtosis(
  id: string,
  inputs: readonly number[],
  { networks = 1e9, width = 512, kind = {} as Partial<LayerKind>, outputs = 1 } = {},
) {
  const cw = id === 'relu' ? 2 : 1;
  const layers = layersOf(activation(id), constant(cw, DEPTH), kind);
  const k1PerExample = Float64Array.from(inputs, (x) => cw * x * x);
  return predictedKurtosis(
    { layers, k1PerExample, inputDimension: 1, width, outputDimension: outputs },
    { inputs: inputPairs(inputs, 1), networks: layers.map(() => networks) },
  );
}

describe('of one input', () => {
  it.each([
    ['relu', {}],
    ['tanh', {}],
    ['tanh', { skip: 0.8 }],
    ['relu', { norm: 'rms' }],
    ['tanh', { weights: 'orthogonal' }],
  ] as const)('%s, %o: 3V/(nK²) over many networks', (id, kind) => {
    const width = 4000;
    const layers = layersOf(activation(id), constant(id === 'relu' ? 2 : 1, DEPTH), kind);
    const { relativeV } = fluctuatingFlow(layers, Math.log(id === 'relu' ? 2 : 1));
    kurtosis(id, [1], { width, kind, outputs: width }).forEach((own, l) => {
      expect(own).toBeCloseTo((3 * relativeV[l]!) / width, 9);
    });
  });

  it('of ReLU is 15 (l - 1)/n', () => {
    kurtosis('relu', [1], { width: 4000 }).forEach((own, l) => {
      expect(own).toBeCloseTo((15 * l) / 4000, 6);
    });
  });

  it('one network’s is that of n numbers of one Gaussian: -6/n, whatever V is', () => {
    for (const own of kurtosis('relu', [1], { networks: 1 }).slice(0, -1)) expect(own).toBeCloseTo(-6 / 512, 9);
  });
});

describe('of several inputs', () => {
  const line = Array.from({ length: 64 }, (_, i) => (i - 31.5) / 32);

  it('goes to that of the mixture as the width grows: of K ∝ x² on a line 12/5', () => {
    for (const own of kurtosis('relu', line, { width: 1e8, outputs: 1e8 })) expect(own).toBeCloseTo(12 / 5, 2);
  });

  it('is 0 at infinite width where all inputs are of one size, and grows with depth over width', () => {
    const wide = kurtosis('relu', [1, -1, 1, -1], { width: 1e8, outputs: 1e8 });
    for (const own of wide) expect(own).toBeCloseTo(0, 5);
    const narrow = kurtosis('relu', [1, -1], { width: 256 });
    expect(narrow[0]).toBeCloseTo(0, 9);
    for (let l = 1; l < DEPTH; l++) expect(narrow[l]!).toBeGreaterThan(narrow[l - 1]!);
  });

  it('is not told of a scalar output of a few networks, nor beyond leading order, nor where all inputs are 0', () => {
    expect(kurtosis('relu', line, { networks: 3 }).at(-1)).toBeNull();
    expect(kurtosis('relu', line, { networks: 64 }).at(-1)).not.toBeNull();
    expect(kurtosis('relu', line, { width: 8 }).at(-1)).toBeNull();
    expect(kurtosis('relu', [0, 0])).toEqual(new Array(DEPTH).fill(null));
  });
});
