import { afterEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { createLab, type Lab } from './client.ts';
import type { LabEvent } from './protocol.ts';
import { arm, experiment } from './testing.ts';

let lab: Lab | null = null;
let events: LabEvent[] = [];

const open = (): Lab => {
  events = [];
  lab = createLab((event) => events.push(event));
  return lab;
};

afterEach(() => lab?.dispose());

const small = (changes: Partial<Experiment> = {}) =>
  experiment([arm('mrepu.2')], { depth: 3, width: 8, engine: 'tfjs-wasm', ...changes });
const steps = () => events.flatMap((event) => (event.kind === 'frame' ? [event.frame.measurement.step] : []));
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the worker', () => {
  test('runs an experiment away from the page and says on what', async () => {
    const run = open().start(small({ steps: 40 }), { playing: true });
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
    open().start(small({ engine: 'auto' }), { playing: false });
    await until(() => steps().length > 0);
    expect(events[0]).toMatchObject({ kind: 'engine', report: { name: 'fused-wasm' } });
    expect(events[0]?.kind === 'engine' && events[0].report.reason).toMatch(
      /software adapter \(SwiftShader\).*WebAssembly/,
    );
  });

  test.each(['tfjs-webgpu', 'tfjs-cpu'] as const)('%s can be forced', async (engine) => {
    open().start(small({ engine }), { playing: false });
    await until(() => steps().length > 0);
    expect(events[0]).toMatchObject({ kind: 'engine', report: { name: engine } });
  });

  test('steps exactly as many as asked, measures on request', async () => {
    const here = open();
    expect(await here.step(3)).toBe('interrupted');
    expect(await here.measure()).toBeNull();
    here.start(small(), { playing: false });
    expect(await here.step(23)).toBe('done');
    expect((await here.measure())?.measurement.step).toBe(23);
  });

  test('sixty starts in a row: nothing but the last is heard', async () => {
    const here = open();
    here.start(small(), { playing: true });
    await until(() => steps().length > 2);
    events = [];
    let last = 0;
    for (let width = 4; width < 64; width++) last = here.start(small({ width, steps: 5 }), { playing: true });
    await until(() => steps().at(-1) === 5);
    expect(new Set(events.map(({ run }) => run))).toEqual(new Set([last]));
  });

  test('a change of the engine between runs', async () => {
    const here = open();
    for (const engine of ['tfjs-wasm', 'tfjs-cpu', 'tfjs-wasm'] as const) {
      events = [];
      here.start(small({ engine, steps: 3 }), { playing: true });
      await until(() => steps().at(-1) === 3);
      expect(events[0]).toMatchObject({ report: { name: engine } });
    }
  });

  test('an experiment too large for it is told in a sentence', async () => {
    open().start(small({ width: 512, depth: 64, replicas: 64 }), { playing: true });
    await until(() => events.some(({ kind }) => kind === 'error'));
    expect(events.at(-1)).toMatchObject({ message: expect.stringMatching(/needs about .* MB/) });
  });
});
