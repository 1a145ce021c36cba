import { beforeAll, expect, test } from 'vitest';
import { setup } from '../../experiment/setup.ts';
import { uint32Stream } from '../../lib/random.ts';
import type { Engine, EngineFrame } from '../engine.ts';
import { arm, armOf, experiment, frameAfter, taskOf } from '../testing.ts';
import { fusedEngine } from './engine.ts';
import { POINTS } from './predict.ts';
import { SLOTS } from './steps.ts';
import { expectNear, liveBuffers, testDevice } from './testing.ts';

let device: GPUDevice;
let engine: Engine;
beforeAll(async () => {
  device = await testDevice();
  engine = fusedEngine(device, { adapter: 'test', software: true });
});

const fails = experiment([arm('mrepu.2', { k1: 0.01 }), arm('gelu'), arm('tanh')], {
  optimizer: 'sgd',
  learningRate: 10,
  batch: 48,
});

test.each([
  ['all arms train on', experiment([arm('relu'), arm('mrepu.2')], { batch: 48, replicas: 2 })],
  ['some fail on the way', fails],
])('measurements awaited while training goes on are those of training that waits: %s', async (_, chosen) => {
  const counts = [1, 5, 8, 3];
  const waiting = await engine.create(chosen, 1);
  const expected: EngineFrame[] = [];
  for (const count of counts) {
    await waiting.advance(count);
    expected.push(await waiting.measure());
  }
  waiting.dispose();

  const overlapping = await engine.create(chosen, 1);
  const frames: Promise<EngineFrame>[] = [];
  for (const count of counts) {
    await overlapping.advance(count);
    frames.push(overlapping.measure());
  }
  expect(await Promise.all(frames)).toEqual(expected);
  overlapping.dispose();
});

test('predictions awaited while training goes on are those of the state before it, and change nothing', async () => {
  const chosen = experiment([arm('tanh'), arm('mrepu.2', { k1: 0.01 })], { batch: 48, replicas: 2 });
  // More than two chunks, the last not full.
  const points = Float32Array.from({ length: 2 * POINTS + 333 }, (_, i) => Math.sin(i));
  const waiting = await engine.create(chosen, 1);
  await waiting.advance(3);
  const expected = await waiting.predict(points);
  expect(expected.map((own) => own?.length)).toEqual([points.length, points.length]);
  await waiting.advance(9);

  const overlapping = await engine.create(chosen, 1);
  await overlapping.advance(3);
  const [first, measured, second] = [overlapping.predict(points), overlapping.measure(), overlapping.predict(points)];
  await overlapping.advance(9);
  expect(await first).toEqual(expected);
  expect((await measured).measurement.step).toBe(3);
  expect(await second).toEqual(expected);
  expect(await overlapping.measure()).toEqual(await waiting.measure());
  waiting.dispose();
  overlapping.dispose();
});

test('predictions at the observed examples are the outputs that are measured', async () => {
  const chosen = experiment([arm('gelu'), arm('gelu', { skip: 0.8, norm: 'layer' })], { replicas: 3 });
  const trainer = await engine.create(chosen, 1);
  await trainer.advance(5);
  const predicted = await trainer.predict(setup(chosen).data.inputs);
  const { outputs } = await trainer.measure();
  predicted.forEach((own, i) => {
    expectNear(own as Float32Array, outputs[i] as Float32Array, 1e-6, `outputs of arm ${i}`);
  });
  trainer.dispose();
});

test('an equation under a normalisation is refused in a sentence', async () => {
  const chosen = experiment([arm('tanh', { norm: 'rms' })], { task: taskOf('poisson') });
  await expect(engine.create(chosen, 1)).rejects.toThrow(/^The derivatives .* are not carried through a normalisation/);
});

test('an arm that fails in steps nobody has looked at predicts nothing', async () => {
  const trainer = await engine.create(fails, 1);
  await trainer.advance(12);
  const predicted = await trainer.predict(Float32Array.of(0, 0.5));
  const { arms } = (await trainer.measure()).measurement;
  expect(arms.map(({ status }) => status)).toContain('diverged');
  expect(predicted.map((own) => own === null)).toEqual(arms.map(({ status }) => status === 'diverged'));
  trainer.dispose();
});

test('more steps in one go than there are slots for losses', async () => {
  const chosen = experiment([arm('relu')], { depth: 2, width: 4 });
  const inPieces = await engine.create(chosen, 1);
  for (const count of [SLOTS - 7, 20]) await inPieces.advance(count);
  expect(await frameAfter(engine, chosen, SLOTS + 13)).toEqual(await inPieces.measure());
  inPieces.dispose();
});

test('what was disposed while it measured or trained is silent', async () => {
  const trainer = await engine.create(experiment([arm('relu')]), 1);
  await trainer.advance(2);
  const [measured, predicted] = [trainer.measure(), trainer.predict(Float32Array.of(0.5))];
  const advanced = trainer.advance(600);
  trainer.dispose();
  await advanced;
  expect(await predicted).toEqual([null]);
  expect(armOf(await measured).status).toBe('ready');
});

test('40 random changes of shape leave the bytes of live GPU buffers where they were', async () => {
  const own = await testDevice();
  const live = liveBuffers(own);
  const changing = fusedEngine(own, { adapter: 'test', software: true });
  const uint32 = uint32Stream(7, 'shapes', 0);
  const among = <T>(values: readonly T[]): T => values[uint32() % values.length] as T;
  for (let i = 0; i < 40; i++) {
    const chosen = experiment([arm('relu')], {
      // Few shapes, so that most kernels are there already and the test stays quick.
      depth: among([2, 5]),
      width: among([4, 19]),
      batch: among(['full', 30]),
      replicas: among([1, 3]),
    });
    const trainer = await changing.create(chosen, i);
    if (i % 10 === 0) {
      await trainer.advance(2);
      await trainer.measure();
      await trainer.predict(Float32Array.of(0.5));
    }
    trainer.dispose();
    expect(live.size).toBe(0);
  }
  own.destroy();
});
