import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { correlationCourse, phaseOfMap } from './correlation.ts';
import { nextApart } from './correlationMap.ts';
import { criticalInitialisation } from './critical.ts';
import { kernelFlow } from './flow.ts';
import { PLAIN } from './layer.ts';
import reference from './layers.json';
import { pairFlow, pairOf } from './pairFlow.ts';
import { nameOf, networkOf } from './testing.reference.ts';
import { constant, layersOf } from './testing.ts';

describe('at the tolerance of a picture, 25-digit correlations', () => {
  test.each(reference.cases.map((c) => [`${nameOf(c)}, K12 ${c.K12}`, c] as const))('%s', (_, c) => {
    const pairs = [pairOf(c.K1, c.K22, c.K12)];
    const { apart, error } = correlationCourse({ layers: networkOf(c, c.hidden), pairs, k1: c.K1 });
    [...c.layers, c.output].forEach((expected, l) => {
      expect(Math.abs(1 - apart[l]! - expected.c), `layer ${l + 1}`).toBeLessThan(1e-7);
    });
    expect(error).toBeLessThan(1e-5);
  });
});

test('the mean over pairs is the mean of their courses, equal pairs or not', () => {
  const layers = layersOf(activation('relu'), constant(2, 6));
  const pairs = [pairOf(1, 1, 0.2), pairOf(1, 2, -0.5), pairOf(2, 1, -0.5)];
  const { apart } = correlationCourse({ layers, pairs, k1: 1 });
  const flows = pairs.map((pair) => pairFlow(layers, pair).apart);
  apart.forEach((own, l) => {
    expect(own).toBeCloseTo(
      flows.reduce((sum, flow) => sum + flow[l]! / 3, 0),
      12,
    );
  });
});

test('the map is that of the last step between hidden layers, from c = 1 to c = -1', () => {
  const layers = layersOf(activation('tanh'), constant(1.5, 8, 0.05));
  const { map } = correlationCourse({ layers, pairs: [pairOf(1, 1, 0.5)], k1: 1 });
  const { logK, chiPerp } = kernelFlow(layers, 0);
  expect(map.layer).toBe(6);
  expect(map.logK).toBeCloseTo(logK[5]!, 10);
  expect(map.grown).toBeCloseTo(logK[6]! - logK[5]!, 10);
  expect([map.samples[0], map.samples.at(-1)![0]]).toEqual([[0, 0], 2]);
  for (const [apart, next] of map.samples) {
    expect(next).toBeCloseTo(nextApart(layers[1]!, map.logK, apart).apart, 6);
  }
  const { slope } = phaseOfMap(layers[1]!, map);
  expect(slope).toBeCloseTo(chiPerp[5]! * Math.exp(logK[5]! - logK[6]!), 8);
});

describe('phases', () => {
  const phase = (id: string, cw: number, cb: number, k1: number, kind = {}) => {
    const layers = layersOf(activation(id), constant(cw, 20, cb), { ...PLAIN, ...kind });
    const { map } = correlationCourse({ layers, pairs: [], k1 });
    return phaseOfMap(layers[1]!, map);
  };

  test('tanh: ordered below, chaotic above, both where K stays (Poole et al. 2016)', () => {
    expect(phase('tanh', 1.2, 0.2, 1)).toMatchObject({ phase: 'ordered', because: 'stays' });
    expect(phase('tanh', 3, 0.05, 1)).toMatchObject({ phase: 'chaotic', because: 'stays' });
  });

  test('of one power the map has no scale: RePU parts whatever its K, ReLU is at the edge', () => {
    // χ⊥ K/K′ = p²/(2p - 1).
    for (const k1 of [0.1, 2 / 3, 5]) {
      const repu = phase('repu.2', 1, 0, k1);
      expect(repu.slope).toBeCloseTo(4 / 3, 9);
      expect(repu.phase).toBe('chaotic');
      if (k1 !== 2 / 3) expect(repu.because).toBe('scaleless');
    }
    expect(phase('relu', 2, 0, 1)).toMatchObject({ phase: 'edge', because: 'stays' });
    expect(phase('relu', 1, 0, 1)).toMatchObject({ phase: 'edge', because: 'scaleless' });
    expect(phase('repu.3', 1, 0, 1).slope).toBeCloseTo(9 / 5, 9);
  });

  test('a bias or a skip gives RePU a scale, and where K moves its slope is of that place alone', () => {
    expect(phase('repu.2', 0.5, 0.1, 1.5).because).toBe('moves');
    expect(phase('repu.2', 0.5, 0, 0.5, { skip: 0.7 }).because).toBe('moves');
    expect(phase('relu', 1, 0, 1, { skip: 0.8 }).because).toBe('scaleless');
    expect(phase('mrepu.2', 1, 0, 0.5).because).toBe('moves');
  });

  test('a critical start is at the edge; a linear layer keeps every correlation', () => {
    const { cw, cb } = criticalInitialisation(activation('gelu'), 20);
    expect(phase('gelu', cw, cb, 3.5615528128088303)).toMatchObject({ phase: 'edge', because: 'stays' });
    // Below K* it is not there yet.
    expect(phase('gelu', cw, cb, 1)).toMatchObject({ phase: 'ordered', because: 'moves' });
    expect(phase('linear', 1, 0, 1)).toMatchObject({ phase: 'identity', slope: 1 });
  });

  test('behind a norm K stays from layer 2 on', () => {
    expect(phase('repu.2', 1, 0, 1, { norm: 'rms' })).toMatchObject({ phase: 'chaotic', because: 'stays' });
    expect(phase('repu.2', 1, 0.5, 1, { norm: 'rms' })).toMatchObject({ phase: 'edge', because: 'stays' });
  });
});

test('where K leaves float64 the map is that of the last layer within it', () => {
  const layers = layersOf(activation('repu.3'), constant(1, 40));
  const { map } = correlationCourse({ layers, pairs: [], k1: 10 });
  expect(map.layer).toBeLessThan(38);
  expect(Math.abs(map.logK)).toBeLessThan(700);
  expect(map.fixedPoints.at(-1)!.slope).toBeCloseTo(9 / 5, 6);
});
