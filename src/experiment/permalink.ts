/** The permalink: an experiment and its display as a URL fragment, and back. docs/permalink.md is the contract. */
import { TASKS, task } from '../tasks/catalogue.ts';
import { isChoiceKey, type TaskKey } from '../tasks/task.ts';
import { readArm, writeArm } from './armCodec.ts';
import { type Codec, choiceCodec, flagCodec, nameOr, numberCodec } from './codec.ts';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT } from './defaults.ts';
import { type Arm, type Display, ENGINES, type Experiment, OPTIMIZERS, type TaskChoice } from './experiment.ts';
import { LIMITS, MAX_ARMS } from './limits.ts';
import { type Notice, notice } from './notice.ts';

export interface Parsed {
  /** Always valid, whatever the fragment. */
  readonly experiment: Experiment;
  readonly display: Display;
  /** One for every part that could not be used. */
  readonly rejected: readonly Notice[];
}

/** The keys that take one value each, but for the tasks' own. */
const CODECS = {
  task: choiceCodec(TASKS.map(({ name }) => name)),
  depth: numberCodec(LIMITS.depth),
  width: numberCodec(LIMITS.width),
  batch: nameOr('full', numberCodec(LIMITS.batch)),
  opt: choiceCodec(OPTIMIZERS),
  lr: numberCodec(LIMITS.learningRate),
  seed: numberCodec(LIMITS.seed),
  replicas: numberCodec(LIMITS.replicas),
  steps: numberCodec(LIMITS.steps),
  engine: choiceCodec(ENGINES),
  play: flagCodec,
  theme: choiceCodec<Display['theme']>(['auto', 'light', 'dark']),
};

function taskKeyCodec(key: TaskKey): Codec<number | string> {
  const codec = isChoiceKey(key) ? choiceCodec(key.choices.map(({ value }) => value)) : numberCodec(key);
  return codec as Codec<number | string>;
}

/** Keys of the contract that this version does not use yet. */
const RESERVED: ReadonlySet<string> = new Set(['view', 'panels', 'controls']);

/** Every key that any task names. */
const TASK_KEYS: ReadonlySet<string> = new Set(TASKS.flatMap(({ keys }) => Object.keys(keys)));

/** Reads a fragment, with or without its `#`. Never throws. */
export function parseFragment(text: string): Parsed {
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

  const chosen = readTask(single);
  const depth = single('depth', CODECS.depth, DEFAULT_EXPERIMENT.depth);
  const experiment: Experiment = {
    arms: readArms(values.get('arm') ?? [], depth, rejected),
    task: chosen,
    depth,
    width: single('width', CODECS.width, DEFAULT_EXPERIMENT.width),
    batch: single('batch', CODECS.batch, DEFAULT_EXPERIMENT.batch),
    optimizer: single('opt', CODECS.opt, DEFAULT_EXPERIMENT.optimizer),
    learningRate: single('lr', CODECS.lr, DEFAULT_EXPERIMENT.learningRate),
    seed: single('seed', CODECS.seed, DEFAULT_EXPERIMENT.seed),
    replicas: single('replicas', CODECS.replicas, DEFAULT_EXPERIMENT.replicas),
    steps: single('steps', CODECS.steps, DEFAULT_EXPERIMENT.steps),
    engine: single('engine', CODECS.engine, DEFAULT_EXPERIMENT.engine),
  };
  const display: Display = {
    play: single('play', CODECS.play, DEFAULT_DISPLAY.play),
    theme: single('theme', CODECS.theme, DEFAULT_DISPLAY.theme),
  };
  for (const key of values.keys()) {
    if (key === 'arm' || Object.hasOwn(CODECS, key) || Object.hasOwn(chosen.settings, key)) continue;
    if (TASK_KEYS.has(key)) reject(key, `${key} goes with ${tasksNaming(key)} only`);
    else if (RESERVED.has(key)) reject(key, `${key} is not supported yet`);
    else reject(key, `the keys are ${allKeys().join(', ')}`);
  }
  return { experiment, display, rejected };
}

/** The fragment, without `#`, that parses to exactly this; defaults are left out. */
export function serialise(experiment: Experiment, display: Display): string {
  const pairs: string[] = [];
  function put<Value>(key: string, codec: Codec<Value>, value: Value, fallback: Value): void {
    if (value !== fallback) pairs.push(`${key}=${codec.write(value)}`);
  }
  const arms = experiment.arms.map(writeArm);
  if (arms.join('&') !== DEFAULT_EXPERIMENT.arms.map(writeArm).join('&')) {
    pairs.push(...arms.map((arm) => `arm=${arm}`));
  }
  put('task', CODECS.task, experiment.task.name, DEFAULT_EXPERIMENT.task.name);
  for (const [key, limits] of Object.entries(task(experiment.task.name).keys)) {
    put(key, taskKeyCodec(limits), experiment.task.settings[key] ?? limits.default, limits.default);
  }
  put('depth', CODECS.depth, experiment.depth, DEFAULT_EXPERIMENT.depth);
  put('width', CODECS.width, experiment.width, DEFAULT_EXPERIMENT.width);
  put('batch', CODECS.batch, experiment.batch, DEFAULT_EXPERIMENT.batch);
  put('opt', CODECS.opt, experiment.optimizer, DEFAULT_EXPERIMENT.optimizer);
  put('lr', CODECS.lr, experiment.learningRate, DEFAULT_EXPERIMENT.learningRate);
  put('seed', CODECS.seed, experiment.seed, DEFAULT_EXPERIMENT.seed);
  put('replicas', CODECS.replicas, experiment.replicas, DEFAULT_EXPERIMENT.replicas);
  put('steps', CODECS.steps, experiment.steps, DEFAULT_EXPERIMENT.steps);
  put('engine', CODECS.engine, experiment.engine, DEFAULT_EXPERIMENT.engine);
  put('play', CODECS.play, display.play, DEFAULT_DISPLAY.play);
  put('theme', CODECS.theme, display.theme, DEFAULT_DISPLAY.theme);
  return pairs.join('&');
}

/** Whether going from one experiment to the other takes new networks: all fields but `steps` do. */
export function needsRestart(before: Experiment, after: Experiment): boolean {
  const identity = (experiment: Experiment): string => serialise({ ...experiment, steps: 0 }, DEFAULT_DISPLAY);
  return identity(before) !== identity(after);
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

function readTask(single: <Value>(key: string, codec: Codec<Value>, fallback: Value) => Value): TaskChoice {
  const name = single('task', CODECS.task, DEFAULT_EXPERIMENT.task.name);
  const chosen = task(name);
  const settings = Object.entries(chosen.keys).map(([key, limits]): [string, number | string] => [
    key,
    single(key, taskKeyCodec(limits), limits.default),
  ]);
  return { name, settings: Object.fromEntries(settings) };
}

/** The arms that can be used, the first four of them; the default arms where there are none. */
function readArms(texts: readonly string[], depth: number, rejected: Notice[]): readonly Arm[] {
  const arms: Arm[] = [];
  const unusable: { text: string; problem: string }[] = [];
  for (const text of texts) {
    const { arm, problems } = readArm(text, depth);
    if (arm === null) unusable.push(...problems.map((problem) => ({ text, problem })));
    else if (arms.length === MAX_ARMS) rejected.push(notice('arm', text, `there are at most ${MAX_ARMS} arms`, null));
    else {
      arms.push(arm);
      for (const problem of problems) rejected.push(notice('arm', text, problem, writeArm(arm)));
    }
  }
  const used = arms.length > 0 ? null : DEFAULT_EXPERIMENT.arms.map(writeArm).join(' and ');
  for (const { text, problem } of unusable) rejected.push(notice('arm', text, problem, used));
  return arms.length > 0 ? arms : DEFAULT_EXPERIMENT.arms;
}

function tasksNaming(key: string): string {
  const names = TASKS.filter(({ keys }) => Object.hasOwn(keys, key)).map(({ name }) => `task=${name}`);
  return names.join(' or ');
}

function allKeys(): readonly string[] {
  return ['arm', 'task', ...TASK_KEYS, ...Object.keys(CODECS).filter((key) => key !== 'task')];
}
