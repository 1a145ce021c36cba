/** Random experiments, and an independent judgement of what a valid one is, for the tests of this folder. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { FAMILIES } from '../activations/catalogue.ts';
import { TASKS, task } from '../tasks/catalogue.ts';
import { isChoiceKey, type TaskKey } from '../tasks/task.ts';
import {
  type Arm,
  CONTROLS,
  type Display,
  ENGINES,
  type Experiment,
  INITS,
  OPTIMIZERS,
  PANELS,
  VIEWS,
} from './experiment.ts';
import { ARM_LIMITS, LIMITS } from './limits.ts';
import { biasVariance } from './setup.ts';
import { STORY } from './story.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** Any number of the range: its ends, whole numbers, short decimals and full doubles. */
export function numberIn({ min, max, integer }: Range): fc.Arbitrary<number> {
  if (integer) return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
  const inside = (value: number): boolean => value >= min && value <= max;
  return fc
    .oneof(
      fc.constantFrom(min, max),
      fc.double({ min, max, noNaN: true }),
      fc.integer({ min: 0, max: 10_000 }).map((thousandths) => thousandths / 1000),
      fc.integer({ min: -12, max: 6 }).map((exponent) => 10 ** exponent),
    )
    .filter(inside)
    .map((value) => value + 0); // -0 becomes 0
}

const activationId: fc.Arbitrary<string> = fc.constantFrom(...FAMILIES).chain(({ parameter, create }) =>
  parameter === null
    ? fc.constant(create(null).id)
    : // A few values for a continuous parameter: each new one costs the theory a search for its critical point.
      (parameter.integer ? numberIn(parameter) : fc.constantFrom(parameter.min, parameter.default, 0.3, 1e-7))
        .filter((value) => value >= parameter.min && value <= parameter.max)
        .map((value) => create(value).id),
);

const armAt = (depth: number): fc.Arbitrary<Arm> =>
  fc
    .record({
      activation: activationId,
      init: fc.constantFrom(...INITS),
      cw: numberIn(ARM_LIMITS.cw),
      cb: numberIn(ARM_LIMITS.cb),
      k1: fc.option(numberIn(ARM_LIMITS.k1)),
    })
    .map((arm) => (arm.init === 'custom' ? arm : { ...arm, cw: null, cb: null }))
    .map((arm) => (arm.k1 !== null && arm.k1 <= biasVariance(arm, depth) ? { ...arm, k1: null } : arm));

const keyValue = (key: TaskKey): fc.Arbitrary<number | string> =>
  isChoiceKey(key) ? fc.constantFrom(...key.choices.map(({ value }) => value)) : numberIn(key);

const taskChoice = fc
  .constantFrom(...TASKS)
  .chain(({ name, keys }) =>
    fc
      .record(Object.fromEntries(Object.entries(keys).map(([key, limits]) => [key, keyValue(limits)])))
      .map((settings) => ({ name, settings: { ...settings } })),
  );

export const validExperiment: fc.Arbitrary<Experiment> = numberIn(LIMITS.depth).chain((depth) =>
  fc.record({
    arms: fc.array(armAt(depth), { minLength: 1, maxLength: 4 }),
    task: taskChoice,
    depth: fc.constant(depth),
    width: numberIn(LIMITS.width),
    batch: fc.oneof(fc.constant('full' as const), numberIn(LIMITS.batch)),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    learningRate: numberIn(LIMITS.learningRate),
    seed: numberIn(LIMITS.seed),
    replicas: numberIn(LIMITS.replicas),
    steps: numberIn(LIMITS.steps),
    engine: fc.constantFrom(...ENGINES),
  }),
);

export const validDisplay: fc.Arbitrary<Display> = fc.record({
  play: fc.boolean(),
  theme: fc.constantFrom('auto', 'light', 'dark'),
  view: fc.constantFrom(...VIEWS),
  story: fc.option(fc.integer({ min: 1, max: STORY.length })),
  panels: fc.option(fc.subarray([...PANELS], { minLength: 1 })),
  controls: fc.constantFrom(...CONTROLS),
});

function expectIn(value: number, { min, max, integer }: Range): void {
  expect(value).toBeGreaterThanOrEqual(min);
  expect(value).toBeLessThanOrEqual(max);
  if (integer) expect(Number.isInteger(value)).toBe(true);
}

/** Fails unless every field is one that the contract allows. */
export function expectValid(experiment: Experiment): void {
  expect(experiment.arms.length).toBeGreaterThanOrEqual(1);
  expect(experiment.arms.length).toBeLessThanOrEqual(4);
  for (const arm of experiment.arms) expectValidArm(arm, experiment.depth);
  const { keys } = task(experiment.task.name);
  expect(Object.keys(experiment.task.settings).sort()).toEqual(Object.keys(keys).sort());
  for (const [name, key] of Object.entries(keys)) {
    const value = experiment.task.settings[name];
    if (isChoiceKey(key)) expect(key.choices.map((choice) => choice.value)).toContain(value);
    else expectIn(typeof value === 'number' ? value : Number.NaN, key);
  }
  expectIn(experiment.depth, { min: 2, max: 64, integer: true });
  expectIn(experiment.width, { min: 4, max: 512, integer: true });
  if (experiment.batch !== 'full') expectIn(experiment.batch, { min: 1, max: 4096, integer: true });
  expect(['sgd', 'momentum', 'adam']).toContain(experiment.optimizer);
  expectIn(experiment.learningRate, { min: 1e-6, max: 10, integer: false });
  expectIn(experiment.seed, { min: 0, max: 2 ** 32 - 1, integer: true });
  expectIn(experiment.replicas, { min: 1, max: 64, integer: true });
  expectIn(experiment.steps, { min: 0, max: 1_000_000, integer: true });
  expect(['auto', 'fused', 'fused-wasm', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu']).toContain(experiment.engine);
}

function expectValidArm({ activation, init, cw, cb, k1 }: Arm, depth: number): void {
  const [name, ...parameter] = activation.split('.');
  const family = FAMILIES.find((candidate) => candidate.name === name);
  const value = parameter.length === 0 ? null : Number(parameter.join('.'));
  expect(family?.create(value).id).toBe(activation);
  expect(['critical', 'best', 'he', 'lecun', 'xavier', 'custom']).toContain(init);
  if (init === 'custom') {
    expectIn(cw ?? Number.NaN, { min: 1e-6, max: 1e3, integer: false });
    expectIn(cb ?? Number.NaN, { min: 0, max: 1e3, integer: false });
  } else expect([cw, cb]).toEqual([null, null]);
  if (k1 === null) return;
  expectIn(k1, { min: 1e-12, max: 1e6, integer: false });
  expect(k1).toBeGreaterThan(biasVariance({ activation, init, cw, cb, k1 }, depth));
}
