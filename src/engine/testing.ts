/** Helpers of the engine tests. */
import { expect } from 'vitest';
import type { Arm, Experiment } from '../experiment/experiment.ts';
import type { ArmMeasurement, Engine, EngineFrame } from './engine.ts';

export const arm = (activation: string, changes: Partial<Arm> = {}): Arm => ({
  activation,
  init: 'critical',
  cw: null,
  cb: null,
  k1: null,
  ...changes,
});

/** A small experiment: x³ without noise, full batch, Adam. */
export const experiment = (arms: readonly Arm[], changes: Partial<Experiment> = {}): Experiment => ({
  arms,
  task: { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0 } },
  depth: 5,
  width: 14,
  batch: 'full',
  optimizer: 'adam',
  learningRate: 1e-3,
  seed: 1,
  replicas: 1,
  steps: 0,
  engine: 'auto',
  ...changes,
});

/** Trains for so many steps and measures, freeing everything. */
export async function frameAfter(engine: Engine, chosen: Experiment, steps: number): Promise<EngineFrame> {
  const trainer = await engine.create(chosen, 1);
  try {
    await trainer.advance(steps);
    return await trainer.measure();
  } finally {
    trainer.dispose();
  }
}

/** The only arm of a frame, or the one at `index`. */
export function armOf({ measurement }: EngineFrame, index = 0): ArmMeasurement {
  const found = measurement.arms[index];
  if (!found) throw new RangeError(`There is no arm ${index}.`);
  return found;
}

type Numbers = readonly (number | null)[];

/** Largest relative difference, null agreeing with null alone. */
export function relativeDifference(actual: Numbers, expected: Numbers): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return actual.reduce<number>((worst, a, i) => {
    const e = expected[i] ?? null;
    if (a === null || e === null) return a === e ? worst : Number.POSITIVE_INFINITY;
    return Math.max(worst, a === e ? 0 : Math.abs(a - e) / Math.abs(e));
  }, 0);
}

export function expectClose(actual: Numbers, expected: Numbers, tolerance: number, what: string): void {
  const difference = relativeDifference(actual, expected);
  expect(difference, `${what}: ${actual.join(', ')} against ${expected.join(', ')}`).toBeLessThanOrEqual(tolerance);
}
