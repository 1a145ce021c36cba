import { describe, expect, it } from 'vitest';
import type { Frame } from '../../engine/engine.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { type Shown, withFrame } from './shown.ts';
import { afterEvent, initialState } from './store.ts';

const first = [Float32Array.of(1), Float32Array.of(2)];
const second = [Float32Array.of(3), null];

const frame = (step: number, evaluated: Frame['evaluated'], testLoss: number | null = null): Frame => {
  const metrics = testLoss === null ? {} : { testLoss };
  return { ...frameOf(step, [armMeasurement({ metrics }), armMeasurement({ metrics })]), evaluated };
};
const shownAfter = (...frames: readonly Frame[]): Shown | null =>
  frames.reduce<Shown | null>((shown, next) => withFrame(shown, 1, DEFAULT_EXPERIMENT, next), null);

describe('evaluations', () => {
  it('stay until the next one, as the same object', () => {
    expect(shownAfter(frame(0, null))?.evaluated).toBeNull();
    expect(shownAfter(frame(0, null), frame(0, first), frame(4, null), frame(9, null))?.evaluated).toBe(first);
    expect(shownAfter(frame(0, null), frame(0, first), frame(4, null), frame(9, second))?.evaluated).toBe(second);
  });

  it('of an older run are not shown with a newer one', () => {
    const shown = shownAfter(frame(0, first), frame(4, null));
    expect(withFrame(shown, 2, DEFAULT_EXPERIMENT, frame(0, null)).evaluated).toBeNull();
  });
});

describe('the last answers', () => {
  const told = (run: number, frame: Frame) =>
    ({ kind: 'frame', run, frame, playing: false, stepsPerSecond: null }) as const;

  it('are those of the run before until the newest has been evaluated', () => {
    const one = afterEvent({ ...initialState(''), run: 1 }, told(1, frame(0, first)));
    expect(one.answered).toBe(one.shown);
    const two = afterEvent({ ...one, run: 2 }, told(2, frame(0, null)));
    expect(two.shown?.evaluated).toBeNull();
    expect(two.answered).toBe(one.answered);
    const answered = afterEvent(two, told(2, frame(0, second)));
    expect(answered.answered).toBe(answered.shown);
    expect(answered.answered?.evaluated).toBe(second);
  });
});

describe('metrics over steps', () => {
  it('begin with step 0, whose evaluation comes in a second frame', () => {
    const shown = shownAfter(frame(0, null), frame(0, first, 0.7), frame(4, null, 0.7), frame(9, second, 0.5));
    expect(shown?.history.steps).toEqual([0, 4, 9]);
    expect(shown?.history.metrics).toEqual([{ testLoss: [0.7, 0.7, 0.5] }, { testLoss: [0.7, 0.7, 0.5] }]);
  });

  it('end with the evaluation at the pause, which comes in a second frame of the same step', () => {
    const shown = shownAfter(frame(0, first, 0.7), frame(4, null, 0.7), frame(4, second, 0.6));
    expect(shown?.history.metrics[0]).toEqual({ testLoss: [0.7, 0.6] });
  });

  it('have a gap where an arm has diverged, whose last ones are still measured', () => {
    const dead = armMeasurement({ status: 'diverged', metrics: { testLoss: 0.7 } });
    const shown = shownAfter(frame(0, first, 0.7), { ...frameOf(4, [dead, armMeasurement()]), evaluated: null });
    expect(shown?.history.metrics[0]).toEqual({ testLoss: [0.7, Number.NaN] });
    expect(shown?.latest.measurement.arms[0]?.metrics).toEqual({ testLoss: 0.7 });
  });
});
