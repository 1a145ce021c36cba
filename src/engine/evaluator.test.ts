import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { task } from '../tasks/catalogue.ts';
import { provideDataset } from '../tasks/datasets.ts';
import type { TaskData } from '../tasks/task.ts';
import { rowsFor } from '../tasks/testing.ts';
import type { Trainer } from './engine.ts';
import { Evaluator } from './evaluator.ts';
import { armMeasurement, frameOf, taskOf } from './testing.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const moons = task('moons').data(taskOf('moons').settings, 1);

/** Networks of two arms that answer with their step everywhere, after `cost` milliseconds; `dead` ones not at all. */
function networks(data: TaskData, cost: number) {
  const state = { step: 0, asked: 0, dead: [false, false] };
  const trainer: Trainer = {
    get step() {
      return state.step;
    },
    exhausted: false,
    advance: async () => {},
    measure: async () => frameOf(state.step, []),
    async predict(inputs) {
      state.asked++;
      vi.advanceTimersByTime(cost);
      const size = (inputs.length / data.inputDimension) * data.outputDimension;
      return state.dead.map((dead) => (dead ? null : new Float32Array(size).fill(state.step)));
    },
    parameters: async () => state.dead.map(() => null),
    finite: () => [],
    dispose() {},
  };
  return { state, trainer };
}

describe('evaluations', () => {
  it.each([
    [1, 199],
    [100, 399],
  ])('that take %d ms come again only after more than %d ms of training', async (cost, rest) => {
    const { state, trainer } = networks(moons, cost);
    const evaluator = new Evaluator(moons);
    expect(evaluator.due).toBe(true);
    await evaluator.evaluate(trainer);
    state.step = 1;
    vi.advanceTimersByTime(rest);
    expect(evaluator.due).toBe(false);
    vi.advanceTimersByTime(1);
    expect(evaluator.due).toBe(true);
  });

  it('are not made twice of the same networks', async () => {
    const { state, trainer } = networks(moons, 1);
    const evaluator = new Evaluator(moons);
    expect(await evaluator.evaluate(trainer)).toBe(true);
    expect(await evaluator.evaluate(trainer)).toBe(false);
    state.step = 1;
    expect(await evaluator.evaluate(trainer)).toBe(true);
    expect(state.asked).toBe(2);
  });

  it('are told to the page once, and to whoever asks always', async () => {
    const { trainer } = networks(moons, 1);
    const evaluator = new Evaluator(moons);
    const frame = frameOf(0, [armMeasurement(), armMeasurement()]);
    expect(evaluator.told(frame)).toMatchObject({ evaluated: null, measurement: { arms: [{ metrics: {} }, {}] } });
    await evaluator.evaluate(trainer);
    expect(evaluator.completed(frame).evaluated).toHaveLength(2);
    expect(evaluator.told(frame).evaluated).toHaveLength(2);
    expect(evaluator.told(frame).evaluated).toBeNull();
    expect(evaluator.completed(frame).evaluated).toHaveLength(2);
  });

  it('give the metrics of the latest: of equal outputs, the first class is taken for the answer', async () => {
    const { trainer } = networks(moons, 1);
    const evaluator = new Evaluator(moons);
    await evaluator.evaluate(trainer);
    const { held, targets } = moons.evaluation;
    const first = Array.from({ length: held }, (_, i) => targets[i * moons.outputDimension] ?? 0);
    const share = first.reduce((sum, one) => sum + one, 0) / held;
    const [arm] = evaluator.told(frameOf(0, [armMeasurement(), armMeasurement()])).measurement.arms;
    expect(arm?.metrics.testLoss).toBeCloseTo(Math.LN2, 12);
    expect(arm?.metrics.testAccuracy).toBeCloseTo(share, 12);
  });

  it('of an arm that diverges stay what they were last', async () => {
    const { state, trainer } = networks(moons, 1);
    const evaluator = new Evaluator(moons);
    state.step = 3;
    await evaluator.evaluate(trainer);
    Object.assign(state, { step: 5, dead: [true, false] });
    await evaluator.evaluate(trainer);
    const [frozen, alive] = evaluator.latest ?? [];
    expect([frozen?.[0], alive?.[0]]).toEqual([3, 5]);
  });

  it('of an arm that never gave anything are none', async () => {
    const { state, trainer } = networks(moons, 1);
    state.dead = [true, false];
    const evaluator = new Evaluator(moons);
    await evaluator.evaluate(trainer);
    expect(evaluator.latest?.[0]).toBeNull();
    const [arm] = evaluator.told(frameOf(0, [armMeasurement(), armMeasurement()])).measurement.arms;
    expect(arm?.metrics).toEqual({});
  });

  it('come with derivatives once they are asked for, anew of the same networks, with their errors', async () => {
    const sine = task('sine').data(taskOf('sine').settings, 1);
    const { size, targets, derivatives: own } = sine.evaluation;
    const asked: (boolean | undefined)[] = [];
    const trainer: Trainer = {
      ...networks(sine, 1).trainer,
      async predict(_, derivatives) {
        asked.push(derivatives);
        const answer = Float32Array.from({ length: 3 * size }, (_, i) =>
          i % 3 === 0 ? targets[i / 3]! : own![2 * Math.floor(i / 3) + (i % 3) - 1]! + 1,
        );
        return derivatives ? [answer, targets] : [targets, targets];
      },
    };
    const evaluator = new Evaluator(sine);
    const frame = frameOf(0, [armMeasurement(), armMeasurement()]);
    await evaluator.evaluate(trainer);
    expect(evaluator.told(frame)).not.toHaveProperty('derivatives');
    evaluator.derivatives = true;
    expect(evaluator.due).toBe(true);
    expect(await evaluator.evaluate(trainer)).toBe(true);
    const { evaluated, derivatives, measurement } = evaluator.told(frame);
    expect(asked).toEqual([false, true]);
    expect(evaluated).toEqual([targets, targets]);
    expect(derivatives?.[0]).toEqual(own!.map((value) => value + 1));
    // The other arm does not carry them.
    expect(derivatives?.[1]).toBeNull();
    expect(measurement.arms[0]?.metrics).toMatchObject({ testLoss: 0, slopeError: expect.closeTo(1, 5) });
    expect(measurement.arms[1]?.metrics).toEqual({ testLoss: 0 });
    evaluator.derivatives = false;
    await evaluator.evaluate(trainer);
    expect(evaluator.told(frame)).not.toHaveProperty('derivatives');
  });

  it('of three classes are three numbers a point, not u, u′ and u″', async () => {
    provideDataset('own', rowsFor({ rows: 150, features: 2, classes: 3 }));
    const data = task('own').data({ rows: 100, test: 0.2 }, 1);
    const evaluator = new Evaluator(data);
    evaluator.derivatives = true;
    expect(await evaluator.evaluate(networks(data, 1).trainer)).toBe(true);
    expect(evaluator.latest?.[0]).toHaveLength(3 * data.evaluation.size);
    const { derivatives } = evaluator.told(frameOf(0, [armMeasurement(), armMeasurement()]));
    expect(derivatives).toEqual([null, null]);
  });

  it('of a task that wants none are not made', async () => {
    const nothing = { size: 0, inputs: new Float32Array(0), held: 0, targets: new Float32Array(0), grid: null };
    const { state, trainer } = networks(moons, 1);
    const evaluator = new Evaluator({ ...moons, evaluation: nothing });
    expect(await evaluator.evaluate(trainer)).toBe(false);
    expect(state.asked).toBe(0);
    expect(evaluator.latest).toBeNull();
  });
});
