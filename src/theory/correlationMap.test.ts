import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { correlationFixedPoints, nextApart } from './correlationMap.ts';
import { criticalInitialisation } from './critical.ts';
import { kernelFlow } from './flow.ts';
import { PLAIN } from './layer.ts';
import { constant, layerOf, layersOf } from './testing.ts';

const normed = { ...PLAIN, norm: 'rms' } as const;

describe('c* behind a norm, C_b = 0 (layers.md)', () => {
  test.each([
    ['repu.2', 0.37996, 0.71],
    ['repu.3', 0.13133, null],
    ['repu.4', 0.0545, null],
    ['mrepu.1', 0.58354, null],
    ['mrepu.2', 0.28765, 0.62],
    ['mrepu.3', 0.13971, null],
    ['tanh', 0, 0.93],
    ['sin', 0, null],
    ['erf', 0, null],
    ['gelu', 0.7604, 0.93],
    ['silu', 0.65867, null],
    ['elu', 0.59757, null],
  ] as const)('%s: %f', (id, correlation, slope) => {
    // The scale of C_W and of K has no part in it.
    const points = correlationFixedPoints(layerOf(activation(id), { cw: 0.7 }, normed), Math.log(0.7));
    const stable = points.filter(({ stability }) => stability === 'stable');
    expect(stable).toHaveLength(1);
    expect(1 - stable[0]!.apart).toBeCloseTo(correlation, 5);
    if (slope !== null) expect(stable[0]!.slope).toBeCloseTo(slope, 2);
    expect(points.at(-1)).toMatchObject({ apart: 0, stability: 'unstable' });
    // An odd σ keeps opposite inputs opposite.
    expect(points).toHaveLength(['tanh', 'sin', 'erf'].includes(id) ? 3 : 2);
  });
});

test('at c = 1 the slope is χ⊥ K/K', () => {
  for (const [id, kind] of [
    ['gelu', PLAIN],
    ['repu.2', { ...PLAIN, skip: 0.7 }],
    ['tanh', { ...normed, skip: 0.5 }],
  ] as const) {
    const layer = layerOf(activation(id), { cw: 1.4, cb: 0.2 }, kind);
    const flow = kernelFlow([...layersOf(activation(id), constant(1.4, 2, 0.2), kind), layer], Math.log(0.8));
    // From layer 2, whose next is hidden too.
    const logK = flow.logK[1]!;
    const expected = flow.chiPerp[1]! * Math.exp(logK - flow.logK[2]!);
    expect(correlationFixedPoints(layer, logK).at(-1)!.slope).toBeCloseTo(expected, 8);
  }
});

test('a start that holds correlations is marginal, and the identity has no fixed points of its own', () => {
  const gelu = activation('gelu');
  const { cw, cb } = criticalInitialisation(gelu, 10);
  const [point] = correlationFixedPoints(layerOf(gelu, { cw, cb }), Math.log(3.5615528128088303));
  expect(point).toMatchObject({ apart: 0, stability: 'marginal' });
  expect(correlationFixedPoints(layerOf(activation('linear'), { cw: 1 }), 0)).toEqual([]);
  const [relu] = correlationFixedPoints(layerOf(activation('relu'), { cw: 2 }), 0);
  expect(relu).toMatchObject({ apart: 0, stability: 'marginal' });
});

test('the slope is the derivative of the map, on a layer that skips', () => {
  const layer = layerOf(activation('silu'), { cw: 1, cb: 0.1 }, { ...PLAIN, skip: 0.8 });
  for (const apart of [0.2, 1, 1.6]) {
    const h = 1e-4;
    const at = (x: number) => nextApart(layer, 0.3, x);
    expect((at(apart + h).apart - at(apart - h).apart) / (2 * h)).toBeCloseTo(at(apart).slope, 7);
  }
});
