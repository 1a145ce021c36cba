import { describe, expect, test } from 'vitest';
import { derivativeOf } from './derivative.ts';
import { evaluated } from './evaluate.ts';
import type { Expression } from './graph.ts';
import { branchAt } from './kinks.ts';
import { parseFormula } from './parse/parse.ts';
import { precise } from './precise.ts';
import { reachOf, seriesAtZero, summed } from './series.ts';

function formula(text: string): Expression {
  const reading = parseFormula(text);
  if ('error' in reading) throw new Error(reading.error.message);
  return reading.formula;
}

describe('Taylor’s series at 0', () => {
  test.each([
    ['exp(z) * cos(z)', [1, 1, 0, -1 / 3, -1 / 6]],
    ['tan(z)', [0, 1, 0, 1 / 3, 0, 2 / 15]],
    ['atan(z)', [0, 1, 0, -1 / 3, 0, 1 / 5]],
    ['tanh(z)', [0, 1, 0, -1 / 3, 0, 2 / 15]],
    ['sigmoid(z)', [1 / 2, 1 / 4, 0, -1 / 48]],
    ['softplus(z)', [Math.log(2), 1 / 2, 1 / 8, 0, -1 / 192]],
    ['log(1 + z)', [0, 1, -1 / 2, 1 / 3, -1 / 4]],
    ['sqrt(1 + z^2)', [1, 0, 1 / 2, 0, -1 / 8]],
    ['(1 + z)^1.5', [1, 3 / 2, 3 / 8, -1 / 16]],
    ['(2 + z)^z', [1, Math.log(2), Math.log(2) ** 2 / 2 + 1 / 2]],
    ['erf(z)', [0, 2 / Math.sqrt(Math.PI), 0, -2 / (3 * Math.sqrt(Math.PI))]],
    ['Phi(z)', [1 / 2, 1 / Math.sqrt(2 * Math.PI), 0, -1 / (6 * Math.sqrt(2 * Math.PI))]],
    ['sin(z) / z', [1, 0, -1 / 6, 0, 1 / 120]],
    ['1 / (1 + z)^2', [1, -2, 3, -4]],
    ['exp(z) - 1', [0, 1, 1 / 2, 1 / 6]],
  ])('of %s', (text, coefficients) => {
    const series = seriesAtZero(formula(text))!;
    for (const [k, expected] of coefficients.entries()) expect(series[k], `z^${k}`).toBeCloseTo(expected, 14);
  });

  test.each(['1 / z', 'log(z)', 'sqrt(z)', 'z^1.5'])('of %s there is none', (text) => {
    expect(seriesAtZero(formula(text))).toBeNull();
  });

  test.each(['tanh(3 * z)', 'z * sigmoid(z)', 'sin(z)^2 + z', 'softplus(z)', 'z / (1 + z^2)'])(
    'of %s has the function’s values as far as it says it reaches',
    (text) => {
      const [series, value] = [seriesAtZero(formula(text))!, evaluated(formula(text))];
      const reach = reachOf(series);
      expect(reach).toBeGreaterThan(0.01);
      for (const z of [reach, -reach, reach / 3]) {
        expect(Math.abs(summed(series, z) / value(z) - 1), `${z}`).toBeLessThan(2e-15);
      }
    },
  );

  test('of |z| log(1 + |z|) is one on each side', () => {
    const both = formula('abs(z) * log(1 + abs(z))');
    expect(seriesAtZero(both)).toBeNull();
    const start = (side: 1 | -1) => Array.from(seriesAtZero(branchAt(both, side * 1e-12))!.slice(0, 4), (x) => x || 0);
    expect(start(1)).toEqual([0, 0, 1, -0.5]);
    expect(start(-1)).toEqual([0, 0, 1, 0.5]);
  });
});

describe('values near 0 that the formula itself would lose', () => {
  test.each([
    ['z - tanh(z)', (z: number) => z ** 3 / 3 - (2 / 15) * z ** 5, (z: number) => z ** 2 - (2 / 3) * z ** 4],
    ['sqrt(1 + z^2) - 1', (z: number) => z ** 2 / 2 - z ** 4 / 8, (z: number) => z - z ** 3 / 2],
    [
      'Phi(z) - 0.5',
      (z: number) => (z - z ** 3 / 6) / Math.sqrt(2 * Math.PI),
      (z: number) => (1 - z ** 2 / 2) / Math.sqrt(2 * Math.PI),
    ],
    ['1 - cos(z)', (z: number) => z ** 2 / 2 - z ** 4 / 24, (z: number) => z - z ** 3 / 6],
    [
      'abs(z) - abs(tanh(z))',
      (z: number) => Math.abs(z) ** 3 / 3 - (2 / 15) * Math.abs(z) ** 5,
      (z: number) => Math.sign(z) * (z ** 2 - (2 / 3) * z ** 4),
    ],
  ])('%s', (text, value, slope) => {
    const { order } = precise(formula(text));
    for (const z of [1e-3, -1e-3, 1e-5, 1e-12, -1e-30]) {
      expect(Math.abs(order(0)(z) / value(z) - 1), `σ(${z})`).toBeLessThan(1e-11);
      expect(Math.abs(order(1)(z) / slope(z) - 1), `σ′(${z})`).toBeLessThan(1e-11);
    }
  });

  test('where nothing is lost the formula is computed as it stands', () => {
    for (const text of ['z * Phi(z)', 'tanh(z)', 'z * sigmoid(2 * z)', 'max(0, z)^2']) {
      for (const order of [0, 1, 2, 3]) {
        const [better, plain] = [precise(formula(text)).order(order), evaluated(derivativeOf(formula(text), order))];
        for (const z of [1e-4, -0.03, 0.7, -2.5]) expect(better(z), `${text} ${order} ${z}`).toBe(plain(z));
      }
    }
  });

  test('log(1 + x) keeps the digits of a small x', () => {
    expect(evaluated(formula('log(1 + abs(z))'))(1e-20)).toBe(1e-20);
  });
});
