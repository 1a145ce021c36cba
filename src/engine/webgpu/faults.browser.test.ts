/** A graphics device that can do little, or has no memory left: a sentence says what to choose, and the page goes on. */

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import { faster, type PreparedEngine } from '../choose.ts';
import { type Engine, EngineError } from '../engine.ts';
import type { LabEvent } from '../protocol.ts';
import { Runner } from '../runner.ts';
import { arm, armOf, expectClose, experiment, frameAfter } from '../testing.ts';
import { millisecondsPerStep } from '../timing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { fusedEngine } from './engine.ts';
import { checkLimits, type GroupPlan, type Limits } from './plan.ts';
import { liveBuffers, PLAIN, testDevice } from './testing.ts';

const never = new Promise<string>(() => {});
const [small, large] = [experiment([arm('relu')]), experiment([arm('relu')], { width: 64, replicas: 16 })];

/** What a run emits until the first frame or error. */
async function firstEvents(prepare: () => Promise<PreparedEngine>, runs: readonly (typeof small)[]) {
  const runner = new Runner(prepare);
  const events: LabEvent[] = [];
  for (const [i, chosen] of runs.entries()) {
    await runner.start({ run: i, experiment: chosen, playing: false }, (event) => {
      events.push(event);
    });
  }
  runner.dispose();
  return events;
}

const preparedOf = (engine: Engine): PreparedEngine => ({
  engine,
  report: { name: engine.name, adapter: engine.adapter, reason: '' },
  lost: never,
  suits: () => true,
});

describe('an adapter with small limits', () => {
  let device: GPUDevice;
  let limits: Limits;
  const within = (changes: Partial<Limits>, software = false): Engine =>
    fusedEngine(device, { adapter: 'small', software, limits: { ...limits, ...changes } });

  beforeAll(async () => {
    device = await testDevice();
    const { limits: own } = device;
    limits = {
      maxBufferSize: own.maxBufferSize,
      maxComputeInvocationsPerWorkgroup: own.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX: own.maxComputeWorkgroupSizeX,
      maxComputeWorkgroupsPerDimension: own.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: own.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: own.maxStorageBuffersPerShaderStage,
    };
  });

  test.each([
    [
      { maxStorageBufferBindingSize: 2 ** 20 },
      /needs about \d+ MB of memory, and 1 MB can be used\. Choose fewer replicas/,
    ],
    [{ maxBufferSize: 2 ** 20 }, /and 1 MB can be used\. Choose fewer replicas/],
    [
      { maxComputeWorkgroupsPerDimension: 64 },
      /needs [\d,]+ workgroups, and this graphics device allows 64\. Choose fewer/,
    ],
    [{ maxStorageBuffersPerShaderStage: 4 }, /needs 7 buffers .* allows 4 and \d+\. Choose another engine/],
    [{ maxComputeInvocationsPerWorkgroup: 8 }, /16 threads in a kernel; .* and 8\. Choose another engine/],
  ] as const)('%o: what is beyond them is refused in a sentence', async (changes, sentence) => {
    const refusal = within(changes).create(large, 1);
    await expect(refusal).rejects.toThrow(EngineError);
    await expect(refusal).rejects.toThrow(sentence);
  });

  test('too much data is not blamed on the networks', () => {
    const plan: GroupPlan = {
      activation: wgslForms(activation('relu').formula),
      optimizer: 'sgd',
      loss: 'cross-entropy',
      tiling: { rows: 4, columns: 4, rowTiles: 2, threads: 32 },
      size: { replicas: 1, depth: 2, inputs: 3072, width: 8, outputs: 10, streams: 1, ...PLAIN },
      examples: 50_000,
      observed: 1024,
      batch: 64,
      scales: 1,
      rates: 1,
    };
    expect(() => checkLimits(plan, limits)).toThrow(/needs about 586 MB .* 128 MB can be used\. Choose less data/);
  });

  test('workgroups shrink to the threads that are allowed', async () => {
    const chosen = experiment([arm('tanh')], { width: 64, depth: 3 });
    const few = armOf(await frameAfter(within({ maxComputeInvocationsPerWorkgroup: 24 }), chosen, 5));
    const many = armOf(await frameAfter(within({}), chosen, 5));
    expectClose([few.loss], [many.loss], 1e-6, 'loss');
    expectClose(few.variance, many.variance, 1e-6, 'variance');
  });

  test('what fits in them trains, and a run that does not fit says so and leaves the next one alone', async () => {
    const engine = within({ maxStorageBufferBindingSize: 2 ** 20 });
    const events = await firstEvents(async () => preparedOf(engine), [large, small]);
    const errors = events.filter((event) => event.kind === 'error');
    expect(errors).toEqual([{ kind: 'error', run: 0, message: expect.stringMatching(/Choose fewer replicas/) }]);
    expect(events.at(-1)).toMatchObject({ kind: 'frame', run: 1 });
  });

  test('where the choice is free, WebAssembly takes what the device cannot hold', async () => {
    const candidates = [
      { engine: within({ maxStorageBufferBindingSize: 2 ** 20 }), lost: never },
      { engine: wasmEngine(), lost: never },
    ] as const;
    const engines = candidates.map(({ engine }) => engine);
    const times = await millisecondsPerStep(engines, large);
    const { report } = faster(candidates, times as [number, number], large);
    expect(report).toMatchObject({ name: 'fused-wasm', reason: expect.stringMatching(/WebGPU cannot hold them/) });
  });
});

describe('an allocation that fails', () => {
  let device: GPUDevice;
  let live: ReadonlySet<GPUBuffer>;
  let uncaptured: string[];
  beforeEach(async () => {
    device = await testDevice();
    live = liveBuffers(device);
    uncaptured = [];
    device.addEventListener('uncapturederror', ({ error }) => uncaptured.push(error.message));
  });

  /** Has the device report what a card does when its memory is full, as long as `full` says so. */
  const reportFull = (full: () => boolean) => {
    const filters: GPUErrorFilter[] = [];
    const [push, pop] = [device.pushErrorScope.bind(device), device.popErrorScope.bind(device)];
    device.pushErrorScope = (filter) => {
      filters.push(filter);
      push(filter);
    };
    device.popErrorScope = async () => {
      const memory = filters.pop() === 'out-of-memory';
      const error = await pop();
      return memory && full() ? new GPUOutOfMemoryError('out of memory') : error;
    };
  };

  test('the sentence says for what and what to choose; nothing is left behind, and a later run trains', async () => {
    let full = true;
    reportFull(() => full);
    const engine = fusedEngine(device, { adapter: 'full', software: true });
    const refusal = engine.create(large, 1);
    await expect(refusal).rejects.toThrow(EngineError);
    await expect(refusal).rejects.toThrow(/no memory left for 16 × 1 networks of depth 5 and width 64\. Choose fewer/);
    expect(live.size).toBe(0);
    full = false;
    expect(armOf(await frameAfter(engine, small, 2)).status).toBe('training');
    expect(live.size).toBe(0);
    expect(uncaptured).toEqual([]);
  });

  test.each(['activations', 'keptParameters', 'readback'])(
    'a buffer that the device refuses (%s): the same, and no error goes past',
    async (label) => {
      const create = device.createBuffer.bind(device);
      device.createBuffer = (given) =>
        create(given.label === label ? { ...given, size: 2 * device.limits.maxBufferSize } : given);
      const engine = fusedEngine(device, { adapter: 'full', software: true });
      await expect(engine.create(small, 1)).rejects.toThrow(
        /^The graphics device refuses 1 × 1 networks .* Choose fewer/,
      );
      expect(live.size).toBe(0);
      await device.queue.onSubmittedWorkDone();
      expect(uncaptured).toEqual([]);
    },
  );

  test('buffers of predictions are made when they are first wanted, and refused in a sentence', async () => {
    const create = device.createBuffer.bind(device);
    const refused = { label: 'parameters of predictions' };
    device.createBuffer = (given) =>
      create(given.label === refused.label ? { ...given, size: 2 * device.limits.maxBufferSize } : given);
    const trainer = await fusedEngine(device, { adapter: 'full', software: true }).create(small, 1);
    const trained = live.size;
    await expect(trainer.predict(Float32Array.of(0.5))).rejects.toThrow(
      /^The graphics device refuses predictions of 1 networks .* Choose fewer/,
    );
    expect(live.size).toBe(trained);
    trainer.dispose();
    expect(live.size).toBe(0);
    await device.queue.onSubmittedWorkDone();
    expect(uncaptured).toEqual([]);
  });

  test('a page whose run did not fit goes on with the next one', async () => {
    let full = true;
    reportFull(() => full);
    const engine = fusedEngine(device, { adapter: 'full', software: true });
    const prepare = async () => preparedOf(engine);
    const runner = new Runner(prepare);
    const events: LabEvent[] = [];
    const emit = (event: LabEvent) => {
      events.push(event);
    };
    expect(await runner.start({ run: 1, experiment: large, playing: false }, emit)).toBe(false);
    full = false;
    expect(await runner.start({ run: 2, experiment: small, playing: false }, emit)).toBe(true);
    runner.dispose();
    expect(events.filter(({ kind }) => kind === 'error')).toMatchObject([
      { run: 1, message: expect.stringMatching(/no memory left/) },
    ]);
  });

  test('WebAssembly takes the run where the choice is free', async () => {
    reportFull(() => true);
    const engine = fusedEngine(device, { adapter: 'full', software: true });
    expect(await millisecondsPerStep([engine], small)).toEqual([Number.POSITIVE_INFINITY]);
  });
});
