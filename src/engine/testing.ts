/** Helpers of the engine tests. */
import { expect } from 'vitest';
import { FAMILIES } from '../activations/catalogue.ts';
import type { Arm, Experiment, TaskChoice } from '../experiment/experiment.ts';
import { defaultSettings, task } from '../tasks/catalogue.ts';
import { datasetChanges } from '../tasks/datasets.ts';
import type { ArmMeasurement, Engine, EngineFrame, Frame } from './engine.ts';
import { referenceEngine } from './reference/engine.ts';

/** Relative tolerances of an engine against the reference: at initialisation, of what goes backward, after training. */
export const VARIANCE = 1e-5;
export const GRADIENT = 1e-4;
export const TRAINED = 1e-3;

const defaultsOf = (families: typeof FAMILIES): readonly string[] =>
  families.map((family) => family.create(family.parameter?.default ?? null).id);

/** The id of each family's default. */
export const everyFamily = defaultsOf(FAMILIES);

/** Of the families that have a colour to themselves: the others are formulas that are like one of these. */
export const familiesOfOwnColour = defaultsOf(FAMILIES.filter(({ name, hue }) => name === hue));

/** Typed formulas: one of the catalogue's with a letter, one that turns for ever, one with branches; see loadFormulas. */
export const someTyped = [
  'formula.z-0-z-a-add-max-2-pow-mul_a.0.5',
  'formula.z-z-sin-2-pow-add',
  'formula.z-0-lt-z-exp-1-sub-z-where',
];

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

/**
 * Odd activations without biases on inputs symmetric about 0 have bias gradients that cancel exactly; what float32
 * leaves of them is rounding, which Adam divides by its own size. Noise in the targets gives those gradients a value.
 */
export const NOISY: TaskChoice = { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0.1 } };

/** A task at its defaults, but for these settings. */
export const taskOf = (name: string, settings: TaskChoice['settings'] = {}): TaskChoice => ({
  name,
  settings: { ...defaultSettings(task(name)), ...settings },
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

/** The engine's frame and the reference's. */
export async function besideReference(
  engine: Engine,
  chosen: Experiment,
  steps: number,
): Promise<[EngineFrame, EngineFrame]> {
  return [await frameAfter(engine, chosen, steps), await referenceAfter(chosen, steps)];
}

const references = new Map<string, Promise<EngineFrame>>();

/** The reference's frame, computed once for all engines that are tested on the page. */
export function referenceAfter(chosen: Experiment, steps: number): Promise<EngineFrame> {
  const key = JSON.stringify([chosen, steps, datasetChanges()]);
  const known = references.get(key) ?? frameAfter(referenceEngine, chosen, steps);
  references.set(key, known);
  return known;
}

/** The only arm of a frame, or the one at `index`. */
export function armOf({ measurement }: EngineFrame, index = 0): ArmMeasurement {
  const found = measurement.arms[index];
  if (!found) throw new RangeError(`There is no arm ${index}.`);
  return found;
}

/** FNV-1a of the bits. */
export function fingerprint(values: Float32Array | null | undefined): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values?.slice().buffer ?? new ArrayBuffer(0))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
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

/** Compares arrays relative to the largest expected magnitude. */
export function expectNear(
  actual: Float32Array | null | undefined,
  expected: Float32Array | null | undefined,
  tolerance: number,
  what: string,
): void {
  if (!actual || !expected) throw new Error(`${what}: there is nothing to compare.`);
  expect(actual.length, what).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
  expect(largest, what).toBeGreaterThan(0);
  // NaN compares as false, and so fails.
  expect(worst / largest <= tolerance, `${what}: off by ${worst} beside ${largest}`).toBe(true);
}

export function armMeasurement(fields: Partial<ArmMeasurement> = {}): ArmMeasurement {
  return {
    activation: 'relu',
    cw: [2, 2, 2],
    cb: 0,
    k1: 1,
    status: 'training',
    failure: null,
    learned: false,
    baseline: 0.143,
    loss: 0.5,
    lossSpread: null,
    metrics: {},
    variance: [1, 1, 1],
    spread: null,
    replicasFinite: 1,
    replicasVanished: 0,
    gradient: [1, 1, 1],
    ...fields,
  };
}

export function frameOf(step: number, arms: readonly ArmMeasurement[], run = 1): Frame {
  return {
    measurement: { run, step, engine: 'tfjs-cpu', adapter: 'test', arms },
    outputs: arms.map(() => null),
    evaluated: null,
  };
}
