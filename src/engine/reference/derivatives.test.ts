/** The reference's derivatives by the inputs, which judge those of the other engines, against differences of its values. */
import { describe, expect, test } from 'vitest';
import { type ArmSetup, setup } from '../../experiment/setup.ts';
import { describeDerivatives } from '../derivatives.suite.ts';
import { arm, experiment, taskOf } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { drawNetwork } from '../weights.ts';
import { referenceEngine } from './engine.ts';
import { Network } from './network.ts';

/** A power of two, as are the points' fractions: float32 inputs lose nothing. */
const STEP = 2 ** -9;

test.each([
  ['tanh', 1.2, 'polynomial'],
  // So small that no preactivation comes near -1, where the third derivative jumps.
  ['mrepu.3', 0.1, 'polynomial'],
  ['gelu', 1.2, 'surface'],
  ['sin', 1.2, 'surface'],
] as const)('%s, C_W = %d, on %s: are central differences of the values by the first input', (id, cw, task) => {
  const chosen = experiment([arm(id, { init: 'custom', cw, cb: cw / 12, skip: 0.5 })], {
    depth: 4,
    width: 11,
    task: taskOf(task),
  });
  const prepared = setup(chosen);
  const network = new Network(
    chosen,
    prepared.data,
    prepared.arms[0] as ArmSetup,
    drawNetwork(prepared, chosen, 0)[0] as Float32Array,
  );
  const { inputDimension } = prepared.data;
  for (const x of [-0.75, -0.125, 0.5, 0.9375]) {
    const at = (h: number) => network.predict([x + h, 0.25].slice(0, inputDimension), 1)[0] as number;
    const [u, slope, curvature] = network.predict([x, 0.25].slice(0, inputDimension), 3) as [number, number, number];
    expect(u).toBe(at(0));
    const size = Math.abs(slope) + Math.abs(curvature);
    // Five points, of fourth order (Abramowitz and Stegun 1964, 25.3.6 and 25.3.24).
    const [a, b, d, e] = [-2, -1, 1, 2].map((i) => at(i * STEP)) as [number, number, number, number];
    expect(Math.abs((a - 8 * b + 8 * d - e) / (12 * STEP) - slope) / size).toBeLessThan(1e-6);
    expect(Math.abs((-a + 16 * b - 30 * u + 16 * d - e) / (12 * STEP ** 2) - curvature) / size).toBeLessThan(1e-6);
  }
});

describe('reference', () => describeDerivatives(() => referenceEngine));

describe('fused-wasm, in Node', () => describeDerivatives(() => wasmEngine()));

test('after training the slope of ReLU is a staircase and its curvature 0, and the slope of MRePU(2) a curve', async () => {
  const arms = [arm('relu'), arm('mrepu.2')];
  const trainer = await wasmEngine().create(experiment(arms, { depth: 4, width: 16, replicas: 1 }), 1);
  await trainer.advance(300);
  const points = Float32Array.from({ length: 201 }, (_, i) => (i - 100) / 100);
  const [stairs, curve] = await trainer.predict(points, true);
  trainer.dispose();
  /** Share of neighbouring points between which u′ does not change at all, but for rounding. */
  const level = (answers: Float32Array) => {
    const slopes = answers.filter((_, i) => i % 3 === 1);
    const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    return slopes.slice(1).filter((slope, i) => Math.abs(slope - slopes[i]!) < 1e-5 * largest).length / 200;
  };
  expect(level(stairs!)).toBeGreaterThan(0.5);
  expect(level(curve!)).toBeLessThan(0.05);
  expect(stairs!.every((value, i) => i % 3 < 2 || value === 0)).toBe(true);
  expect(curve!.some((value, i) => i % 3 === 2 && Math.abs(value) > 0.1)).toBe(true);
});
