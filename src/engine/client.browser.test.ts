import { afterEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { BY_VALUES } from '../tasks/parse/result.ts';
import { rowsFor } from '../tasks/testing.ts';
import { createLab, type Lab } from './client.ts';
import type { Frame } from './engine.ts';
import type { LabEvent } from './protocol.ts';
import { arm, experiment, taskOf } from './testing.ts';

let lab: Lab | null = null;
let events: LabEvent[] = [];
let run = 0;

const open = (createWorker?: () => Worker): Lab => {
  events = [];
  lab = createLab((event) => events.push(event), createWorker);
  return lab;
};

/** Starts a run in that lab, and gives its number. */
const start = (here: Lab, chosen: Experiment, { playing }: { playing: boolean }): number => {
  here.start(chosen, { run: ++run, playing });
  return run;
};

/** A worker that runs that code. */
const workerOf = (code: string): Worker =>
  new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });

afterEach(() => lab?.dispose());

const small = (changes: Partial<Experiment> = {}) =>
  experiment([arm('mrepu.2')], { depth: 3, width: 8, engine: 'tfjs-wasm', ...changes });
const steps = () => events.flatMap((event) => (event.kind === 'frame' ? [event.frame.measurement.step] : []));
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the worker', () => {
  test('runs an experiment away from the page and says on what', async () => {
    const run = start(open(), small({ steps: 40 }), { playing: true });
    await until(() => steps().at(-1) === 40);
    expect(events[0]).toMatchObject({ kind: 'engine', run, report: { name: 'tfjs-wasm' } });
    expect(steps()[0]).toBe(0);
    const last = events.at(-1);
    expect(last).toMatchObject({ kind: 'frame', run, playing: false });
    if (last?.kind !== 'frame') throw new Error('no frame');
    expect(last.frame.outputs[0]).toBeInstanceOf(Float32Array);
    expect(last.frame.measurement.arms[0]).toMatchObject({ status: 'finished', activation: 'mrepu.2' });
    expect(last.stepsPerSecond).toBeGreaterThan(0);
  });

  test('`auto` takes WebAssembly where WebGPU is software, and says why', async () => {
    start(open(), small({ engine: 'auto' }), { playing: false });
    await until(() => steps().length > 0);
    expect(events[0]).toMatchObject({ kind: 'engine', report: { name: 'fused-wasm' } });
    expect(events[0]?.kind === 'engine' && events[0].report.reason).toMatch(
      /software adapter \(SwiftShader\).*WebAssembly/,
    );
  });

  test.each(['tfjs-webgpu', 'tfjs-cpu'] as const)('%s can be forced', async (engine) => {
    start(open(), small({ engine }), { playing: false });
    await until(() => steps().length > 0);
    expect(events[0]).toMatchObject({ kind: 'engine', report: { name: engine } });
  });

  test('steps exactly as many as asked, measures on request', async () => {
    const here = open();
    expect(await here.step(3)).toBe('interrupted');
    expect(await here.measure()).toBeNull();
    start(here, small(), { playing: false });
    expect(await here.step(23)).toBe('done');
    expect((await here.measure())?.measurement.step).toBe(23);
  });

  test('sixty starts in a row: nothing but the last is heard', async () => {
    const here = open();
    start(here, small(), { playing: true });
    await until(() => steps().length > 2);
    events = [];
    let last = 0;
    for (let width = 4; width < 64; width++) last = start(here, small({ width, steps: 5 }), { playing: true });
    await until(() => steps().at(-1) === 5);
    expect(new Set(events.map(({ run }) => run))).toEqual(new Set([last]));
  });

  test('a change of the engine between runs', async () => {
    const here = open();
    for (const engine of ['tfjs-wasm', 'tfjs-cpu', 'tfjs-wasm'] as const) {
      events = [];
      start(here, small({ engine, steps: 3 }), { playing: true });
      await until(() => steps().at(-1) === 3);
      expect(events[0]).toMatchObject({ report: { name: engine } });
    }
  });

  test('an experiment too large for it is told in a sentence', async () => {
    start(open(), small({ width: 512, depth: 64, replicas: 64 }), { playing: true });
    await until(() => events.some(({ kind }) => kind === 'error'));
    expect(events.at(-1)).toMatchObject({ message: expect.stringMatching(/needs about .* MB/) });
  });
});

describe('beside a run', () => {
  test('predictions at any points come from the present networks', async () => {
    const here = open();
    const points = Float32Array.of(-1, 0, 1);
    expect(await here.predict(points)).toBeNull();
    start(here, small(), { playing: true });
    const early = await here.predict(points);
    expect(early?.[0]).toHaveLength(3);
    expect(await here.step(50)).toBe('done');
    const late = await here.predict(points);
    expect(late?.[0]).toHaveLength(3);
    expect(late).not.toEqual(early);
  });

  const table = (text: string) => [{ name: 'mine.csv', bytes: new TextEncoder().encode(text) }];
  const rows = Array.from({ length: 20 }, (_, i) => `${i / 10},${i % 3}.5`).join('\n');

  test('files are read, and the run goes on', async () => {
    const here = open();
    const run = start(here, small(), { playing: true });
    await until(() => steps().length > 2);
    const read = await here.parse(table(`x,y\n${rows}`), { ...BY_VALUES, kind: 'number' });
    expect(read).toMatchObject({ table: { target: 'y' }, dataset: { size: 20, features: 1 } });
    expect(await here.parse(table(`x,y\n${rows}\n1,two`), { ...BY_VALUES, kind: 'number' })).toMatchObject({
      error: expect.stringMatching(/^Line 22, column 2 \(y\)/),
    });
    const count = steps().length;
    await until(() => steps().length > count + 2);
    expect(events.every((event) => event.run === run && event.kind !== 'error')).toBe(true);
  });

  test('a reader of files that breaks is told in a sentence', async () => {
    const here = open(() => workerOf('throw new Error("broken");'));
    expect(await here.parse(table(rows), BY_VALUES)).toEqual({
      error: expect.stringMatching(/^The worker that read the file stopped \(.*broken\); try again\.$/),
    });
    expect(events).toEqual([]);
  });
});

describe('a worker that dies', () => {
  /** Frames of its successor. */
  const framesSince = (): readonly Frame[] => {
    const death = events.findIndex(({ kind }) => kind === 'error');
    return death < 0 ? [] : events.slice(death).flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));
  };
  const messages = () => events.flatMap((event) => (event.kind === 'error' ? [event.message] : []));

  test('is replaced, the page is told, and the run goes on from its seed', async () => {
    const workers: Worker[] = [];
    const here = open(() => {
      const worker = new Worker(new URL('./testing.worker.ts', import.meta.url), { type: 'module' });
      workers.push(worker);
      return worker;
    });
    const first = start(here, small(), { playing: true });
    await until(() => steps().length > 2);
    // An answer that the dead worker still owes.
    const owed = here.step(1_000_000_000);
    workers[0]?.postMessage('die');
    expect(await owed).toBe('interrupted');
    await until(() => framesSince().length > 0);
    expect(workers).toHaveLength(2);
    expect(messages()).toEqual([
      expect.stringMatching(/^The training worker stopped \(.*out of memory\); the run starts again from its seed\.$/),
    ]);
    const before = events.find((event) => event.kind === 'frame')?.frame.measurement;
    expect(before).toMatchObject({ run: first, step: 0 });
    expect(framesSince()[0]?.measurement, 'the same run, at its beginning').toEqual(before);
    expect(await here.step(7)).toBe('done');
    expect((await here.measure())?.measurement.step).toBe(7);
  });

  test('has a successor that knows the same data', async () => {
    const workers: Worker[] = [];
    const here = open(() => {
      const worker = new Worker(new URL('./testing.worker.ts', import.meta.url), { type: 'module' });
      workers.push(worker);
      return worker;
    });
    // Before there is a worker, and while there is one.
    here.provide('own', rowsFor({ rows: 40, features: 3, classes: 2 }));
    start(here, small(), { playing: false });
    await until(() => steps().length > 0);
    here.provide('own', rowsFor({ rows: 60, features: 5, classes: 4 }));
    const own = start(here, small({ task: taskOf('own') }), { playing: false });
    await until(() => events.some((event) => event.kind === 'frame' && event.run === own));
    workers[0]?.postMessage('die');
    await until(() => framesSince().length > 0);
    expect(workers).toHaveLength(2);
    expect(framesSince()[0]?.outputs[0]?.length).toBe(48 * 4);
  });

  test('and whose successors die at once is given up, in a sentence', async () => {
    let created = 0;
    const here = open(() => {
      created++;
      return workerOf('throw new Error("broken");');
    });
    start(here, small(), { playing: true });
    await until(() => messages().some((message) => message.includes('reload the page to try again')));
    expect(created).toBe(3);
    expect(messages()).toHaveLength(3);
  });
});
