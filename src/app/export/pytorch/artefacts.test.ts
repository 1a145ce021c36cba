import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../activations/samples.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import { type Arm, type Experiment, INITS, OPTIMIZERS } from '../../../experiment/experiment.ts';
import { layerKind } from '../../../experiment/layerKind.ts';
import { defaultSettings, TASKS } from '../../../tasks/catalogue.ts';
import { type Dataset, provideDataset } from '../../../tasks/datasets.ts';
import type { CifarSource, IdxSource, TableSource } from '../../../tasks/source.ts';
import { isChoiceKey, type Task, type TaskKey, type TaskSettings } from '../../../tasks/task.ts';
import { rowsFor } from '../../../tasks/testing.ts';
import { LAYER_FIELDS, type NormName } from '../../../theory/layer.ts';
import { pytorchScript } from '../pytorch.ts';

const NORMS = Object.keys(LAYER_FIELDS.norm.words) as NormName[];

const CHECKER = fileURLToPath(new URL('artefacts.py', import.meta.url));

/** What artefacts.py finds in each script, by the script's name. */
function artefacts(scripts: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return JSON.parse(execFileSync('python3', [CHECKER], { input: JSON.stringify(scripts), encoding: 'utf8' }));
}

const arms = (from: number): readonly Arm[] =>
  SAMPLES.slice(from, from + 4).map(({ id }, i) => {
    const init = INITS[(from + i) % INITS.length] ?? 'he';
    const kind = layerKind({ skip: i, norm: NORMS[i] ?? 'none', weights: i === 2 ? 'orthogonal' : 'gaussian' });
    // Every other group of arms is plain.
    const layers = from % 8 === 0 ? kind : {};
    return { ...defaultArm(id), init, ...(init === 'custom' ? { cw: 1.5, cb: 0.25 } : {}), ...layers };
  });

const SMALL: Experiment = { ...DEFAULT_EXPERIMENT, depth: 4, width: 8 };

/** Values of a key whose terms may vanish: its ends, its default, and 0 to 4 where it takes them. */
function valuesOf(key: TaskKey): readonly (number | string)[] {
  if (isChoiceKey(key)) return key.choices.map(({ value }) => value);
  const inside = [0, 1, 2, 3, 4].filter((value) => value >= key.min && value <= key.max);
  return [...new Set([key.min, key.default, key.max, ...inside])];
}

/** Every value of every key, the others at their defaults but for choices, which take all of theirs. */
function variantsOf({ keys, ...rest }: Task): readonly TaskSettings[] {
  const defaults = defaultSettings({ keys, ...rest });
  return Object.entries(keys).flatMap(([name, key]) =>
    valuesOf(key).flatMap((value) =>
      Object.entries(keys).flatMap(([other, second]) =>
        isChoiceKey(second)
          ? valuesOf(second).map((choice) => ({ ...defaults, [other]: choice, [name]: value }))
          : [{ ...defaults, [name]: value }],
      ),
    ),
  );
}

const plain = { label: 'test', shift: Float32Array.of(0), factor: Float32Array.of(1) };
const scaled = { shift: Float32Array.of(0.25, 0.5), factor: Float32Array.of(2, 3) };
const numbers: Dataset = { ...rowsFor({ rows: 40, features: 2, classes: null }), featureNames: ['a', 'b'] };
const classes: Dataset = { ...rowsFor({ rows: 40, features: 2, classes: 3 }), featureNames: ['a', 'b'] };

const IDX: IdxSource = {
  kind: 'idx',
  images: 'images.gz',
  labels: 'labels',
  number: 'uint8',
  columns: 1,
  classes: [0, 1, 2],
  rows: null,
};
const CIFAR: CifarSource = { kind: 'cifar', files: ['a.bin', 'b.bin'], record: 3074, label: 1, rows: null };
const IMAGE_SOURCES = [IDX, { ...IDX, columns: 8, classes: [1, 2, 3], rows: 20 }, CIFAR, { ...CIFAR, rows: 20 }];

/** Tables and images, with everything that their scaling can do without. */
const OWN: readonly Dataset[] = [
  numbers,
  { ...numbers, ...scaled, target: { ...numbers.target, mean: 0.5, deviation: 2 } as Dataset['target'] },
  {
    ...numbers,
    shift: Float32Array.of(1, 0),
    factor: Float32Array.of(1, 1),
    target: { ...numbers.target, deviation: 2 } as Dataset['target'],
  },
  { ...numbers, factor: Float32Array.of(0.5), target: { ...numbers.target, mean: 0.5 } as Dataset['target'] },
  { ...classes, ...scaled },
  ...(
    [
      { file: null, text: 'a,b,"c"\n1,2,"3"' },
      { delimiter: 'blanks', lines: [[1, 1]] },
      { delimiter: 'wide blanks', decimal: ',' },
      { delimiter: '|', framed: true },
      { halved: true, decimal: ',', encoding: 'utf-16le', features: [0, 1, 3] },
    ] satisfies Partial<TableSource>[]
  ).map((other) => ({ ...classes, source: { ...classes.source, ...other } as TableSource })),
  { ...classes, target: { ...classes.target, classes: ['1', 'two', 'three'] } as Dataset['target'] },
  ...IMAGE_SOURCES.flatMap((source) => [
    { ...classes, ...plain, featureNames: null, source },
    { ...classes, ...scaled, featureNames: null, source },
  ]),
];

describe('the PyTorch script reads as if written by hand', () => {
  beforeAll(() => {
    // More images than are measured, of which some are trained on all the same.
    provideDataset('digits', rowsFor({ rows: 1200, features: 4, classes: 10 }));
    provideDataset('own', numbers);
  });

  it('for every activation, initialisation, optimizer and size of batch on every task', () => {
    const scripts: Record<string, string> = {};
    for (const task of TASKS) {
      for (let from = 0; from < SAMPLES.length; from += 4) {
        const optimizer = OPTIMIZERS[(from / 4) % OPTIMIZERS.length] ?? 'adam';
        const settings = defaultSettings(task);
        const batch = from % 8 === 0 ? ('full' as const) : 16;
        const experiment = { ...SMALL, arms: arms(from), task: { name: task.name, settings }, optimizer, batch };
        scripts[`${task.name} ${from}`] = pytorchScript(experiment, '');
      }
    }
    expect(Object.keys(scripts).length).toBe(TASKS.length * Math.ceil(SAMPLES.length / 4));
    expect(artefacts(scripts)).toEqual({});
  });

  it('for every initialisation by itself, where biases or the inputs’ scale are not needed', () => {
    const scripts = Object.fromEntries(
      INITS.flatMap((init) =>
        ['tanh', 'repu.2', 'relu'].map((id) => [
          `${init} ${id}`,
          pytorchScript({ ...SMALL, arms: [{ ...defaultArm(id), init, ...(init === 'custom' ? { cw: 1 } : {}) }] }, ''),
        ]),
      ),
    );
    expect(artefacts(scripts)).toEqual({});
    expect(scripts['he relu']).not.toMatch(/scale|"cb"|"k1"/);
    expect(scripts['critical tanh']).toMatch(/"k1": 1,/);
  });

  it('for every value of a task’s keys at which a term vanishes', () => {
    const scripts: Record<string, string> = {};
    for (const task of TASKS) {
      for (const settings of variantsOf(task)) {
        const name = `${task.name} ${JSON.stringify(settings)}`;
        scripts[name] = pytorchScript({ ...SMALL, task: { name: task.name, settings } }, '');
      }
    }
    expect(artefacts(scripts)).toEqual({});
  });

  it('for tables and images of the visitor’s own', () => {
    const scripts = Object.fromEntries(
      OWN.map((dataset, i) => {
        provideDataset('own', dataset);
        const own = TASKS.find(({ name }) => name === 'own') as Task;
        return [`own ${i}`, pytorchScript({ ...SMALL, task: { name: 'own', settings: defaultSettings(own) } }, '')];
      }),
    );
    expect(artefacts(scripts)).toEqual({});
  });

  it('which would be seen otherwise', () => {
    const planted = [
      'y = x + 0.0',
      'y = 0 * x',
      'y = -1 * x',
      'y = x * 1',
      'y = x / 1',
      'y = x ** 1',
      'y = 0 - x',
      'y = x + -3',
      'y = - -x',
      'y = torch.full((2,), 0.0)',
      'y = 1 if None else x',
      'y = lambda z: torch.tanh(z)',
      'y = math.nan',
      'import csv',
      'def unread(z):\n    return z',
      `y = [${'1, '.repeat(50)}]`,
    ];
    const found = artefacts(
      Object.fromEntries(
        planted.map((line) => [line, `x = y = torch = math = 2\nprint(x, y, torch, math)\n${line}\n`]),
      ),
    );
    expect(Object.keys(found)).toEqual(planted);
    expect(artefacts({ clean: 'x = 2\nprint(x**2 - 1, 3 * x, lambda z: z * x)\n' })).toEqual({});
  });
});
