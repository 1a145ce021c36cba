import { expect, it } from 'vitest';
import { wasmEngine } from '../../engine/wasm/engine.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { spikesHelp } from './spikes.ts';

/** Per arm, how many of 2,000 steps over all points made the loss a fifth larger, after the first hundred. */
async function overshoots(learningRate: number): Promise<number[]> {
  const arms = ['mrepu.2', 'tanh', 'relu'].map(defaultArm);
  const trainer = await wasmEngine().create({ ...DEFAULT_EXPERIMENT, depth: 5, width: 16, learningRate, arms }, 1);
  const counts = arms.map(() => 0);
  const before = arms.map(() => Number.POSITIVE_INFINITY);
  try {
    for (let step = 1; step <= 2000; step++) {
      await trainer.advance(1);
      const { measurement } = await trainer.measure();
      for (const [arm, { loss }] of measurement.arms.entries()) {
        if (step > 100 && (loss ?? Number.NaN) > 1.2 * (before[arm] ?? 0)) counts[arm]! += 1;
        before[arm] = loss ?? Number.NaN;
      }
    }
  } finally {
    trainer.dispose();
  }
  return counts;
}

it('without minibatches Adam overshoots all the same, and at a tenth of the rate it does not', async () => {
  const [usual, slow] = [await overshoots(0.001), await overshoots(0.0001)];
  for (const count of usual) expect(count).toBeGreaterThan(20);
  expect(slow).toEqual([0, 0, 0]);
}, 60_000);

it('says of minibatches only where there are some, and of Adam only where it trains', () => {
  expect(spikesHelp({ optimizer: 'adam', batch: 'full' }, false)).toMatch(/Adam.*fewer\.$/);
  expect(spikesHelp({ optimizer: 'sgd', batch: 64 }, false)).toMatch(/^((?!Adam).)*minibatch/);
  expect([false, true].map((test) => /test loss/.test(spikesHelp({ optimizer: 'sgd', batch: 'full' }, test)))).toEqual([
    false,
    true,
  ]);
});
