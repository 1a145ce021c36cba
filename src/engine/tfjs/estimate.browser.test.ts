import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { setup } from '../../experiment/setup.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import { arm, experiment, taskOf } from '../testing.ts';
import { startWasm } from './backends.ts';
import { tfjsEngine } from './engine.ts';
import { memoryNeed } from './memory.ts';

provideDataset('digits', { ...rowsFor({ rows: 1300, features: 400, classes: 10 }), train: 1200 });

const NORMALISED = [arm('gelu', { norm: 'layer', skip: 0.5 }), arm('mrepu.3', { norm: 'rms' })];

// Every backend takes the same tensors but for a few of its products; profiled is the quickest, since a profile waits
// for every kernel.
test.each([
  ['many layers', { depth: 10, width: 32, replicas: 4 }],
  ['wide layers', { depth: 4, width: 200, replicas: 3 }],
  ['normalised layers with skips', { arms: NORMALISED, depth: 10, width: 32, replicas: 4 }],
  ['an equation', { task: taskOf('heat'), depth: 8, width: 32, replicas: 3 }],
  ['many inputs in batches', { task: taskOf('digits', { train: 1200 }), depth: 4, width: 32, batch: 64 }],
  ['many inputs at once', { task: taskOf('digits', { train: 1200 }), depth: 4, width: 32, replicas: 3 }],
] as const)('%s: the estimate is no less than what is taken, and of its size', async (_, changes) => {
  const engine = tfjsEngine(await startWasm());
  const chosen = experiment([arm('gelu'), arm('mrepu.3')], changes);
  const { data } = setup(chosen);
  const before = tf.memory().numBytes;
  const { peakBytes } = await tf.profile(async () => {
    const trainer = await engine.create(chosen, 1);
    await trainer.advance(2);
    await trainer.measure();
    await trainer.predict(data.inputs);
    trainer.dispose();
  });
  const { total } = memoryNeed(chosen, data);
  expect(peakBytes - before).toBeLessThanOrEqual(total);
  expect(peakBytes - before).toBeGreaterThan(total / 4);
});
