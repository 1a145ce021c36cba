import { describe, expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** Runs frames whose time is `measuring + steps * perStep`; returns the busy time of the last. */
function run(pace: Pace, frames: number, perStep: number, measuring: number): number {
  let busy = 0;
  for (let i = 0; i < frames; i++) {
    const { steps } = pace;
    busy = measuring + steps * perStep;
    pace.learn(steps, busy, Math.max(busy, 16));
  }
  return busy;
}

describe('the pace', () => {
  test('begins with a single step and no speed', () => {
    const pace = new Pace();
    expect(pace.steps).toBe(1);
    expect(pace.stepsPerSecond).toBeNull();
  });

  test.each([
    ['a slow engine', 5, 6, 50],
    ['a quick engine', 0.05, 1, 16],
  ])('%s: frames of the length meant for it', (_, perStep, measuring, length) => {
    expect(run(new Pace(), 200, perStep, measuring)).toBeGreaterThan(0.8 * length);
    expect(run(new Pace(), 200, perStep, measuring)).toBeLessThan(1.2 * length);
  });

  test('one step where a step alone takes longer', () => {
    const pace = new Pace();
    run(pace, 10, 400, 100);
    expect(pace.steps).toBe(1);
    expect(pace.stepsPerSecond).toBeCloseTo(2, 6);
  });

  test('speeds up so slowly that the first steps can be seen: some two hundred of them in the first sixty frames', () => {
    const pace = new Pace();
    let steps = 0;
    for (let frame = 0; frame < 60; frame++) {
      steps += pace.steps;
      pace.learn(pace.steps, 0, 16);
    }
    expect(steps).toBeGreaterThan(150);
    expect(steps).toBeLessThan(300);
  });

  test('follows a change of speed', () => {
    const pace = new Pace();
    run(pace, 100, 1, 2);
    const before = pace.stepsPerSecond as number;
    run(pace, 200, 10, 2);
    expect(pace.stepsPerSecond as number).toBeLessThan(before / 5);
    expect(pace.steps).toBeLessThanOrEqual(2);
  });
});
