import { describe, expect, it } from 'vitest';
import { mean, variance } from '../lib/statistics.ts';
import { defaultSettings, TASKS, task } from './catalogue.ts';

describe('every task', () => {
  it.each(TASKS)('$name has sound keys, data of its shape, and a formula', (chosen) => {
    for (const { min, max, default: value } of Object.values(chosen.keys)) {
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
    }
    const settings = defaultSettings(chosen);
    const data = chosen.data(settings, 1);
    expect(data.inputs.length).toBe(data.size * data.inputDimension);
    expect(data.targets.length).toBe(data.size * data.outputDimension);
    expect(data.inputs.every(Number.isFinite) && data.targets.every(Number.isFinite)).toBe(true);
    expect(chosen.tex(settings)).toMatch(/x/);
  });

  it.each(TASKS)('$name takes 128 equally spaced points on [-1, 1], and its target there to float32', (chosen) => {
    const settings = defaultSettings(chosen);
    const { inputs, targets } = chosen.data(settings, 1);
    const target = chosen.target(settings);
    expect([inputs.length, inputs[0], inputs[127]]).toEqual([128, -1, 1]);
    for (let i = 0; i < 128; i++) {
      expect(inputs[i]).toBeCloseTo(-1 + (2 * i) / 127, 6);
      expect(targets[i]).toBe(Math.fround(target(inputs[i] ?? Number.NaN)));
    }
  });

  it.each(TASKS)('$name adds Gaussian noise of the chosen size, drawn from the seed', (chosen) => {
    const clean = chosen.data(defaultSettings(chosen), 1).targets;
    const noisy = (seed: number): Float32Array => chosen.data({ ...defaultSettings(chosen), noise: 0.5 }, seed).targets;
    const differences = Array.from({ length: 100 }, (_, seed) =>
      [...noisy(seed)].map((y, i) => y - (clean[i] ?? 0)),
    ).flat();
    const count = differences.length;
    expect(Math.abs(mean(differences))).toBeLessThan((4 * 0.5) / Math.sqrt(count));
    expect(Math.abs(variance(differences) / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(noisy(3)).toEqual(noisy(3));
    expect(noisy(3)).not.toEqual(noisy(4));
    expect(chosen.data(defaultSettings(chosen), 2).targets).toEqual(clean);
  });

  it('is found by name, and a name that is none is an error that says so', () => {
    expect(TASKS.map(({ name }) => task(name))).toEqual(TASKS);
    expect(() => task('spiral')).toThrow('There is no task named "spiral".');
  });
});

describe('targets', () => {
  it('polynomial is x^degree', () => {
    for (let degree = 1; degree <= 10; degree++) {
      const target = task('polynomial').target({ degree, noise: 0 });
      for (const x of [-1, -0.7, 0, 0.3, 1]) expect(target(x)).toBeCloseTo(x ** degree, 15);
    }
    expect(task('polynomial').tex({ basis: 'monomial', degree: 10, noise: 0 })).toBe('x^{10}');
  });

  it('sine is sin(π freq x)', () => {
    for (const freq of [1, 2.5, 10]) {
      const target = task('sine').target({ freq, noise: 0 });
      for (const x of [-1, -0.7, 0, 0.3, 1]) expect(target(x)).toBeCloseTo(Math.sin(Math.PI * freq * x), 13);
    }
    expect(task('sine').tex({ freq: 2.5, noise: 0 })).toBe('\\sin(2.5\\,\\pi x)');
  });

  it('lack a key only with an error that names it', () => {
    expect(() => task('sine').target({ noise: 0 })).toThrow('The task\'s key "freq" has no value.');
  });
});
