import { beforeEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { setup } from '../experiment/setup.ts';
import { rowsFor } from '../tasks/testing.ts';
import type { PreparedEngine } from './choose.ts';
import { type Engine, EngineError, type Frame, type Trainer } from './engine.ts';
import type { LabEvent } from './protocol.ts';
import { referenceEngine } from './reference/engine.ts';
import { Runner } from './runner.ts';
import { arm, experiment, taskOf } from './testing.ts';

const small = (changes: Partial<Experiment> = {}) => experiment([arm('relu')], { depth: 2, width: 4, ...changes });

let events: LabEvent[];
let created: Experiment[];
let alive: Set<Trainer>;
let loseDevice: (message: string) => void;

/** The reference engine, counted. */
const counting: Engine = {
  ...referenceEngine,
  async create(chosen, run): Promise<Trainer> {
    created.push(chosen);
    const trainer = await referenceEngine.create(chosen, run);
    const trainers = alive;
    trainers.add(trainer);
    trainer.dispose = () => {
      trainers.delete(trainer);
    };
    return trainer;
  },
};

/** The same, whose predictions go through a function of the test. */
const predicting = (through: (predict: Trainer['predict'], inputs: Float32Array) => Predicted): Engine => ({
  ...counting,
  async create(chosen, run): Promise<Trainer> {
    const trainer = await counting.create(chosen, run);
    const predict = trainer.predict.bind(trainer);
    trainer.predict = (inputs) => through(predict, inputs);
    return trainer;
  },
});
type Predicted = ReturnType<Trainer['predict']>;

function runnerOn(engine: Engine = counting): Runner {
  return new Runner(async (_, avoidWebGPU): Promise<PreparedEngine> => {
    const lost = new Promise<string>((resolve) => {
      loseDevice = resolve;
    });
    const report = { name: engine.name, adapter: '', reason: avoidWebGPU ?? 'A test.' };
    return { engine, report, lost, suits: () => true };
  });
}

const emit = (event: LabEvent): void => {
  events.push(event);
};
const frames = (run: number): Frame[] => events.flatMap((e) => (e.kind === 'frame' && e.run === run ? [e.frame] : []));
const steps = (run: number): number[] => frames(run).map(({ measurement }) => measurement.step);
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** So long that a runner would be seen to train, if it did: another gets on by some steps meanwhile. */
async function meanwhile(): Promise<void> {
  const other = runnerOn();
  let reached = 0;
  const follow = (event: LabEvent) => {
    if (event.kind === 'frame') reached = event.frame.measurement.step;
  };
  await other.start({ run: 99, experiment: small(), playing: true }, follow);
  await until(() => reached > 5);
  other.dispose();
}

beforeEach(() => {
  events = [];
  created = [];
  alive = new Set();
});

describe('a run', () => {
  test('reports its engine, then stands at step 0 until asked', async () => {
    const runner = runnerOn();
    expect(await runner.start({ run: 1, experiment: small(), playing: false }, emit)).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual(['engine', 'frame']);
    expect(steps(1)).toEqual([0]);
    runner.dispose();
  });

  test('is built while the page has yet to take in the report of its engine', async () => {
    const runner = runnerOn();
    const told: LabEvent['kind'][] = [];
    const busy = (event: LabEvent) => {
      told.push(event.kind);
      return event.kind === 'engine' ? new Promise<void>(() => {}) : undefined;
    };
    expect(await runner.start({ run: 1, experiment: small(), playing: false }, busy)).toBe(true);
    expect(told).toEqual(['engine', 'frame']);
    runner.dispose();
  });

  test('says how much of its networks is drawn where that takes its time, and draws no further once another begins', async () => {
    const shares = (run: number) => events.flatMap((e) => (e.kind === 'drawing' && e.run === run ? [e.share] : []));
    let [asked, begun, told] = [0, 0, Number.POSITIVE_INFINITY];
    const follow = (event: LabEvent) => {
      if (event.kind === 'drawing') told = Math.min(told, performance.now());
      emit(event);
    };
    const slow: Engine = {
      ...counting,
      async create(chosen, run, progress) {
        begun ||= performance.now();
        for (let i = 1; i <= 10; i++) {
          asked++;
          await new Promise((resolve) => setTimeout(resolve, 60));
          if (!(await progress?.(i / 10))) throw new Error('Nobody waits for these networks any more.');
        }
        return counting.create(chosen, run);
      },
    };
    const runner = runnerOn(slow);
    expect(await runner.start({ run: 1, experiment: small(), playing: false }, follow)).toBe(true);
    expect(shares(1).length).toBeGreaterThan(3);
    // Nothing within the first fifth of a second, but for the clock's own steps.
    expect(told - begun).toBeGreaterThan(190);
    expect(shares(1)).toEqual([...shares(1)].sort((a, b) => a - b));
    asked = 0;
    const second = runner.start({ run: 2, experiment: small(), playing: false }, emit);
    await until(() => asked === 2);
    const third = runner.start({ run: 3, experiment: small(), playing: false }, emit);
    expect(await second).toBe(false);
    expect(await third).toBe(true);
    expect(asked).toBeLessThan(15);
    expect(events.filter(({ kind }) => kind === 'error')).toEqual([]);
    runner.dispose();
  });

  test('plays to the step limit and is finished there; a higher limit lets it go on', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small({ steps: 9 }), playing: true }, emit);
    await until(() => steps(1).at(-1) === 9);
    const last = events.at(-1);
    expect(last).toMatchObject({ kind: 'frame', playing: false });
    expect(frames(1).at(-1)?.measurement.arms[0]?.status).toBe('finished');
    expect(frames(1).at(-2)?.measurement.arms[0]?.status).not.toBe('finished');
    runner.setSteps(12);
    await until(() => steps(1).at(-1) === 12);
    runner.setSteps(10);
    runner.setSteps(0);
    await until(() => (steps(1).at(-1) ?? 0) > 12);
    runner.setSteps(1);
    await until(() => frames(1).at(-1)?.measurement.arms[0]?.status === 'finished');
    expect(events.at(-1)).toMatchObject({ playing: false });
    runner.dispose();
  });

  test('steps exactly as many as asked, then pauses', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small(), playing: true }, emit);
    runner.pause();
    const before = (await runner.measure())?.measurement.step as number;
    expect(await runner.step(17)).toBe('done');
    expect((await runner.measure())?.measurement.step).toBe(before + 17);
    await meanwhile();
    expect((await runner.measure())?.measurement.step).toBe(before + 17);
    runner.dispose();
  });

  test('a request for steps ends as interrupted or stopped when something else comes first', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small({ steps: 30 }), playing: false }, emit);
    const interrupted = runner.step(1_000_000);
    runner.play();
    expect(await interrupted).toBe('interrupted');
    expect(await runner.step(1_000_000)).toBe('stopped');
    expect((await runner.measure())?.measurement.step).toBe(30);
    const superseded = runner.step(5);
    runner.dispose();
    expect(await superseded).not.toBe('done');
    expect(await runner.measure()).toBeNull();
  });

  test('play and pause', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small(), playing: false }, emit);
    runner.play();
    await until(() => (steps(1).at(-1) ?? 0) > 20);
    expect(events.at(-1)).toMatchObject({ playing: true });
    runner.pause();
    await until(() => events.at(-1)?.kind === 'frame' && !(events.at(-1) as { playing: boolean }).playing);
    const paused = (await runner.measure())?.measurement.step;
    await meanwhile();
    expect((await runner.measure())?.measurement.step).toBe(paused);
    runner.dispose();
  });

  test('stops when every arm has diverged', async () => {
    const runner = runnerOn();
    const chosen = experiment([arm('tanh')], { optimizer: 'sgd', learningRate: 10 });
    await runner.start({ run: 1, experiment: chosen, playing: true }, emit);
    await until(() => frames(1).at(-1)?.measurement.arms[0]?.status === 'diverged');
    expect(events.at(-1)).toMatchObject({ playing: false });
    expect(await runner.step(3)).toBe('stopped');
    runner.dispose();
  });

  test('waits until a frame has been taken in', async () => {
    const runner = runnerOn();
    let release = () => {};
    const slow = (event: LabEvent): Promise<void> => {
      events.push(event);
      return event.kind === 'frame' && event.frame.measurement.step > 0
        ? new Promise((resolve) => {
            release = resolve;
          })
        : Promise.resolve();
    };
    await runner.start({ run: 1, experiment: small(), playing: true }, slow);
    // Step 0 comes twice: at once, and with the evaluation.
    await until(() => steps(1).length === 3);
    await meanwhile();
    expect(steps(1)).toHaveLength(3);
    release();
    await until(() => steps(1).length === 4);
    runner.dispose();
    release();
  });
});

describe('evaluations', () => {
  const plane = (changes: Partial<Experiment> = {}) =>
    small({ task: taskOf('moons', { points: 20 }), learningRate: 0.01, ...changes });
  const evaluatedAt = (run: number): number[] =>
    frames(run).flatMap(({ evaluated, measurement }) => (evaluated === null ? [] : [measurement.step]));

  test('the first frame does not wait for one; it follows in a second frame of step 0', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const runner = runnerOn(
      predicting(async (predict, inputs) => {
        await gate;
        return predict(inputs);
      }),
    );
    expect(await runner.start({ run: 1, experiment: plane(), playing: true }, emit)).toBe(true);
    expect(frames(1)).toMatchObject([{ evaluated: null, measurement: { step: 0, arms: [{ metrics: {} }] } }]);
    release();
    await until(() => frames(1).length > 1);
    const [, second] = frames(1);
    const { evaluation, outputDimension } = setup(plane()).data;
    expect(second?.measurement).toMatchObject({ step: 0, arms: [{ metrics: { testLoss: expect.any(Number) } }] });
    expect(second?.evaluated?.[0]).toHaveLength(evaluation.size * outputDimension);
    runner.dispose();
  });

  test('under a slider that is dragged only the first and the last run are evaluated', async () => {
    const evaluated: number[] = [];
    const runner = runnerOn(
      predicting((predict, inputs) => {
        evaluated.push(created.length);
        return predict(inputs);
      }),
    );
    const RUNS = 6;
    // The page takes in a first frame and, since the slider has moved on, asks for the next run.
    const dragging = async (event: LabEvent): Promise<void> => {
      emit(event);
      // A message takes its time.
      await new Promise((resolve) => setTimeout(resolve));
      if (event.kind === 'frame' && event.frame.evaluated === null && event.run < RUNS) start(event.run + 1);
    };
    const start = (run: number) =>
      void runner.start({ run, experiment: plane({ width: run }), playing: false }, dragging);
    start(1);
    await until(() => evaluatedAt(RUNS).length > 0);
    expect(created.map(({ width }) => width)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(evaluated).toEqual([1, RUNS]);
    runner.dispose();
  });

  test('in training are at least 200 ms apart, and the last is of the networks that are paused', async () => {
    const times: number[] = [];
    const runner = runnerOn(
      predicting((predict, inputs) => {
        times.push(performance.now());
        return predict(inputs);
      }),
    );
    await runner.start({ run: 1, experiment: plane(), playing: true }, emit);
    await until(() => times.length > 3);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(200);
    expect(frames(1).length).toBeGreaterThan(evaluatedAt(1).length);
    runner.pause();
    await until(() => events.at(-1)?.kind === 'frame' && !(events.at(-1) as { playing: boolean }).playing);
    expect(evaluatedAt(1).at(-1)).toBe(steps(1).at(-1));
    runner.dispose();
  });

  test('the last is of the step limit', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: plane({ steps: 7 }), playing: true }, emit);
    await until(() => steps(1).at(-1) === 7);
    expect(evaluatedAt(1).at(-1)).toBe(7);
    runner.dispose();
  });

  test('once every arm has diverged, the last finite one stays, with its metrics', async () => {
    const runner = runnerOn();
    const chosen = plane({ optimizer: 'sgd', learningRate: 1e4, depth: 4 });
    await runner.start({ run: 1, experiment: { ...chosen, arms: [arm('repu.3')] }, playing: true }, emit);
    await until(() => frames(1).at(-1)?.measurement.arms[0]?.status === 'diverged');
    const frame = await runner.measure();
    expect(frame?.evaluated?.[0]?.every(Number.isFinite)).toBe(true);
    expect(frame?.measurement.arms[0]?.metrics.testLoss).toBeGreaterThan(0);
    runner.dispose();
  });

  test('a measurement on request has one of its own step', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: plane(), playing: false }, emit);
    await runner.step(12);
    const frame = await runner.measure();
    expect(frame?.measurement.step).toBe(12);
    const { inputs } = setup(plane()).data.evaluation;
    expect(frame?.evaluated).toEqual(await runner.predict(inputs));
    // The page has been told of it too.
    expect(evaluatedAt(1).at(-1)).toBe(12);
    runner.dispose();
  });
});

describe('predictions at chosen points', () => {
  const points = Float32Array.of(-1, 0, 1);

  test('are answered in training, which goes on, and at rest', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small(), playing: true }, emit);
    const early = await runner.predict(points);
    expect(early?.[0]).toHaveLength(3);
    const count = events.length;
    await until(() => events.length > count + 3);
    runner.pause();
    await until(() => events.at(-1)?.kind === 'frame' && !(events.at(-1) as { playing: boolean }).playing);
    const late = await runner.predict(points);
    expect(late?.[0]).toHaveLength(3);
    expect(late).not.toEqual(early);
    expect(await runner.predict(points)).toEqual(late);
    runner.dispose();
  });

  test('are none without a run, when another takes over, and at points of another dimension', async () => {
    const runner = runnerOn();
    expect(await runner.predict(points)).toBeNull();
    await runner.start({ run: 1, experiment: small({ task: taskOf('moons', { points: 20 }) }), playing: false }, emit);
    expect(await runner.predict(points)).toBeNull();
    expect((await runner.predict(points.slice(1)))?.[0]).toHaveLength(2);
    const waiting = runner.predict(points.slice(1));
    runner.dispose();
    expect(await waiting).toBeNull();
  });

  test('that a lost device still owes are given by the next engine', async () => {
    let broken = true;
    const runner = runnerOn(
      predicting((predict, inputs) => {
        if (inputs !== points || !broken) return predict(inputs);
        broken = false;
        loseDevice('gone');
        return Promise.reject(new Error('device lost'));
      }),
    );
    await runner.start({ run: 1, experiment: small(), playing: false }, emit);
    const outputs = await runner.predict(points);
    expect(events.filter(({ kind }) => kind === 'engine')).toHaveLength(2);
    expect(outputs?.[0]).toHaveLength(3);
    runner.dispose();
  });
});

describe('data that are loaded', () => {
  const own = small({ task: taskOf('own') });

  test('have to be provided before the start; without them the run fails in a sentence, and the next one goes', async () => {
    const runner = runnerOn();
    expect(await runner.start({ run: 1, experiment: own, playing: false }, emit)).toBe(false);
    expect(events.at(-1)).toMatchObject({ kind: 'error', message: 'The data of the task "own" have not been loaded.' });
    runner.provide('own', rowsFor({ rows: 40, features: 3, classes: 2 }));
    expect(await runner.start({ run: 2, experiment: own, playing: false }, emit)).toBe(true);
    expect(frames(2)[0]?.outputs[0]).toHaveLength(32 * 2);
    runner.dispose();
  });

  test('do not disturb the run that goes on with older ones', async () => {
    const runner = runnerOn();
    runner.provide('own', rowsFor({ rows: 40, features: 3, classes: 2 }));
    await runner.start({ run: 1, experiment: own, playing: true }, emit);
    runner.provide('own', rowsFor({ rows: 60, features: 5, classes: 4 }));
    const count = frames(1).length;
    await until(() => frames(1).length > count + 3);
    expect(frames(1).at(-1)?.outputs[0]).toHaveLength(32 * 2);
    await runner.start({ run: 2, experiment: own, playing: false }, emit);
    expect(frames(2)[0]?.outputs[0]).toHaveLength(48 * 4);
    runner.dispose();
  });
});

describe('a new run', () => {
  test('takes over: nothing of the old one is heard again, and its memory is freed', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small(), playing: true }, emit);
    const second = runner.start({ run: 2, experiment: small(), playing: true }, emit);
    const count = events.length;
    await second;
    await until(() => steps(2).length > 3);
    expect(events.slice(count).every(({ run }) => run === 2)).toBe(true);
    expect(alive.size).toBe(1);
    runner.dispose();
    await until(() => alive.size === 0);
  });

  test('of many in quick succession only the last is built', async () => {
    const runner = runnerOn();
    const starts = Array.from({ length: 60 }, (_, i) =>
      runner.start({ run: i + 1, experiment: small({ width: 4 + i }), playing: false }, emit),
    );
    expect((await Promise.all(starts)).filter((ready) => ready)).toHaveLength(1);
    expect(created.map(({ width }) => width)).toEqual([63]);
    expect(steps(60)).toEqual([0]);
    runner.dispose();
  });
});

describe('failures', () => {
  test('on another engine does not wait for a device that never answers; of the same choice only one is asked for', async () => {
    const asked: string[] = [];
    let answer: (prepared: PreparedEngine) => void = () => {};
    const prepared = (suits: PreparedEngine['suits']): PreparedEngine => ({
      engine: counting,
      report: { name: counting.name, adapter: '', reason: 'A test.' },
      lost: new Promise(() => {}),
      suits,
    });
    const runner = new Runner((chosen) => {
      asked.push(chosen.engine);
      const only = prepared((other) => other.engine === chosen.engine);
      return chosen.engine === 'fused-wasm' ? Promise.resolve(only) : new Promise((resolve) => (answer = resolve));
    });
    const first = runner.start({ run: 1, experiment: small({ engine: 'auto' }), playing: false }, emit);
    await until(() => asked.length === 1);
    const second = runner.start({ run: 2, experiment: small({ engine: 'auto', width: 5 }), playing: false }, emit);
    const third = runner.start({ run: 3, experiment: small({ engine: 'fused-wasm' }), playing: false }, emit);
    expect(await Promise.all([first, second, third])).toEqual([false, false, true]);
    expect(asked).toEqual(['auto', 'fused-wasm']);
    // What answers too late takes nobody's place, and what is asked for again is what was under way.
    const fourth = runner.start({ run: 4, experiment: small({ engine: 'auto' }), playing: false }, emit);
    await new Promise((resolve) => setTimeout(resolve));
    answer(prepared(({ engine }) => engine === 'auto'));
    expect(await fourth).toBe(true);
    expect(asked).toEqual(['auto', 'fused-wasm']);
    runner.dispose();
  });

  test('an experiment that does not fit is told, and the next one runs', async () => {
    const refusing: Engine = {
      ...counting,
      create: (chosen, run) =>
        chosen.width > 100 ? Promise.reject(new EngineError('Too large.')) : counting.create(chosen, run),
    };
    const runner = runnerOn(refusing);
    expect(await runner.start({ run: 1, experiment: small({ width: 512 }), playing: true }, emit)).toBe(false);
    expect(events.at(-1)).toEqual({ kind: 'error', run: 1, message: 'Too large.' });
    expect(await runner.start({ run: 2, experiment: small(), playing: false }, emit)).toBe(true);
    runner.dispose();
  });

  test('what the card refuses runs beside it, says why, and the next experiment asks the card again', async () => {
    const card: Engine = {
      ...counting,
      name: 'fused',
      create: (chosen, run) =>
        chosen.width > 100 ? Promise.reject(new EngineError('Too large for the card.')) : counting.create(chosen, run),
    };
    const runner = new Runner(async (chosen, avoid): Promise<PreparedEngine> => {
      const engine = avoid === null ? card : counting;
      const report = { name: engine.name, adapter: '', reason: avoid ?? 'The card.' };
      return { engine, report, lost: new Promise(() => {}), suits: (other) => other.engine === chosen.engine };
    });
    const reasons = () => events.flatMap((event) => (event.kind === 'engine' ? [event.report.reason] : []));
    expect(await runner.start({ run: 1, experiment: small({ width: 128, depth: 2 }), playing: false }, emit)).toBe(
      true,
    );
    expect(reasons()).toEqual(['The card.', 'Too large for the card']);
    expect(await runner.start({ run: 2, experiment: small(), playing: false }, emit)).toBe(true);
    expect(reasons().at(-1)).toBe('The card.');
    const forced = small({ width: 128, engine: 'fused' });
    expect(await runner.start({ run: 3, experiment: forced, playing: false }, emit)).toBe(false);
    expect(events.at(-1)).toMatchObject({ kind: 'error', message: 'Too large for the card.' });
    runner.dispose();
  });

  test('predictions at any points are given while training goes on, and none once the run is over', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small({ steps: 0 }), playing: true }, emit);
    const points = Float32Array.of(-0.5, 0, 0.5);
    const [outputs] = (await runner.predict(points)) ?? [];
    expect(outputs?.length).toBe(3);
    await until(() => (steps(1).at(-1) ?? 0) > 2);
    expect((await runner.predict(points))?.[0]).not.toEqual(outputs);
    runner.dispose();
    expect(await runner.predict(points)).toBeNull();
  });

  test('evaluations come at the start, at the end and on request, with the metrics that follow from them', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small({ steps: 6 }), playing: true }, emit);
    await until(() => steps(1).at(-1) === 6);
    const evaluated = frames(1).filter((frame) => frame.evaluated !== null);
    expect(evaluated[0]?.measurement.step).toBe(0);
    expect(evaluated.at(-1)?.measurement.step).toBe(6);
    for (const { measurement } of evaluated) expect(measurement.arms[0]?.metrics.testLoss).toBeGreaterThan(0);
    const asked = await runner.measure();
    expect(asked?.evaluated?.[0]?.length).toBe(201);
    runner.dispose();
  });

  test('a lost device: the run starts again from its seed, and a second loss is the last', async () => {
    const runner = runnerOn();
    await runner.start({ run: 1, experiment: small(), playing: true }, emit);
    for (const loss of [1, 2]) {
      await until(() => (steps(1).at(-1) ?? 0) > 3);
      loseDevice('gone');
      await until(() => events.filter(({ kind }) => kind === 'engine').length === loss + 1);
      await until(() => events.at(-1)?.kind === 'frame');
      expect(steps(1)).toContain(0);
    }
    const reports = events.flatMap((event) => (event.kind === 'engine' ? [event.report.reason] : []));
    expect(reports[1]).toMatch(/device had been lost.* again from its seed/);
    expect(reports[2]).toMatch(/lost more than once/);
    expect(steps(1).filter((step) => step === 0)).toHaveLength(6);
    runner.dispose();
    await until(() => alive.size === 0);
  });
});
