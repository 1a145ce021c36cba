/** Real workers: a crew of the page's, and the one that the training worker opens within itself. */
import { afterEach, describe, expect, test } from 'vitest';
import { createLab, type Lab } from '../client.ts';
import { openWorker } from '../openWorker.ts';
import type { LabEvent } from '../protocol.ts';
import { arm, experiment } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { type Crew, createCrew } from './crew.ts';
import { poolEngine } from './engine.ts';

let crew: Crew | null = null;
let lab: Lab | null = null;

afterEach(() => {
  crew?.dispose();
  lab?.dispose();
});

const four = experiment(
  ['relu', 'tanh', 'mrepu.2', 'repu.2'].map((id) => arm(id)),
  { depth: 10, width: 64, steps: 10 },
);

describe('several workers', () => {
  test('train to the last bit what one does', async () => {
    crew = createCrew(openWorker);
    const engines = [wasmEngine(), poolEngine(crew, 2)];
    const [one, several] = await Promise.all(
      engines.map(async (engine) => {
        const trainer = await engine.create({ ...four, replicas: 2 }, 1);
        await trainer.advance(70);
        const { measurement, outputs } = await trainer.measure();
        trainer.dispose();
        return [measurement.arms, outputs];
      }),
    );
    expect(several).toEqual(one);
  });

  test('the training worker opens workers of its own, measures them and says how fast they are', async () => {
    const events: LabEvent[] = [];
    lab = createLab((event) => events.push(event));
    lab.start({ ...four, engine: 'fused-wasm' }, { run: 1, playing: true });
    await expect
      .poll(() => events.some((event) => event.kind === 'frame' && event.frame.measurement.step === 10))
      .toBe(true);
    const reports = events.flatMap((event) => (event.kind === 'engine' ? [event.report] : []));
    const sentence =
      navigator.hardwareConcurrency > 1
        ? / (\d+ workers: [\d.]+ times one|One worker: \d+ are [\d.]+ times as fast)\.$/
        : /asked for\.$/;
    expect(reports.map(({ reason }) => reason)).toEqual([expect.stringMatching(sentence)]);
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([]);
  });
});
