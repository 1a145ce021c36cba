import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../experiment/experiment.ts';
import type { PreparedEngine } from '../choose.ts';
import type { Engine } from '../engine.ts';
import { arm, experiment } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { onAllCores } from './choice.ts';

const prepared = (engine: Engine): PreparedEngine => ({
  engine,
  report: { name: engine.name, adapter: engine.adapter, reason: 'Running on WebAssembly.' },
  lost: new Promise(() => {}),
  suits: ({ engine: choice }) => choice === 'auto',
});

const noWorker = (): Worker => {
  throw new Error('There are no workers here.');
};

/** Four networks of depth 10, width 64, which are worth a measurement. */
const large = experiment(
  ['relu', 'tanh', 'gelu', 'silu'].map((id) => arm(id)),
  { depth: 10, width: 64 },
);
const small: Experiment = { ...large, width: 8 };

/** Prepares on so many cores; of `times`, one worker's comes first. */
function preparing(times: readonly number[], cores = 2, engine: Engine = wasmEngine()) {
  const asked: string[] = [];
  const replicas: number[] = [];
  const left = [...times];
  const prepare = onAllCores(async () => prepared(engine), {
    cores,
    createWorker: noWorker,
    timesOf: async (engines, rehearsal) => {
      replicas.push(rehearsal.replicas);
      asked.push(...engines.map(({ adapter }) => adapter));
      return left.splice(0, engines.length);
    },
  });
  return { prepare: (chosen: Experiment) => prepare(chosen, null), asked, replicas };
}

describe('several workers or one', () => {
  test('several where they are faster, and by how much', async () => {
    const { prepare } = preparing([3.6, 2]);
    const { engine, report } = await prepare(large);
    expect(engine.adapter).toMatch(/^SIMD.*, 2 workers$/);
    expect(report).toMatchObject({
      adapter: engine.adapter,
      reason: 'Running on WebAssembly. 2 workers: 1.8 times one.',
    });
  });

  test('one where several are not', async () => {
    const { prepare } = preparing([2, 2.5]);
    const { engine, report } = await prepare(large);
    expect(engine.adapter).toMatch(/, 1 thread$/);
    expect(report.reason).toBe('Running on WebAssembly. One worker: 2 are 0.8 times as fast.');
  });

  test('several where one cannot hold the networks', async () => {
    const { report } = await preparing([Number.POSITIVE_INFINITY, 2]).prepare(large);
    expect(report.reason).toMatch(/ 2 workers, as one cannot hold them\.$/);
  });

  test('one without asking for a small experiment, a single network, a single core or another engine', async () => {
    const { prepare, asked } = preparing([3.6, 2]);
    expect((await prepare(small)).report.reason).toBe('Running on WebAssembly.');
    await prepare({ ...large, width: 512, arms: [arm('relu')] });
    await preparing([3.6, 2], 1).prepare(large);
    const other = preparing([3.6, 2], 2, { ...wasmEngine(), name: 'tfjs-wasm' });
    await other.prepare(large);
    expect([asked, other.asked]).toEqual([[], []]);
  });

  test('no more workers than networks', async () => {
    const { engine } = await preparing([3.6, 2], 16).prepare(large);
    expect(engine.adapter).toMatch(/4 workers$/);
  });

  test('is measured once for networks of about the same size, and asked anew for others', async () => {
    const { prepare, asked } = preparing([3.6, 2, 9, 3]);
    const { suits } = await prepare(large);
    expect(suits({ ...large, seed: 5, learningRate: 0.1 })).toBe(true);
    expect([suits(small), suits({ ...large, replicas: 4 }), suits({ ...large, engine: 'tfjs-cpu' })]).toEqual([
      false,
      false,
      false,
    ]);
    expect((await prepare(small)).suits(large)).toBe(false);
    await prepare(large);
    expect(asked).toHaveLength(2);
    expect((await prepare({ ...large, replicas: 4 })).report.reason).toMatch(/3 times one/);
  });

  test('of many replicas a few are measured, once for any number of them', async () => {
    const { prepare, asked, replicas } = preparing([3.6, 2, 9, 3]);
    const { suits } = await prepare({ ...large, replicas: 64 });
    expect(suits({ ...large, replicas: 32 })).toBe(true);
    expect((await prepare({ ...large, replicas: 32 })).report.reason).toMatch(/1.8 times one/);
    expect([asked.length, replicas]).toEqual([2, [2]]);
    // Not where one worker might not hold them all.
    await prepare({ ...large, width: 512, replicas: 64 });
    expect(replicas).toEqual([2, 64]);
  });

  test('one where workers within workers cannot be had, and nothing is tried again', async () => {
    let tried = 0;
    const prepare = onAllCores(async () => prepared(wasmEngine()), {
      cores: 2,
      createWorker: () => {
        tried++;
        return noWorker();
      },
    });
    for (let i = 0; i < 2; i++) {
      expect((await prepare({ ...large, depth: 9 + i }, null)).report.reason).toBe('Running on WebAssembly.');
    }
    expect(tried).toBe(2);
  });
});
