/** Random experiments, and an independent judgement of what a valid one is, for the tests of this folder. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { FAMILIES } from '../activations/catalogue.ts';
import { isFormula } from '../activations/formulas.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { named } from '../activations/typedFormulas.ts';
import { typedId, typedOf } from '../activations/typedId.ts';
import { TASKS, task } from '../tasks/catalogue.ts';
import { isChoiceKey, type TaskKey } from '../tasks/task.ts';
import { LAYER_FIELDS, LAYER_KEYS, type LayerKind, PLAIN } from '../theory/layer.ts';
import { startsExact, trainable } from './exact.ts';
import {
  type Arm,
  CONTROLS,
  type Display,
  ENGINES,
  type Experiment,
  INITS,
  OPTIMIZERS,
  PANELS,
  SCALES,
  STRIP_MOST,
  STRIP_SLIDERS,
  VIEWS,
} from './experiment.ts';
import { layerKind } from './layerKind.ts';
import { ARM_LIMITS, LIMITS } from './limits.ts';
import { MAP_KEYS, MAP_LIMITS, type MapAxis, mapLimits } from './map/map.ts';
import { biasVariance } from './setup.ts';
import { STORY } from './story.ts';

await loadFormulas();

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

/** With one letter, so that each new value costs theory one search; its slider from anywhere to further up. */
const typedFormula: fc.Arbitrary<Pick<Arm, 'activation' | 'ranges'>> = fc.constantFrom(
  { activation: 'formula.0-z-max-2-pow' },
  { activation: 'formula.z-Phi-z-mul' },
  { activation: 'formula.z-0-z-a-add-max-2-pow-mul_a.0.5' },
  { activation: 'formula.a-z-mul-tanh_a.-1.5', ranges: { a: [-2.5, 5] } },
  { activation: 'formula.a-z-mul-tanh_a.0.001', ranges: { a: [0, 0.25] } },
);

const chosenActivation: fc.Arbitrary<Pick<Arm, 'activation' | 'ranges'>> = fc.oneof(
  { weight: 5, arbitrary: activationId.map((activation) => ({ activation })) },
  { weight: 1, arbitrary: typedFormula },
);

const layerKinds = fc.record(
  Object.fromEntries(
    LAYER_KEYS.map((key) => {
      const field = LAYER_FIELDS[key];
      if ('words' in field) return [key, fc.constantFrom(...Object.keys(field.words))];
      return [key, fc.oneof(fc.constant(field.plain), numberIn({ ...field, integer: false }))];
    }),
  ),
) as unknown as fc.Arbitrary<LayerKind>;

const startOfArm: fc.Arbitrary<Arm> = fc
  .record({
    activation: chosenActivation,
    init: fc.constantFrom(...INITS),
    cw: numberIn(ARM_LIMITS.cw),
    cb: numberIn(ARM_LIMITS.cb),
    k1: fc.option(numberIn(ARM_LIMITS.k1)),
    kind: fc.option(layerKinds, { freq: 2 }),
  })
  .map(({ activation, kind, ...arm }): Arm => ({ ...activation, ...arm, ...layerKind(kind ?? PLAIN) }))
  .map((arm) => (arm.init === 'custom' ? arm : { ...arm, cw: null, cb: null }));

const keyValue = (key: TaskKey): fc.Arbitrary<number | string> =>
  isChoiceKey(key) ? fc.constantFrom(...key.choices.map(({ value }) => value)) : numberIn(key);

const taskChoice = fc
  .constantFrom(...TASKS)
  .chain(({ name, keys }) =>
    fc
      .record(Object.fromEntries(Object.entries(keys).map(([key, limits]) => [key, keyValue(limits)])))
      .map((settings) => ({ name, settings: { ...settings } })),
  );

export const validExperiment: fc.Arbitrary<Experiment> = fc
  .record({
    arms: fc.array(startOfArm, { minLength: 1, maxLength: 4 }),
    task: taskChoice,
    depth: numberIn(LIMITS.depth),
    width: numberIn(LIMITS.width),
    batch: fc.oneof(fc.constant('full' as const), numberIn(LIMITS.batch)),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    learningRate: numberIn(LIMITS.learningRate),
    seed: numberIn(LIMITS.seed),
    replicas: numberIn(LIMITS.replicas),
    steps: numberIn(LIMITS.steps),
    engine: fc.constantFrom(...ENGINES),
  })
  // As the page itself would have it.
  .map((experiment) => ({
    ...experiment,
    arms: experiment.arms
      .map((arm) => trainable(arm, experiment).arm)
      .map((arm) => (arm.k1 !== null && arm.k1 <= biasVariance(arm, experiment.depth) ? { ...arm, k1: null } : arm)),
  }));

const mapAxis: fc.Arbitrary<MapAxis> = fc
  .constantFrom(...MAP_KEYS)
  .chain((key) =>
    fc.record({
      key: fc.constant(key),
      ends: fc.uniqueArray(numberIn(mapLimits(key)), { minLength: 2, maxLength: 2 }),
      cells: numberIn(MAP_LIMITS.cells),
      log: fc.boolean(),
    }),
  )
  .map(({ key, ends, cells, log }) => {
    const [from = 0, to = 0] = ends.map((end) => end + 0).sort((a, b) => a - b);
    return { key, from, to, cells, log: log && from > 0 };
  })
  .filter(({ from, to }) => from < to);

export const validDisplay: fc.Arbitrary<Display> = fc.record({
  play: fc.boolean(),
  theme: fc.constantFrom('auto', 'light', 'dark'),
  view: fc.constantFrom(...VIEWS),
  story: fc.option(fc.integer({ min: 1, max: STORY.length })),
  panels: fc.option(fc.subarray([...PANELS], { minLength: 1 })),
  controls: fc.constantFrom(...CONTROLS),
  scale: fc.constantFrom(...SCALES),
  derivative: fc.integer({ min: 0, max: 2 }),
  strip: fc.option(fc.shuffledSubarray([...STRIP_SLIDERS], { minLength: 1, maxLength: STRIP_MOST })),
  mapx: fc.option(mapAxis),
  mapy: fc.option(mapAxis),
  mapsteps: numberIn(MAP_LIMITS.steps),
});

/** One assertion for many fields: thousands of experiments are judged. */
export function expectValid(experiment: Experiment): void {
  expect(faultsOf(experiment)).toEqual([]);
}

const within = (value: unknown, { min, max, integer }: Range): boolean =>
  typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));

/** The fields that are none which the contract allows, with their values. */
function faultsOf(experiment: Experiment): string[] {
  const { arms, task: chosen, depth, ...rest } = experiment;
  const { keys } = task(chosen.name);
  const { width, batch, optimizer, learningRate, seed, replicas, steps, engine } = rest;
  const named = [...new Set([...Object.keys(keys), ...Object.keys(chosen.settings)])];
  const inRange = (name: string): boolean => {
    const [key, value] = [keys[name], chosen.settings[name]];
    if (key === undefined) return false;
    return isChoiceKey(key) ? key.choices.some((choice) => choice.value === value) : within(value, key);
  };
  const fields: readonly (readonly [what: string, value: unknown, valid: boolean])[] = [
    ['arms', arms.length, arms.length >= 1 && arms.length <= 4],
    ...named.map((name) => [name, chosen.settings[name], inRange(name)] as const),
    ['depth', depth, within(depth, { min: 2, max: 64, integer: true })],
    ['width', width, within(width, { min: 4, max: 512, integer: true })],
    ['batch', batch, batch === 'full' || within(batch, { min: 1, max: 4096, integer: true })],
    ['optimizer', optimizer, ['sgd', 'momentum', 'adam'].includes(optimizer)],
    ['learningRate', learningRate, within(learningRate, { min: 1e-6, max: 10, integer: false })],
    ['seed', seed, within(seed, { min: 0, max: 2 ** 32 - 1, integer: true })],
    ['replicas', replicas, within(replicas, { min: 1, max: 64, integer: true })],
    ['steps', steps, within(steps, { min: 0, max: 1_000_000, integer: true })],
    ['engine', engine, ['auto', 'fused', 'fused-wasm', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'].includes(engine)],
  ];
  const faults = fields.filter(([, , valid]) => !valid).map(([what, value]) => `${what}: ${value}`);
  return [...faults, ...arms.flatMap((arm) => armFaults(arm, experiment))];
}

function isTyped({ activation, ranges }: Arm): boolean {
  const { formula, values } = typedOf(activation);
  const usable = typedId(formula, values) === activation && 'activation' in named(activation);
  return (
    usable &&
    Object.entries(ranges ?? {}).every(
      ([letter, [min, max]]) => letter in values && min < max && !(min === -5 && max === 5),
    )
  );
}

function armFaults(arm: Arm, experiment: Experiment): string[] {
  const { activation, init, cw, cb, k1, skip, norm, weights } = arm;
  const [name, ...parameter] = activation.split('.');
  const family = FAMILIES.find((candidate) => candidate.name === name);
  const value = parameter.length === 0 ? null : Number(parameter.join('.'));
  const variances =
    init === 'custom'
      ? within(cw, { min: 1e-6, max: 1e3, integer: false }) && within(cb, { min: 0, max: 1e3, integer: false })
      : cw === null && cb === null;
  const scaled =
    k1 === null || (within(k1, { min: 1e-12, max: 1e6, integer: false }) && k1 > biasVariance(arm, experiment.depth));
  const exact = init === 'exact' && startsExact(arm, experiment) !== null && k1 === null;
  const fields: readonly (readonly [what: string, valid: boolean])[] = [
    ['activation', isFormula(activation) ? isTyped(arm) : family?.create(value).id === activation && !arm.ranges],
    ['init', exact || ['critical', 'best', 'he', 'lecun', 'xavier', 'custom'].includes(init)],
    ['cw, cb', variances],
    ['k1', scaled],
    ['skip', skip === undefined || (skip !== 0 && within(skip, { min: 0, max: 2, integer: false }))],
    ['norm', norm === undefined || ['rms', 'layer'].includes(norm)],
    ['weights', weights === undefined || weights === 'orthogonal'],
  ];
  return fields.filter(([, valid]) => !valid).map(([what]) => `${what} of ${JSON.stringify(arm)}`);
}
