import { expect, test } from 'vitest';
import type { ArmMeasurement } from './engine.ts';
import { arm, experiment } from './testing.ts';
import { wasmEngine } from './wasm/engine.ts';

const STEPS = 400;
const LOOK_EVERY = 10;

test.each([1, 2, 3, 4, 5])('seed %i: MRePU(2) learns x³ where RePU overflows or learns the mean', async (seed) => {
  const arms = [arm('mrepu.2'), arm('repu.2'), arm('repu.3', { init: 'he' }), arm('repu.3', { init: 'lecun' })];
  const trainer = await wasmEngine().create(experiment(arms, { depth: 10, width: 64, seed }), 1);
  let measured: readonly ArmMeasurement[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS; step += LOOK_EVERY) {
    await trainer.advance(LOOK_EVERY);
    ({ arms: measured } = (await trainer.measure()).measurement);
    lowest = Math.min(lowest, measured[0]?.loss ?? Number.POSITIVE_INFINITY);
  }
  trainer.dispose();
  const [mrepu, ...repus] = measured;
  expect(lowest).toBeLessThan(1e-4);
  expect(mrepu?.failure).toBeNull();
  for (const { failure, learned } of repus) expect(failure?.kind === 'overflow' || !learned).toBe(true);
});
