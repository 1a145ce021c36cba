import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { logGradients, logTangentKernel } from './gradients.ts';
import { PLAIN } from './layer.ts';
import reference from './layers.json';
import { pairFlow, pairOf, pairOfInputs } from './pairFlow.ts';
import { nameOf, networkOf } from './testing.reference.ts';
import { constant, layersOf } from './testing.ts';

describe('25-digit pairs', () => {
  test.each(reference.cases.map((c) => [`${nameOf(c)}, K12 ${c.K12}`, c] as const))('%s', (_, c) => {
    const network = networkOf(c, c.hidden);
    const { logK, apart, logTangent, tangentCorrelation, error } = pairFlow(network, pairOf(c.K1, c.K22, c.K12));
    const together = (logs: typeof logK, l: number) => Math.exp((logs[0][l]! + logs[1][l]!) / 2);
    [...c.layers, c.output].forEach((expected, l) => {
      const where = `layer ${l + 1}`;
      expect(Math.abs(Math.exp(logK[1][l]!) / expected.K22 - 1), `K22, ${where}`).toBeLessThan(1e-9);
      expect(Math.abs(1 - apart[l]! - expected.c), `c, ${where}`).toBeLessThan(1e-12);
      expect(Math.abs(((1 - apart[l]!) * together(logK, l)) / expected.K12 - 1), `K12, ${where}`).toBeLessThan(1e-9);
      if (c.alpha !== 1) return; // α is 1 in this lab, and Θ has its own.
      const theta12 = tangentCorrelation[l]! * together(logTangent, l);
      expect(Math.abs(theta12 / expected.theta12 - 1), `Θ12, ${where}`).toBeLessThan(1e-9);
    });
    expect(error).toBeLessThan(1e-7);
  });
});

test('neighbours keep their digits: 1 - c follows χ⊥ where c is 1 in float64', () => {
  for (const id of ['tanh', 'gelu', 'repu.2', 'linear']) {
    const network = layersOf(activation(id), constant(1, 6, 0.1), { ...PLAIN, skip: 0.5 });
    const pair = pairOfInputs(network[0]!, [1, 1e-9], [1, -1e-9]);
    expect(pair.apart).toBeLessThan(1e-17);
    const { logK, apart } = pairFlow(network, pair);
    // Of inputs of one size K - K12 grows by χ⊥.
    const gradients = logGradients(network, Math.log(pair.k1[0]), 0);
    const apartness = (l: number) => apart[l]! * Math.exp(logK[0][l]!);
    const grown = Math.log(apartness(5) / apartness(0));
    expect(Math.abs(grown - gradients[0]!), id).toBeLessThan(1e-6);
  }
});

test('a pair of one input with itself is that input', () => {
  const network = layersOf(activation('gelu'), constant(2, 5, 0.1), { ...PLAIN, skip: 0.6, norm: 'rms' });
  const { apart, tangentCorrelation } = pairFlow(network, pairOf(2, 2, 2));
  apart.forEach((each) => {
    expect(each).toBe(0);
  });
  tangentCorrelation.forEach((each) => {
    expect(each).toBeCloseTo(1, 12);
  });
  expect(logTangentKernel(network, 2)).toHaveLength(5);
});

test('opposite inputs of an odd σ stay opposite, and an input of size 0 has no direction', () => {
  const network = layersOf(activation('tanh'), constant(1.5, 5));
  expect(pairFlow(network, pairOf(1, 1, -1)).apart.at(-1)).toBeCloseTo(2, 8);
  expect(pairFlow(network, pairOf(1, 0, 0)).apart[0]).toBe(1);
  const sided = layersOf(activation('gelu'), constant(1.5, 5, 0.2));
  expect(pairFlow(sided, pairOfInputs(sided[0]!, [0], [1])).apart.at(-1)).toBeGreaterThan(0);
});
