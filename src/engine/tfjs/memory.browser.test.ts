import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import type { Engine } from '../engine.ts';
import { arm, experiment, taskOf } from '../testing.ts';
import { drawNetwork } from '../weights.ts';
import { tfjsEngine } from './engine.ts';
import { starts } from './testing.ts';

provideDataset('digits', { ...rowsFor({ rows: 1300, features: 400, classes: 10 }), train: 1200 });

describe.each(['wasm', 'cpu', 'webgpu'] as const)('memory on %s', (id) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = tfjsEngine(await starts[id]());
  });

  test('the weights arrive bit by bit', async () => {
    const chosen = experiment([arm('gelu')], { width: 19 });
    const [network] = drawNetwork(setup(chosen), chosen, 0) as [Float32Array];
    const tensor = tf.tidy(() => tf.slice(tf.tensor1d(network), 0, network.length));
    const back = (await tensor.data()) as Float32Array;
    tensor.dispose();
    expect(new Uint32Array(back.buffer.slice(back.byteOffset, back.byteOffset + back.byteLength))).toEqual(
      new Uint32Array(network.buffer),
    );
  });

  test('stays flat over steps, with arms that fail and replays', async () => {
    const before = tf.memory().numTensors;
    const chosen = experiment([arm('mrepu.2', { k1: 0.02 }), arm('relu'), arm('repu.2', { k1: 0.4 })], {
      depth: 8,
      width: 8,
      replicas: 3,
      batch: 48,
      optimizer: 'sgd',
      learningRate: 0.2,
    });
    const trainer = await engine.create(chosen, 1);
    await trainer.advance(6);
    const { measurement } = await trainer.measure();
    expect(measurement.arms.some(({ failure }) => failure !== null)).toBe(true);
    expect(measurement.arms.some(({ status }) => status === 'training')).toBe(true);
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 3; i++) {
      await trainer.advance(4);
      await trainer.measure();
    }
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    ['classes', experiment([arm('gelu'), arm('relu')], { task: taskOf('spirals', { points: 64 }), replicas: 2 })],
    ['classes in batches', experiment([arm('silu')], { task: taskOf('digits', { train: 150 }), batch: 32 })],
    [
      'normalised layers and skips',
      experiment([arm('tanh', { norm: 'layer', skip: 0.5 }), arm('relu', { norm: 'rms' })], { replicas: 2 }),
    ],
    [
      'an equation',
      experiment([arm('tanh', { skip: 1 }), arm('mrepu.3')], { task: taskOf('poisson', { points: 30 }) }),
    ],
    [
      'an equation in batches',
      experiment([arm('softplus')], { task: taskOf('burgers', { points: 60 }), batch: 16, replicas: 2 }),
    ],
  ])('stays flat over steps, measurements and predictions of %s', async (_, chosen) => {
    const { data } = setup(chosen);
    const points = data.evaluation.inputs.subarray(0, 1100 * data.inputDimension);
    const before = tf.memory().numTensors;
    const trainer = await engine.create({ ...chosen, depth: 3, width: 7 }, 1);
    const round = async () => {
      await trainer.advance(2);
      await trainer.predict(points);
      await trainer.measure();
    };
    await round();
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 3; i++) await round();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('normalised layers and an equation are refused before anything is on the device', async () => {
    const before = tf.memory().numTensors;
    const arms = [arm('tanh'), arm('tanh', { norm: 'rms' })];
    const refused = engine.create(experiment(arms, { task: taskOf('heat') }), 1);
    await expect(refused).rejects.toThrow(/not carried through a normalisation/);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a prediction is of the moment it was asked for, though training goes on and ends before it is there', async () => {
    const before = tf.memory().numTensors;
    const points = Float32Array.from({ length: 3000 }, (_, i) => Math.cos(i));
    const trainer = await engine.create(experiment([arm('tanh'), arm('gelu')]), 1);
    const expected = await trainer.predict(points);
    const asked = trainer.predict(points);
    await trainer.advance(3);
    trainer.dispose();
    expect(await asked).toEqual(expected);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('is back where it was after many experiments', async () => {
    const sizes: Partial<Experiment>[] = [];
    for (let i = 0; i < 12; i++) sizes.push({ width: 4 + ((5 * i) % 11), depth: 2 + (i % 4), replicas: 1 + (i % 3) });
    const before = tf.memory().numTensors;
    for (const size of sizes) {
      const trainer = await engine.create(experiment([arm('tanh')], size), 1);
      await trainer.advance(2);
      await trainer.measure();
      trainer.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
    if (id === 'webgpu') {
      const { bufferManager } = tf.backend() as WebGPUBackend & { bufferManager: { getNumUsedBuffers(): number } };
      expect(bufferManager.getNumUsedBuffers()).toBe(0);
    }
  });
});
