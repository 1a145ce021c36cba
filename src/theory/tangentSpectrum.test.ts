import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { symmetricEigenvalues } from '../lib/eigenvalues.ts';
import { PLAIN } from './layer.ts';
import { conditionOf, logEigenvalues, tangentSpectrum } from './tangentSpectrum.ts';
import { constant, layersOf } from './testing.ts';

const line = Float64Array.of(-1, -0.6, -0.2, 0.3, 0.7, 1.1);

describe('the spectrum of Θ', () => {
  test('of two inputs is Θ11 ± Θ12, by layer', () => {
    const layers = layersOf(activation('linear'), constant(1, 4));
    const { log10, conditionLog10, error } = tangentSpectrum({ layers, inputs: Float64Array.of(1, 0.5), dimension: 1 });
    expect(error).toBe(0);
    // A linear layer with C_W = 1 keeps K_ij = x_i x_j: Θ_l = l (1 + K_ij).
    const theta = [8, 6, 6, 5];
    const values = symmetricEigenvalues(theta, 2);
    log10.forEach((value, i) => {
      expect(value).toBeCloseTo(Math.log10(values[i]!), 9);
    });
    for (const condition of conditionLog10) expect(condition).toBeCloseTo(Math.log10(values[0]! / values[1]!), 8);
  });

  test('of a linear network has rank two on a line: what is lost in rounding is not told', () => {
    const layers = layersOf(activation('linear'), constant(1, 5));
    const { log10, rank, conditionLog10 } = tangentSpectrum({ layers, inputs: line, dimension: 1 });
    expect(log10.slice(0, 2).every((value) => value !== null)).toBe(true);
    expect(log10.slice(2)).toEqual([null, null, null, null]);
    // Θ_l = l (1 + x x'): the ratio of its two eigenvalues is every layer's.
    expect(rank).toBe(2);
    for (const condition of conditionLog10) expect(condition).toBeCloseTo(log10[0]! - log10[1]!, 8);
  });

  test('of ReLU without biases on a line has rank four: each direction has a value and a slope', () => {
    const layers = layersOf(activation('relu'), constant(2, 5));
    const { log10, rank, conditionLog10 } = tangentSpectrum({ layers, inputs: line, dimension: 1 });
    expect(log10.map((value) => value !== null)).toEqual([true, true, true, true, false, false]);
    // One layer is linear, of rank two: it has no fourth eigenvalue. From the next on there is a curve.
    expect(rank).toBe(4);
    expect(conditionLog10.map((value) => value !== null)).toEqual([false, true, true, true, true]);
    expect(conditionLog10.at(-1)).toBeCloseTo(log10[0]! - log10[3]!, 12);
  });

  test('deep in the chaotic phase is that of a multiple of 1, deep in the ordered one of rank one', () => {
    const chaotic = tangentSpectrum({
      layers: layersOf(activation('tanh'), constant(6, 24)),
      inputs: line,
      dimension: 1,
    });
    const ordered = tangentSpectrum({
      layers: layersOf(activation('tanh'), constant(0.8, 24, 0.3)),
      inputs: line,
      dimension: 1,
    });
    expect(chaotic.conditionLog10.at(-1)!).toBeLessThan(0.7);
    expect(ordered.log10[0]! - ordered.log10[1]!).toBeGreaterThan(3);
  });

  test('sums to the trace, also where Θ is beyond float64', () => {
    const layers = layersOf(activation('repu.2'), constant(1, 12), PLAIN);
    const { log10 } = tangentSpectrum({ layers, inputs: line.map((x) => 3 * x), dimension: 1 });
    expect(log10[0]).toBeGreaterThan(308);
    expect(Number.isFinite(log10[0])).toBe(true);
  });
});

test('eigenvalues below the error are not told, and a condition needs both ends', () => {
  expect(logEigenvalues(Float64Array.of(1, 0, 0, 1e-6), 2, 1e-5)).toEqual([0, null]);
  expect(logEigenvalues(Float64Array.of(1, 0, 0, 1e-6), 2)).toEqual([0, -6]);
  expect(conditionOf([2, 1, -1], 3)).toBe(3);
  expect(conditionOf([2, 1, null], 2)).toBe(1);
  expect(conditionOf([2, null], 2)).toBeNull();
  expect(conditionOf([null, null], 0)).toBeNull();
});
