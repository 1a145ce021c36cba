/** The permalink: an experiment and its display as a URL fragment, and back. docs/permalink.md is the contract. */
import { TASKS, task } from '../tasks/catalogue.ts';
import { isChoiceKey, type TaskKey } from '../tasks/task.ts';
import { readArm, withPossibleScale, writeArm } from './armCodec.ts';
import { type Codec, choiceCodec, flagCodec, listCodec, nameOr, numberCodec, optional } from './codec.ts';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT } from './defaults.ts';
import { type Shape, trainable } from './exact.ts';
import {
  type Arm,
  CONTROLS,
  type Display,
  ENGINES,
  type Experiment,
  OPTIMIZERS,
  PANELS,
  SCALES,
  STRIP_MOST,
  STRIP_SLIDERS,
  type TaskChoice,
  VIEWS,
} from './experiment.ts';
import { LIMITS, MAX_ARMS } from './limits.ts';
import { axisCodec, mapStepsCodec } from './map/map.ts';
import { type Notice, notice } from './notice.ts';
import { STORY } from './story.ts';

export interface Parsed {
  /** Always valid, whatever the fragment. */
  readonly experiment: Experiment;
  readonly display: Display;
  /** One for every part that could not be used. */
  readonly rejected: readonly Notice[];
}

/** Of the experiment, the keys that take one value each, but for the tasks' own; in the order in which they are written. */
const EXPERIMENT_CODECS = {
  depth: numberCodec(LIMITS.depth),
  width: numberCodec(LIMITS.width),
  batch: nameOr('full', numberCodec(LIMITS.batch)),
  opt: choiceCodec(OPTIMIZERS),
  lr: numberCodec(LIMITS.learningRate),
  seed: numberCodec(LIMITS.seed),
  replicas: numberCodec(LIMITS.replicas),
  steps: numberCodec(LIMITS.steps),
  engine: choiceCodec(ENGINES),
};

/** Fields whose key is shorter. */
const FIELD_OF: Readonly<Record<string, keyof Experiment>> = { opt: 'optimizer', lr: 'learningRate' };
const fieldOf = (key: string): keyof Experiment => FIELD_OF[key] ?? (key as keyof Experiment);

/** Of the display. */
const DISPLAY_CODECS: { readonly [Key in keyof Display]: Codec<Display[Key]> } = {
  play: flagCodec,
  theme: choiceCodec<Display['theme']>(['auto', 'light', 'dark']),
  view: choiceCodec(VIEWS),
  story: optional(numberCodec({ min: 1, max: STORY.length, integer: true })),
  panels: listCodec(PANELS, 'the view’s own'),
  controls: choiceCodec(CONTROLS),
  scale: choiceCodec(SCALES),
  derivative: numberCodec({ min: 0, max: 2, integer: true }),
  strip: listCodec(STRIP_SLIDERS, 'none', STRIP_MOST),
  mapx: axisCodec,
  mapy: axisCodec,
  mapsteps: mapStepsCodec,
};

const TASK = choiceCodec(TASKS.map(({ name }) => name));

function taskKeyCodec(key: TaskKey): Codec<number | string> {
  const codec = isChoiceKey(key) ? choiceCodec(key.choices.map(({ value }) => value)) : numberCodec(key);
  return codec as Codec<number | string>;
}

/** Every key that any task names. */
const TASK_KEYS: ReadonlySet<string> = new Set(TASKS.flatMap(({ keys }) => Object.keys(keys)));

/** What a fragment is applied on top of. */
export type Base = Pick<Parsed, 'experiment' | 'display'>;

const DEFAULTS: Base = { experiment: DEFAULT_EXPERIMENT, display: DEFAULT_DISPLAY };

/**
 * Reads a fragment, with or without its `#`. Never throws.
 * @param base what holds for every key that the fragment does not name; any `arm` replaces all arms, and another task
 * starts at its own defaults. A step of the story has an experiment of its own, which takes the place of the base's.
 */
export function parseFragment(text: string, base: Base = DEFAULTS): Parsed {
  const { display: shown } = base;
  const values = valuesByKey(text);
  const rejected: Notice[] = [];

  function single<Value>(key: string, codec: Codec<Value>, fallback: Value): Value {
    const [first, ...more] = values.get(key) ?? [];
    const value = first === undefined ? fallback : codec.read(first);
    const used = value ?? fallback;
    if (first !== undefined && value === null) {
      rejected.push(notice(key, first, `${key} is ${codec.allowed}`, codec.write(fallback)));
    }
    for (const extra of more) {
      rejected.push(notice(key, extra, `${key} may be given once, and the first counts`, codec.write(used)));
    }
    return used;
  }
  const reject = (key: string, allowed: string): void => {
    for (const value of values.get(key) ?? []) rejected.push(notice(key, value, allowed, null));
  };

  const story = single('story', DISPLAY_CODECS.story, shown.story);
  const told = story !== null && values.has('story') ? storyStep(story) : null;
  const present = told?.experiment ?? base.experiment;
  // Its formula, where the code for it could not be fetched.
  if (told && !values.has('arm')) rejected.push(...told.rejected);
  const chosen = readTask(single, present.task);
  const depth = single('depth', EXPERIMENT_CODECS.depth, present.depth);
  const width = single('width', EXPERIMENT_CODECS.width, present.width);
  const experiment = {
    arms: readArms(values.get('arm') ?? [], { depth, width, task: chosen }, rejected, present.arms),
    task: chosen,
    ...Object.fromEntries(
      Object.entries(EXPERIMENT_CODECS).map(([key, codec]) => {
        const field = fieldOf(key);
        // The arms depend on these two, which are read before.
        if (field === 'depth' || field === 'width') return [field, { depth, width }[field]];
        return [field, single<unknown>(key, codec as Codec<unknown>, present[field])];
      }),
    ),
  } as Experiment;
  const display = Object.fromEntries(
    Object.entries(DISPLAY_CODECS).map(([key, codec]) => {
      const value =
        key === 'story' ? story : single<unknown>(key, codec as Codec<unknown>, shown[key as keyof Display]);
      return [key, value];
    }),
  ) as unknown as Display;
  for (const key of values.keys()) {
    if (OWN_KEYS.includes(key) || Object.hasOwn(chosen.settings, key)) continue;
    if (TASK_KEYS.has(key)) reject(key, `${key} goes with ${tasksNaming(key)} only`);
    else reject(key, `the keys are ${allKeys().join(', ')}`);
  }
  return { experiment, display, rejected };
}

/** A step of the story, from 1 on. */
function storyStep(step: number): Parsed {
  const told = STORY[step - 1];
  if (told === undefined) throw new RangeError(`The story has steps 1 to ${STORY.length}, not ${step}.`);
  return parseFragment(told.fragment);
}

/** The experiment of a step of the story; before formulas are loaded, a step that has one has the default arms. */
export const storyExperiment = (step: number): Experiment => storyStep(step).experiment;

/** The fragment, without `#`, that parses to exactly this; defaults, or what the step of the story says, are left out. */
export function serialise(experiment: Experiment, display: Display): string {
  const pairs: string[] = [];
  const base = display.story === null ? DEFAULT_EXPERIMENT : storyExperiment(display.story);
  function put<Value>(key: string, codec: Codec<Value>, value: Value, fallback: Value): void {
    if (value !== fallback) pairs.push(`${key}=${codec.write(value)}`);
  }
  put('story', DISPLAY_CODECS.story, display.story, DEFAULT_DISPLAY.story);
  const arms = experiment.arms.map(writeArm);
  if (arms.join('&') !== base.arms.map(writeArm).join('&')) {
    pairs.push(...arms.map((arm) => `arm=${arm}`));
  }
  put('task', TASK, experiment.task.name, base.task.name);
  for (const [key, limits] of Object.entries(task(experiment.task.name).keys)) {
    const fallback = experiment.task.name === base.task.name ? base.task.settings[key] : undefined;
    put(key, taskKeyCodec(limits), experiment.task.settings[key] ?? limits.default, fallback ?? limits.default);
  }
  for (const [key, codec] of Object.entries(EXPERIMENT_CODECS)) {
    put<unknown>(key, codec as Codec<unknown>, experiment[fieldOf(key)], base[fieldOf(key)]);
  }
  for (const [key, codec] of Object.entries(DISPLAY_CODECS)) {
    const field = key as keyof Display;
    if (key !== 'story') put<unknown>(key, codec as Codec<unknown>, display[field], DEFAULT_DISPLAY[field]);
  }
  return pairs.join('&');
}

/** Whether going from one experiment to the other takes new networks: all fields but `steps`, and the ends of sliders, do. */
export function needsRestart(before: Experiment, after: Experiment): boolean {
  const identity = (experiment: Experiment): string =>
    serialise({ ...experiment, arms: experiment.arms.map(withoutRanges), steps: 0 }, DEFAULT_DISPLAY);
  return identity(before) !== identity(after);
}

const withoutRanges = ({ ranges: _, ...arm }: Arm): Arm => arm;

/** Whether the fragment has a typed formula, which code that comes later has to read (activations/formulas.ts). */
export function namesFormula(fragment: string): boolean {
  const [, step] = /(?:^|[#&])story=(\d+)/.exec(fragment) ?? [];
  return /formula/.test(`${fragment} ${STORY[Number(step) - 1]?.fragment}`);
}

/** The values of every key in their order. Empty pieces between `&` say nothing. */
function valuesByKey(text: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const piece of text.replace(/^#/, '').split('&')) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const key = decode(equals < 0 ? piece : piece.slice(0, equals));
    const value = equals < 0 ? '' : decode(piece.slice(equals + 1));
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return values;
}

/** Malformed percent-encoding stays as written: no valid key or value holds a `%`, so it is rejected like any other. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readTask(
  single: <Value>(key: string, codec: Codec<Value>, fallback: Value) => Value,
  present: TaskChoice,
): TaskChoice {
  const name = single('task', TASK, present.name);
  const settings = Object.entries(task(name).keys).map(([key, limits]): [string, number | string] => {
    const kept = name === present.name ? present.settings[key] : undefined;
    return [key, single(key, taskKeyCodec(limits), kept ?? limits.default)];
  });
  return { name, settings: Object.fromEntries(settings) };
}

/**
 * The arms that can be used, the first four of them; the present arms where there are none. An input scale of a present
 * arm that another depth no longer allows goes back to the initialisation's own.
 */
function readArms(texts: readonly string[], shape: Shape, rejected: Notice[], present: readonly Arm[]): readonly Arm[] {
  const arms: Arm[] = [];
  const unusable: { text: string; problem: string }[] = [];
  for (const text of texts) {
    const { arm, problems: found } = readArm(text, shape.depth);
    const problems = [...found];
    if (arm === null) unusable.push(...problems.map((problem) => ({ text, problem })));
    else if (arms.length === MAX_ARMS) rejected.push(notice('arm', text, `there are at most ${MAX_ARMS} arms`, null));
    else {
      const { arm: trained, problems: more } = trainable(arm, shape);
      // Without its norm an arm may start from other biases.
      const { arm: used, problems: ofScale } = withPossibleScale(trained, shape.depth);
      arms.push(used);
      problems.push(...more, ...ofScale);
      for (const problem of problems) rejected.push(notice('arm', text, problem, writeArm(used)));
    }
  }
  const used = arms.length > 0 ? null : present.map(writeArm).join(' and ');
  for (const { text, problem } of unusable) rejected.push(notice('arm', text, problem, used));
  if (arms.length > 0) return arms;
  return present.map((arm) => {
    const { arm: used, problems } = trainable(arm, shape);
    for (const problem of problems) rejected.push(notice('arm', writeArm(arm), problem, writeArm(used)));
    return withPossibleScale(used, shape.depth).arm;
  });
}

function tasksNaming(key: string): string {
  const names = TASKS.filter(({ keys }) => Object.hasOwn(keys, key)).map(({ name }) => `task=${name}`);
  return names.join(' or ');
}

/** Keys that go with every task. */
const OWN_KEYS: readonly string[] = ['arm', 'task', ...Object.keys({ ...EXPERIMENT_CODECS, ...DISPLAY_CODECS })];

/** Every key that a fragment may have. */
export const allKeys = (): readonly string[] => [...OWN_KEYS.slice(0, 2), ...TASK_KEYS, ...OWN_KEYS.slice(2)];
