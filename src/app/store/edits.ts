/** Changes of an experiment. Pure; whatever goes in valid comes out valid. */
import { activation, FAMILIES } from '../../activations/catalogue.ts';
import { within } from '../../experiment/codec.ts';
import { defaultArm } from '../../experiment/defaults.ts';
import { exactStart, trainable } from '../../experiment/exact.ts';
import type { Arm, Experiment, InitName, TaskChoice } from '../../experiment/experiment.ts';
import { neededDerivatives } from '../../experiment/layerKind.ts';
import { ARM_LIMITS, MAX_ARMS } from '../../experiment/limits.ts';
import { biasVariance, setup, variancesOf } from '../../experiment/setup.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { loadedDataset } from '../../tasks/datasets.ts';
import { type DatasetName, isChoiceKey, type TaskKey } from '../../tasks/task.ts';
import { withLooksKept } from '../armSlots.ts';

/** An experiment, and a sentence for every part that had to change with it. */
export interface Edit {
  readonly experiment: Experiment;
  readonly consequences: readonly string[];
}

/**
 * The experiment with those fields, and input scales that are no longer possible set back. No arm changes its look for
 * what happens to others.
 * @param origin place before of the arm that is at a place among `fields.arms`.
 */
export function changed(
  experiment: Experiment,
  fields: Partial<Experiment>,
  origin: (index: number) => number = (index) => index,
): Edit {
  // A batch that is chosen is not the task's any more.
  const { batchBefore, ...present } = experiment;
  const next = { ...present, ...(batchBefore !== undefined && !('batch' in fields) && { batchBefore }), ...fields };
  const consequences: string[] = [];
  const arms = withLooksKept(experiment.arms, next.arms, origin).map((chosen) => {
    const { arm } = trainable(chosen, next);
    const name = activation(arm.activation).label;
    if (arm.norm !== chosen.norm) {
      consequences.push(
        `${name} goes without normalisation: ${neededDerivatives(next.task)} are not carried through it.`,
      );
    }
    if (arm.init !== chosen.init)
      consequences.push(`${name} starts critical: its exact weights ${whyNotExact(chosen, next)}.`);
    else if (arm.k1 !== chosen.k1) consequences.push(`The exact weights of ${name} take the inputs as they are.`);
    const cb = arm.k1 === null ? 0 : biasVariance(arm, next.depth);
    if (arm.k1 === null || arm.k1 > cb) return arm;
    const { label } = activation(arm.activation);
    consequences.push(
      `The input scale K_1 = ${arm.k1} of ${label} was set back to the initialisation’s own: it must exceed C_b = ${cb}.`,
    );
    return { ...arm, k1: null };
  });
  return { experiment: { ...next, arms }, consequences };
}

function whyNotExact(arm: Arm, shape: Experiment): string {
  const start = exactStart(arm, shape);
  return 'problem' in start ? start.problem.replace('goes', 'go').replace('takes', 'take') : '';
}

export function withArm(experiment: Experiment, index: number, fields: Partial<Arm>): Edit {
  const arms = experiment.arms.map((arm, other) => (other === index ? { ...arm, ...fields } : arm));
  return changed(experiment, { arms });
}

/** Another initialisation; `custom` starts from the C_W and C_b that are in effect. */
export function withInit(experiment: Experiment, index: number, init: InitName): Edit {
  if (init === 'exact') return withArm(experiment, index, { init, cw: null, cb: null, k1: null });
  if (init !== 'custom') return withArm(experiment, index, { init, cw: null, cb: null });
  const present = setup(experiment).arms[index];
  return withArm(experiment, index, {
    init,
    cw: clamped(present?.layers[0]?.cw ?? ARM_LIMITS.cw.default, ARM_LIMITS.cw),
    cb: clamped(present?.layers[0]?.cb ?? ARM_LIMITS.cb.default, ARM_LIMITS.cb),
  });
}

/** The same initialisation for every arm, each under the input scale that it was given. */
export function withEveryInit(experiment: Experiment, init: Exclude<InitName, 'custom'>): Edit {
  return changed(experiment, { arms: experiment.arms.map((arm) => ({ ...arm, init, cw: null, cb: null })) });
}

const clamped = (value: number, { min, max }: { min: number; max: number }): number =>
  Math.min(max, Math.max(min, value));

/** Another family, at its default parameter. */
export function withFamily(experiment: Experiment, index: number, name: string): Edit {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (family === undefined) throw new RangeError(`There is no activation named ${JSON.stringify(name)}.`);
  return withArm(experiment, index, {
    activation: family.create(family.parameter?.default ?? null).id,
    ranges: undefined,
  });
}

/** What most people would compare with next. */
const SUGGESTIONS = ['relu', 'tanh', 'gelu', 'mrepu.2', 'repu.2'];

/** One arm more: the first suggestion that is not there yet. */
export function withNewArm(experiment: Experiment): Edit {
  if (experiment.arms.length >= MAX_ARMS) return { experiment, consequences: [] };
  const present = new Set(experiment.arms.map((arm) => arm.activation));
  const suggestion = SUGGESTIONS.find((id) => !present.has(id)) ?? 'linear';
  const k1 = commonScale(experiment.arms);
  return changed(experiment, { arms: [...experiment.arms, { ...defaultArm(suggestion), k1 }] });
}

/** The last arm stays. */
export function withoutArm(experiment: Experiment, index: number): Edit {
  if (experiment.arms.length <= 1) return { experiment, consequences: [] };
  const arms = experiment.arms.filter((_, other) => other !== index);
  return changed(experiment, { arms }, (place) => (place < index ? place : place + 1));
}

/**
 * Another task, at its defaults but for what was changed from the default and means something there too. What the task
 * before had changed goes back.
 */
export function withTask(experiment: Experiment, name: string): Edit {
  const chosen = task(name);
  const { keys: before } = task(experiment.task.name);
  const kept = Object.entries(experiment.task.settings).filter(([key, value]) => {
    const limits = chosen.keys[key];
    return limits !== undefined && value !== before[key]?.default && allows(limits, value);
  });
  const next: TaskChoice = { name, settings: { ...defaultSettings(chosen), ...Object.fromEntries(kept) } };
  const batch = experiment.batchBefore ?? experiment.batch;
  if (batch !== 'full' || !isLarge(chosen.dataset)) return changed(experiment, { task: next, batch });
  // A step over thousands of examples would take as long as a hundred such steps.
  const edit = changed(experiment, { task: next, batch: DATASET_BATCH, batchBefore: batch });
  const said = `Each step takes ${DATASET_BATCH} examples of ${chosen.phrase} now; Batch has all of them again.`;
  return { ...edit, consequences: [...edit.consequences, said] };
}

/** Examples per step where there are thousands. */
const DATASET_BATCH = 64;

/** Whether training examples are more than that; of a visitor's table also with half of it held out. */
const isLarge = (dataset: DatasetName | null): boolean =>
  dataset !== null && (dataset !== 'own' || (loadedDataset(dataset)?.size ?? 0) > 2 * DATASET_BATCH);

const allows = (key: TaskKey, value: number | string): boolean =>
  isChoiceKey(key)
    ? key.choices.some((choice) => choice.value === value)
    : typeof value === 'number' && within(key, value);

/** The input scale that all arms were given, or null where they differ or are the initialisations' own. */
export function commonScale(arms: readonly Arm[]): number | null {
  const first = arms[0]?.k1 ?? null;
  return arms.length > 1 && arms.every((arm) => arm.k1 === first) ? first : null;
}

/**
 * All arms at the input scale in effect for the first one; where some arm's C_b is not below it, at twice the largest
 * C_b, since K_1 = C_b + C_W |x|²/n0 exceeds C_b.
 */
export function withSameScale(experiment: Experiment): Edit {
  const { arms } = setup(experiment);
  const largestCb = Math.max(...arms.map((arm) => variancesOf(arm).cb));
  const first = clamped(Number((arms[0]?.k1 ?? 1).toPrecision(6)), ARM_LIMITS.k1);
  return withEveryScale(experiment, first > largestCb ? first : 2 * largestCb);
}

export function withEveryScale(experiment: Experiment, k1: number): Edit {
  return changed(experiment, { arms: experiment.arms.map((arm) => ({ ...arm, k1 })) });
}

/** Every arm at its own scale again: what it had, by place, else its initialisation's. */
export function withOwnScales(experiment: Experiment, own: readonly (number | null)[]): Edit {
  return changed(experiment, { arms: experiment.arms.map((arm, index) => ({ ...arm, k1: own[index] ?? null })) });
}

/** K_1 has to exceed C_b; so much more is enough. */
const ABOVE_CB = 1.001;

const digits = (value: number): number => Number(value.toPrecision(3));

/** The arm at a point of its phase map: custom C_W and K_1, to three digits, with the C_b in effect. */
export function withPhasePoint(experiment: Experiment, index: number, point: { cw: number; k1: number }): Edit {
  const cb = clamped(setup(experiment).arms[index]?.layers[0]?.cb ?? 0, ARM_LIMITS.cb);
  return withArm(experiment, index, {
    init: 'custom',
    cw: clamped(digits(point.cw), ARM_LIMITS.cw),
    cb,
    k1: clamped(Math.max(digits(point.k1), cb * ABOVE_CB), ARM_LIMITS.k1),
  });
}

/** The arm with biases of variance `cb`, C_W and K_1 as they are in effect; a K_1 that is too small for them is doubled from C_b. */
export function withBiases(experiment: Experiment, index: number, cb: number): Edit {
  const present = setup(experiment).arms[index];
  if (!present) return { experiment, consequences: [] };
  const k1 = digits(present.k1) > cb * ABOVE_CB ? digits(present.k1) : 2 * cb;
  return withArm(experiment, index, {
    init: 'custom',
    cw: clamped(digits(present.layers[1]?.cw ?? 1), ARM_LIMITS.cw),
    cb,
    k1: clamped(k1, ARM_LIMITS.k1),
  });
}
