import { beforeAll, describe, expect, it } from 'vitest';
import { mean, variance } from '../lib/statistics.ts';
import { defaultSettings, TASKS, task } from './catalogue.ts';
import { provideDataset, requiredDataset } from './datasets.ts';
import { isChoiceKey, MOST_OBSERVED, outputsPerPoint, type TaskSettings } from './task.ts';
import { rowsFor } from './testing.ts';

beforeAll(() => {
  const images = { ...rowsFor({ rows: 300, features: 9, classes: 10 }), train: 200 };
  provideDataset('digits', { ...images, shift: Float32Array.of(2), factor: Float32Array.of(0.5) });
  provideDataset('own', rowsFor({ rows: 150, features: 4, classes: null }));
});

const settingsOf = (name: string, changes: TaskSettings = {}): TaskSettings => ({
  ...defaultSettings(task(name)),
  ...changes,
});
const LINES = TASKS.filter(({ picture }) => picture === 'line');

describe('derivatives of a target', () => {
  const known = TASKS.filter(({ dataset }) => dataset === null).flatMap((chosen) => {
    const variants = Object.entries(chosen.keys).flatMap(([name, key]) =>
      (isChoiceKey(key) ? key.choices.map(({ value }) => value) : [key.min, key.max]).map((value) => ({
        [name]: value,
      })),
    );
    return [{}, ...variants].map((changes) => [chosen.name, changes] as const);
  });

  it.each(known.filter(([name]) => ['line', 'surface'].includes(task(name).picture)))(
    'of %s with %o are differences of it along x, at every point of the picture',
    (name, changes) => {
      const settings = settingsOf(name, changes);
      const { evaluation, inputDimension } = task(name).data(settings, 1);
      const f = task(name).target(settings) as (x: number, y: number) => number;
      expect(evaluation.derivatives).toHaveLength(2 * evaluation.held);
      const h = 1e-4;
      for (let point = 0; point < evaluation.held; point++) {
        const [x, y = 0] = evaluation.inputs.subarray(
          point * inputDimension,
          (point + 1) * inputDimension,
        ) as unknown as [number, number];
        const [slope, curvature] = evaluation.derivatives!.subarray(2 * point) as unknown as [number, number];
        // A staircase has none where it rises.
        if (name === 'step' && f(x - h, y) !== f(x + h, y)) continue;
        expect(Math.abs((f(x + h, y) - f(x - h, y)) / (2 * h) - slope)).toBeLessThan(
          1e-5 * (1 + Math.abs(slope)) + 2e-3,
        );
        const second = (f(x + h, y) - 2 * f(x, y) + f(x - h, y)) / (h * h);
        expect(Math.abs(second - curvature)).toBeLessThan(1e-3 * (1 + Math.abs(curvature)));
      }
    },
  );
});

describe('slopes to be learnt', () => {
  const withSlopes = TASKS.filter(({ keys }) => 'sobolev' in keys);

  it('are offered where the target has a slope everywhere along x', () => {
    expect(withSlopes.map(({ name }) => name)).toEqual(['polynomial', 'sine', 'surface']);
  });

  it.each(withSlopes)('of $name are the target’s own at every training point, whatever the noise', (chosen) => {
    const settings = settingsOf(chosen.name, { noise: 0.5, sobolev: 0.25 });
    const { inputs, inputDimension, size, sobolev } = chosen.data(settings, 1);
    expect(sobolev).toMatchObject({ streams: 3, weight: 0.25 });
    expect(sobolev!.slopes).toHaveLength(size);
    const f = chosen.target(settings) as (x: number, y: number) => number;
    const h = 1e-4;
    for (let point = 0; point < size; point++) {
      const [x = 0, y = 0] = inputs.subarray(point * inputDimension, (point + 1) * inputDimension);
      const slope = sobolev!.slopes[point]!;
      expect(Math.abs((f(x + h, y) - f(x - h, y)) / (2 * h) - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
    }
  });

  it.each(withSlopes)('of weight 0 leave the data of $name as they are without the key', (chosen) => {
    const { sobolev, ...settings } = settingsOf(chosen.name, { noise: 0.5 });
    expect(sobolev).toBe(0);
    const data = chosen.data(settings, 1);
    expect(chosen.data({ ...settings, sobolev: 0 }, 1)).toEqual(data);
    expect(data.loss).toBe('squared-error');
    const { loss, sobolev: _, ...others } = chosen.data({ ...settings, sobolev: 1 }, 1);
    expect({ ...others, loss: 'squared-error' }).toEqual(data);
    expect(loss).toBe('sobolev');
  });
});

describe('every task', () => {
  it.each(TASKS)('$name has sound keys, and a formula', (chosen) => {
    for (const key of Object.values(chosen.keys)) {
      if (isChoiceKey(key)) expect(key.choices.map(({ value }) => value)).toContain(key.default);
      else {
        expect(key.default).toBeGreaterThanOrEqual(key.min);
        expect(key.default).toBeLessThanOrEqual(key.max);
      }
    }
    expect(chosen.tex(defaultSettings(chosen)).length).toBeGreaterThan(0);
    expect(chosen.phrase.length).toBeGreaterThan(0);
  });

  it.each(TASKS)('$name has data of its shape, all finite, at either end of every key', (chosen) => {
    const variants = Object.entries(chosen.keys).flatMap(([name, key]) =>
      (isChoiceKey(key) ? key.choices.map(({ value }) => value) : [key.min, key.max]).map((value) => ({
        [name]: value,
      })),
    );
    for (const settings of [{}, ...variants].map((changes) => settingsOf(chosen.name, changes))) {
      const data = chosen.data(settings, 1);
      const { size, inputDimension, outputDimension, equation, evaluation, observed } = data;
      expect(data.inputs.length).toBe(size * inputDimension);
      expect(data.targets.length).toBe(size * outputDimension);
      expect(observed).toBe(Math.min(size, MOST_OBSERVED));
      expect(evaluation.inputs.length).toBe(evaluation.size * inputDimension);
      expect(evaluation.targets.length).toBe(evaluation.held * outputDimension);
      const numbers = [data.inputs, data.targets, evaluation.inputs, evaluation.targets];
      expect(numbers.every((values) => values.every(Number.isFinite))).toBe(true);
      if (evaluation.grid) expect(evaluation.grid.columns * evaluation.grid.rows).toBeLessThanOrEqual(evaluation.size);
      expect(equation !== null).toBe(data.loss === 'residual');
      expect(data.sobolev !== undefined).toBe(data.loss === 'sobolev');
      if (equation) {
        expect(outputsPerPoint(data)).toBe(equation.streams);
        expect(equation.coefficients.length).toBe(size * equation.streams);
        // An equation is measured at all of its points.
        expect(observed).toBe(size);
      }
      if (data.loss === 'cross-entropy') {
        for (let i = 0; i < size; i++) {
          const row = data.targets.subarray(i * outputDimension, (i + 1) * outputDimension);
          expect([...row].sort().join('')).toBe(`${'0'.repeat(outputDimension - 1)}1`);
        }
      }
    }
  });

  it.each(TASKS)('$name gives the same data for the same seed', (chosen) => {
    const settings = settingsOf(chosen.name);
    expect(chosen.data(settings, 3)).toEqual(chosen.data(settings, 3));
  });

  it('is found by name, and a name that is none is an error that says so', () => {
    expect(TASKS.map(({ name }) => task(name))).toEqual(TASKS);
    expect(() => task('spiral')).toThrow('There is no task named "spiral".');
  });
});

describe('a task on a line', () => {
  it.each(LINES)('$name takes 128 equally spaced points on [-1, 1], and its target there to float32', (chosen) => {
    const settings = settingsOf(chosen.name);
    const { inputs, targets } = chosen.data(settings, 1);
    const target = chosen.target(settings);
    expect([inputs.length, inputs[0], inputs[127]]).toEqual([128, -1, 1]);
    for (let i = 0; i < 128; i++) {
      expect(inputs[i]).toBeCloseTo(-1 + (2 * i) / 127, 6);
      expect(targets[i]).toBe(Math.fround(target?.(inputs[i] ?? Number.NaN, 0) ?? Number.NaN));
    }
  });

  it.each([...LINES, task('surface')])(
    '$name adds Gaussian noise of the chosen size, drawn from the seed',
    (chosen) => {
      // The surface's rows are shuffled by the seed.
      const clean = (seed: number): Float32Array => chosen.data(settingsOf(chosen.name), seed).targets;
      const noisy = (seed: number): Float32Array => chosen.data(settingsOf(chosen.name, { noise: 0.5 }), seed).targets;
      const differences = Array.from({ length: 100 }, (_, seed) => {
        const own = clean(seed);
        return [...noisy(seed)].map((y, i) => y - (own[i] ?? 0));
      }).flat();
      const count = differences.length;
      expect(Math.abs(mean(differences))).toBeLessThan((4 * 0.5) / Math.sqrt(count));
      expect(Math.abs(variance(differences) / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
      expect(noisy(3)).not.toEqual(noisy(4));
    },
  );
});

describe('the bits that permalinks depend on', () => {
  it.each([
    ['polynomial', { degree: 3, basis: 'monomial', noise: 0.1 }, ['bf82d175', 'bdd2d4d5', 'be00da71', '3f863652']],
    ['sine', { freq: 2.5, noise: 0.1 }, ['bf87cafa', 'be91f91a', 'bd832296', '3f863652']],
  ])('%s never changes', (name, settings, golden) => {
    const { targets } = task(name).data(settings, 1);
    const bits = new Uint32Array(targets.buffer, targets.byteOffset, targets.length);
    expect([1, 40, 64, 127].map((i) => bits[i]?.toString(16))).toEqual(golden);
  });
});

describe('targets', () => {
  const at = (name: string, settings: TaskSettings) => {
    const target = task(name).target(settings);
    if (!target) throw new Error(`${name} has no target.`);
    return target;
  };

  it('polynomial is x^degree', () => {
    for (let degree = 1; degree <= 10; degree++) {
      const target = at('polynomial', { basis: 'monomial', degree, noise: 0 });
      for (const x of [-1, -0.7, 0, 0.3, 1]) expect(target(x, 0)).toBeCloseTo(x ** degree, 15);
    }
    expect(task('polynomial').tex({ basis: 'monomial', degree: 10, noise: 0 })).toBe('x^{10}');
  });

  it('polynomial in the Chebyshev basis is cos(n arccos x)', () => {
    for (let degree = 1; degree <= 10; degree++) {
      const target = at('polynomial', { basis: 'chebyshev', degree, noise: 0 });
      for (const x of [-1, -0.7, 0, 0.3, 1]) expect(target(x, 0)).toBeCloseTo(Math.cos(degree * Math.acos(x)), 12);
    }
  });

  it('sine is sin(π freq x)', () => {
    for (const freq of [1, 2.5, 10]) {
      const target = at('sine', { freq, noise: 0 });
      for (const x of [-1, -0.7, 0, 0.3, 1]) expect(target(x, 0)).toBeCloseTo(Math.sin(Math.PI * freq * x), 13);
    }
    expect(task('sine').tex({ freq: 2.5, noise: 0 })).toBe('\\sin(2.5\\,\\pi x)');
  });

  it('step rises from -1 to 1 in as many equal steps as are asked for', () => {
    expect([-1, -0.1, 0, 1].map((x) => at('step', { rises: 1, noise: 0 })(x, 0))).toEqual([-1, -1, 1, 1]);
    expect([-1, -0.4, -0.2, 0.2, 0.4, 1].map((x) => at('step', { rises: 2, noise: 0 })(x, 0))).toEqual([
      -1, -1, 0, 0, 1, 1,
    ]);
  });

  it('surface is sin(π freq x) cos(π freq y)', () => {
    const target = at('surface', { freq: 1.5, noise: 0 });
    for (const [x, y] of [
      [0.3, -0.8],
      [-1, 0.1],
      [0.9, 0.45],
    ] as const) {
      expect(target(x, y)).toBeCloseTo(Math.sin(1.5 * Math.PI * x) * Math.cos(1.5 * Math.PI * y), 13);
    }
  });

  it('lack a key only with an error that names it', () => {
    expect(() => task('sine').target({ noise: 0 })).toThrow('The task\'s key "freq" has no numeric value.');
    expect(() => task('polynomial').target({ degree: 2, noise: 0 })).toThrow(
      'The task\'s key "basis" names no choice.',
    );
  });
});

describe('classes in the plane', () => {
  const planes = TASKS.filter(({ picture }) => picture === 'plane');

  it.each(planes)(
    '$name has both classes in equal number, and held-out points that are none of the training ones',
    (chosen) => {
      const { size, targets, inputs, evaluation } = chosen.data(settingsOf(chosen.name), 1);
      expect(mean([...targets].filter((_, i) => i % 2 === 1))).toBe(0.5);
      const trained = new Set(Array.from({ length: size }, (_, i) => `${inputs[2 * i]} ${inputs[2 * i + 1]}`));
      for (let i = 0; i < evaluation.held; i++) {
        expect(trained.has(`${evaluation.inputs[2 * i]} ${evaluation.inputs[2 * i + 1]}`)).toBe(false);
      }
    },
  );

  it('xor without noise is decided by the sign of the product', () => {
    const { inputs, targets, size } = task('xor').data({ points: 400, noise: 0 }, 1);
    for (let i = 0; i < size; i++) expect(targets[2 * i]).toBe(inputs[2 * i]! * inputs[2 * i + 1]! > 0 ? 1 : 0);
  });

  it('circles without noise have the radii 1 and 0.5', () => {
    const { inputs, targets, size } = task('circles').data({ points: 40, noise: 0 }, 1);
    for (let i = 0; i < size; i++) {
      expect(Math.hypot(inputs[2 * i]!, inputs[2 * i + 1]!)).toBeCloseTo(targets[2 * i] === 1 ? 1 : 0.5, 6);
    }
  });
});

describe('data that are loaded', () => {
  it('digits hold out the same images however many are trained on', () => {
    const few = task('digits').data({ train: 120 }, 1);
    const many = task('digits').data({ train: 8500 }, 1);
    expect([few.size, many.size]).toEqual([120, 200]);
    expect(few.evaluation).toEqual(many.evaluation);
    expect(few.evaluation.held).toBe(100);
  });

  it('digits are one-hot classes, standardised by the dataset', () => {
    const { inputs, targets, outputDimension, loss } = task('digits').data({ train: 120 }, 1);
    const dataset = requiredDataset('digits');
    expect([outputDimension, loss]).toEqual([10, 'cross-entropy']);
    expect([...targets.subarray(30, 40)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(inputs[40]).toBe(Math.fround(((dataset.inputs[40] ?? 0) - 2) * 0.5));
  });

  it('own data take at most as many rows as asked for, and may all be trained on', () => {
    const few = task('own').data({ rows: 30, test: 0.5 }, 1);
    expect([few.size, few.evaluation.held]).toEqual([15, 15]);
    const all = task('own').data({ rows: 50_000, test: 0 }, 1);
    expect([all.size, all.evaluation.held, all.evaluation.size]).toEqual([150, 0, 0]);
  });

  it('own data of numbers are regression, of classes classification, inputs and targets of one row together', () => {
    const number = task('own').data({ rows: 100, test: 0.2 }, 1);
    expect([number.loss, number.outputDimension]).toEqual(['squared-error', 1]);
    // The test rows' target is their first feature.
    for (let i = 0; i < number.size; i++) expect(number.targets[i]).toBe(number.inputs[4 * i]);
    for (let i = 0; i < number.evaluation.held; i++) {
      expect(number.evaluation.targets[i]).toBe(number.evaluation.inputs[4 * i]);
    }
    const before = requiredDataset('own');
    provideDataset('own', rowsFor({ rows: 150, features: 4, classes: 3 }));
    const classes = task('own').data({ rows: 100, test: 0.2 }, 1);
    provideDataset('own', before);
    expect([classes.loss, classes.outputDimension]).toEqual(['cross-entropy', 3]);
  });

  it('own data are split by the seed, without a row in both parts', () => {
    const of = (seed: number) => task('own').data({ rows: 100, test: 0.25 }, seed);
    const { size, evaluation, inputs } = of(1);
    expect([size, evaluation.held]).toEqual([75, 25]);
    const key = (values: Float32Array, i: number) => values.subarray(4 * i, 4 * i + 4).join();
    const trained = new Set(Array.from({ length: size }, (_, i) => key(inputs, i)));
    for (let i = 0; i < evaluation.held; i++) expect(trained.has(key(evaluation.inputs, i))).toBe(false);
    expect(of(2).inputs).not.toEqual(inputs);
  });
});
