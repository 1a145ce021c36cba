/** One experiment in several workers: what one worker tells, to the last bit, also where workers die on the way. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../../experiment/experiment.ts';
import { forgetDatasets, provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import type { Progress } from '../drawing.ts';
import type { Trainer } from '../engine.ts';
import { arm, experiment, taskOf } from '../testing.ts';
import { makeWasmEnsemble, wasmEngine } from '../wasm/engine.ts';
import { WasmEnsemble } from '../wasm/ensemble.ts';
import { type Crew, createCrew } from './crew.ts';
import { poolEngine } from './engine.ts';
import { type MakeEnsemble, PartHost, type PartOrder } from './part.ts';
import { type FakeWorker, fakeWorker } from './testing.ts';

let crew: Crew | null = null;
let workers: FakeWorker[] = [];
/** Orders, as `worker order`. */
let log: string[] = [];
let told: string[] = [];
/** Ensembles in all workers, and the most there were at once. */
let [alive, most] = [0, 0];

const counted: MakeEnsemble = async (...order) => {
  const ensemble = await makeWasmEnsemble(...order);
  const dispose = ensemble.dispose.bind(ensemble);
  most = Math.max(most, ++alive);
  ensemble.dispose = () => {
    alive--;
    dispose();
  };
  return ensemble;
};

/** @param deadly whether a worker, by its number from 0, dies of an order rather than carrying it out. */
function crewOf(deadly: (worker: number, order: PartOrder) => boolean = () => false): Crew {
  [workers, log, told] = [[], [], []];
  [alive, most] = [0, 0];
  crew = createCrew(() => {
    const number = workers.length;
    const host = new PartHost(counted);
    const fake = fakeWorker({
      part(id: number, order: PartOrder, progress?: Progress) {
        log.push(`${number} ${order[0]}`);
        if (!deadly(number, order)) return host.carryOut(id, order, progress);
        fake.die('out of memory');
        return new Promise(() => {});
      },
      provide: (name: string) => told.push(`${number} ${name}`),
    });
    workers.push(fake);
    return fake.worker;
  });
  return crew;
}

afterEach(() => {
  crew?.dispose();
  forgetDatasets();
});

const POINTS = Float32Array.from({ length: 12 }, (_, i) => i / 6 - 1);

/** What a trainer tells after so many steps, and so many more, but for the adapter. */
async function everything(trainer: Trainer, counts = [0, 1, 30, 100, 7]) {
  const all: unknown[] = [];
  for (const count of counts) {
    await trainer.advance(count);
    const { measurement, outputs } = await trainer.measure();
    all.push({ ...measurement, adapter: '' }, outputs, trainer.step, trainer.exhausted, await trainer.predict(POINTS));
    all.push(await trainer.parameters(3), await trainer.parameters(64));
  }
  trainer.dispose();
  return all;
}

const alone = async (chosen: Experiment) => everything(await wasmEngine().create(chosen, 3));
const shared = async (chosen: Experiment, crewOfIts: Crew, count: number) =>
  everything(await poolEngine(crewOfIts, count).create(chosen, 3));

/** Some replicas overflow at the start, some on the way, one arm ends. */
const fails = experiment([arm('repu.2', { k1: 0.35 }), arm('mrepu.2', { k1: 0.01 }), arm('tanh')], {
  depth: 9,
  width: 7,
  replicas: 5,
  batch: 48,
  optimizer: 'sgd',
  learningRate: 0.5,
});
const lives = experiment([arm('relu'), arm('gelu', { norm: 'rms', skip: 0.5 })], { replicas: 3, depth: 4, width: 9 });
const single = experiment(
  ['relu', 'tanh', 'gelu', 'silu'].map((id, i) => arm(id, { learningRate: 10 ** -(i + 1) })),
  { depth: 4, width: 9, batch: 30 },
);

describe('the same numbers as one worker, to the last bit', () => {
  test.each([
    ['replicas that fail', fails, 2],
    ['replicas that fail, cut within arms', fails, 4],
    ['replicas that live', lives, 2],
    ['more workers than networks', lives, 16],
    ['arms', single, 2],
    ['arms of unequal parts', single, 3],
    [
      'minibatches of an equation',
      experiment([arm('tanh')], { task: taskOf('heat', { points: 40 }), batch: 16, replicas: 4, depth: 3, width: 8 }),
      3,
    ],
  ])('%s', async (_, chosen, count) => {
    expect(await shared(chosen, crewOf(), count)).toEqual(await alone(chosen));
    expect(workers.length).toBe(Math.min(count, chosen.arms.length * chosen.replicas));
  });

  test('what failed above failed at the start and on the way, and an arm ended', async () => {
    const measured = (await alone(fails)) as {
      arms?: readonly { status: string; replicasFinite: number; failure: { step: number } | null }[];
    }[];
    const last = measured.findLast(({ arms }) => arms)?.arms ?? [];
    expect(last.map(({ status }) => status)).toContain('diverged');
    expect(last.map(({ status }) => status)).toContain('training');
    expect(last.some(({ failure }) => (failure?.step ?? 0) > 0)).toBe(true);
  });

  test('workers are told of the task’s data once', async () => {
    provideDataset('digits', { ...rowsFor({ rows: 60, features: 9, classes: 10 }), train: 50 });
    const digits = experiment([arm('relu')], {
      task: taskOf('digits', { train: 40 }),
      replicas: 2,
      depth: 3,
      width: 6,
    });
    const own = crewOf();
    expect(await shared(digits, own, 2)).toEqual(await alone(digits));
    await shared(digits, own, 2);
    expect(told).toEqual(['0 digits', '1 digits']);
  });
});

describe('a worker that dies', () => {
  const orders = ['open', 'train', 'look', 'save', 'restore', 'retrace', 'predict'] as const;

  test.each(orders)('of %s is replaced, and its part comes to the same state', async (name) => {
    let seen = 0;
    // The second time, but for what a trainer is told once.
    const deadly = (worker: number, order: PartOrder) =>
      worker === 1 && order[0] === name && ++seen === (name === 'open' || name === 'restore' ? 1 : 2);
    expect(await shared(fails, crewOf(deadly), 2)).toEqual(await alone(fails));
    expect(workers.map(({ terminated }) => terminated)).toEqual([false, true, false]);
    expect(log).toContain('2 open');
  });

  test('while nobody asks is replaced when it is asked', async () => {
    const own = crewOf();
    const trainer = await poolEngine(own, 2).create(lives, 3);
    await trainer.advance(100);
    workers[0]?.die('gone');
    await trainer.advance(31);
    const actual = await trainer.measure();
    trainer.dispose();
    const expected = await wasmEngine().create(lives, 3);
    await expected.advance(131);
    expect(actual.measurement.arms).toEqual((await expected.measure()).measurement.arms);
  });

  test('twice of the same order: a sentence', async () => {
    const own = crewOf((_, order) => order[0] === 'train');
    const trainer = await poolEngine(own, 2).create(lives, 3);
    await expect(trainer.advance(1)).rejects.toThrow(
      'A worker that trains a part of the networks stopped twice (out of memory). Choose fewer replicas or smaller networks.',
    );
  });
});

describe('weights that take their time', () => {
  const slow = experiment([arm('tanh', { weights: 'orthogonal' })], { width: 400, depth: 10, replicas: 2, seed: 300 });

  test('are drawn by the workers, which say how far they are', async () => {
    const shares: number[] = [];
    const trainer = await poolEngine(crewOf(), 2).create(slow, 1, async (share) => shares.push(share) > 0);
    trainer.dispose();
    expect(Math.max(...shares)).toBeGreaterThan(Math.min(...shares));
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  test('are drawn no further once nobody waits for them, and the workers are free', async () => {
    const own = crewOf();
    await expect(poolEngine(own, 2).create({ ...slow, seed: 400 }, 1, async () => false)).rejects.toThrow(
      'Nobody waits',
    );
    await expect.poll(() => log.filter((order) => order.endsWith('close'))).toHaveLength(2);
    expect(await shared(lives, own, 2)).toEqual(await alone(lives));
  });
});

test('networks that are too large are refused in the same sentence as by one worker', async () => {
  const large = experiment([arm('relu')], { width: 512, depth: 64, replicas: 64 });
  await expect(poolEngine(crewOf(), 2).create(large, 1)).rejects.toMatchObject({
    name: 'EngineError',
    message: expect.stringMatching(/^Too large for this engine: .* Choose fewer replicas, a smaller width or depth\.$/),
  });
});

test('workers are kept from run to run, and hold nothing of a run that is over', async () => {
  const own = crewOf();
  const held = new Set<WasmEnsemble>();
  const { dispose } = WasmEnsemble.prototype;
  const { save } = WasmEnsemble.prototype;
  WasmEnsemble.prototype.save = function (index) {
    held.add(this);
    save.call(this, index);
  };
  WasmEnsemble.prototype.dispose = function () {
    held.delete(this);
    dispose.call(this);
  };
  try {
    for (let change = 0; change < 20; change++) {
      const trainer = await poolEngine(own, 2).create({ ...lives, width: 5 + change }, change);
      await trainer.advance(3);
      trainer.dispose();
      trainer.dispose();
    }
    await expect.poll(() => held.size).toBe(0);
    expect(workers).toHaveLength(2);
  } finally {
    Object.assign(WasmEnsemble.prototype, { save, dispose });
  }
});

test('a hundred changes leave nothing in the workers, of which there are no more than two', async () => {
  const engine = poolEngine(crewOf(), 2);
  for (let change = 0; change < 100; change++) {
    const depth = 2 + (change % 5);
    const trainer = await engine.create(experiment([arm('relu'), arm('tanh')], { depth, width: 5, replicas: 2 }), 3);
    await trainer.advance(2);
    await trainer.measure();
    trainer.dispose();
  }
  // Workers hear of the last one's end.
  await expect.poll(() => alive).toBe(0);
  expect(workers).toHaveLength(2);
  expect(most).toBeLessThanOrEqual(4);
});
