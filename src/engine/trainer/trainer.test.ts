/** Training as all engines do it, held on the reference's networks, whose state can be looked at after every step. */
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import type { EngineFrame, Trainer } from '../engine.ts';
import { ReferenceEnsemble } from '../reference/engine.ts';
import { arm, experiment } from '../testing.ts';
import type { Ensemble } from './ensemble.ts';
import { startTrainer } from './trainer.ts';

const POINTS = Float32Array.of(-0.7, 0, 0.4);

const fails = experiment([arm('mrepu.2', { k1: 0.01 }), arm('gelu'), arm('tanh')], {
  optimizer: 'sgd',
  learningRate: 10,
  batch: 48,
  depth: 3,
  width: 6,
});
const lives = experiment([arm('relu'), arm('tanh')], { optimizer: 'momentum', replicas: 2, depth: 3, width: 6 });
const loses = experiment([arm('repu.2', { k1: 0.35 }), arm('tanh')], { depth: 11, width: 7, replicas: 4, batch: 48 });

const looking = (chosen: Experiment, interval: number): Ensemble =>
  new ReferenceEnsemble(setup(chosen), chosen, interval);

const started = (chosen: Experiment, ensemble: Ensemble): Promise<Trainer> =>
  startTrainer(ensemble, setup(chosen), chosen, { run: 7, engine: 'reference', adapter: 'test' });

/** What a trainer tells after so many steps, and so many more. */
async function told(trainer: Trainer, counts: readonly number[]) {
  const all: unknown[] = [];
  for (const count of counts) {
    await trainer.advance(count);
    const frame = await trainer.measure();
    all.push(frame, trainer.step, trainer.exhausted, await trainer.predict(POINTS));
  }
  trainer.dispose();
  return all;
}

/** The same networks behind a queue: orders are carried out later than they are given, and copies are all that crosses. */
function elsewhere(near: Ensemble, log: string[] = []): Ensemble {
  let queue: Promise<unknown> = Promise.resolve();
  const post = <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const answer = queue.then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      log.push(what);
      return structuredClone(await work());
    });
    queue = answer.catch(() => {});
    return answer;
  };
  const { interval, chunk, overlaps } = near;
  return {
    interval,
    chunk: 4 * chunk,
    overlaps,
    train: (arms, done, count, place) =>
      void post(`train ${count}`, () => near.train(structuredClone(arms), done, count, place)),
    settled: () => post('settled', () => {}),
    look: (arms, step, steps) => post('look', () => near.look(structuredClone(arms), step, steps)),
    save: (own) => void post('save', () => near.save(own)),
    restore: (own) => void post('restore', () => near.restore(own)),
    retrace: (own, done, count) => post(`retrace ${count}`, () => near.retrace(own, done, count)),
    predict: (replicas, inputs, derivatives) => {
      const chosen = replicas();
      return post('predict', () => near.predict(() => chosen, inputs, derivatives));
    },
    parameters: (replicas) => {
      const chosen = replicas();
      return post('parameters', () => near.parameters(() => chosen));
    },
    release: (own) => void post('release', () => near.release(own)),
    dispose: () => void post('dispose', () => near.dispose()),
  };
}

describe.each([
  ['all arms fail on the way', fails],
  ['no arm fails', lives],
  ['some replicas fail from the start', loses],
])('%s', (_, chosen) => {
  const counts = [0, 1, 9, 2, 7];
  const exact = (async () => told(await started(chosen, looking(chosen, 1)), counts))();

  test.each([2, 5, 64])('looks at most every %d steps: to the bit what looking after each gives', async (interval) => {
    expect(await told(await started(chosen, looking(chosen, interval)), counts)).toEqual(await exact);
  });

  test('networks elsewhere, which get orders and give copies: the same', async () => {
    expect(await told(await started(chosen, elsewhere(looking(chosen, 5))), counts)).toEqual(await exact);
  });
});

test('a failure between two looks is found by going back, chunk by chunk, and no further than to its step', async () => {
  const [chosen, log] = [
    experiment(fails.arms.slice(0, 1), { ...fails, arms: fails.arms.slice(0, 1) }),
    [] as string[],
  ];
  const trainer = await started(chosen, elsewhere(looking(chosen, 64), log));
  await trainer.advance(20);
  const { measurement } = await trainer.measure();
  const { failure } = measurement.arms[0]!;
  expect(failure?.step).toBeGreaterThan(0);
  expect(measurement.step).toBe(trainer.step);
  const chunks = Math.ceil(trainer.step / 4);
  await expect
    .poll(() => log)
    .toEqual([
      ...['look', 'save', 'train 20', 'settled', 'look', 'restore'],
      ...Array<string>(chunks).fill('retrace 4'),
      'release',
    ]);
});

test('where networks cannot be looked at while they train, training waits; nothing is counted twice', async () => {
  const trainer = await started(lives, elsewhere(looking(lives, 5)));
  const frames: Promise<EngineFrame>[] = [];
  const expected: number[] = [];
  for (const count of [3, 4, 6]) {
    await trainer.advance(count);
    expected.push(trainer.step);
    frames.push(trainer.measure());
  }
  expect((await Promise.all(frames)).map(({ measurement }) => measurement.step)).toEqual(expected);
  expect((await trainer.measure()).measurement).toEqual(
    ((await told(await started(lives, looking(lives, 1)), [13])) as [EngineFrame])[0].measurement,
  );
  trainer.dispose();
});

test('what was disposed while it measured or trained is silent', async () => {
  const trainer = await started(lives, elsewhere(looking(lives, 5)));
  await trainer.advance(2);
  const measured = trainer.measure();
  const advanced = trainer.advance(600);
  trainer.dispose();
  await advanced;
  expect((await measured).measurement).toMatchObject({ run: 7, step: 0, arms: [{ status: 'ready' }, {}] });
});

test('a first look that fails frees the networks', async () => {
  const log: string[] = [];
  const near = looking(lives, 5);
  near.look = () => Promise.reject(new Error('no memory'));
  await expect(started(lives, elsewhere(near, log))).rejects.toThrow('no memory');
  await expect.poll(() => log).toEqual(['look', 'dispose']);
});
