import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import { parameterLines } from './parameters.ts';

const lines = (changes: Partial<Experiment>, step: number | null = null) => {
  const experiment = { ...DEFAULT_EXPERIMENT, ...changes };
  return parameterLines(experiment, setup(experiment).arms, step);
};

describe('the parameters under a picture', () => {
  it('are task, size, optimizer, rate, batch, seed and step, and every arm’s start', () => {
    expect(lines({}, 1200)).toEqual([
      'Learn a polynomial (degree 3, basis monomial, noise 0), depth 10, width 64, Adam at rate 0.001, all points per step, seed 1, step 1,200 of 2,000.',
      'RePU(2): critical start, C_W = 1, C_b = 0, K_1 = 0.667.',
      'MRePU(2): critical start, C_W = 1, C_b = 0, K_1 = 0.00139.',
    ]);
  });

  it('say the weight of slopes where they count', () => {
    const { settings } = DEFAULT_EXPERIMENT.task;
    const [common] = lines({ task: { name: 'polynomial', settings: { ...settings, sobolev: 0.25 } } });
    expect(common).toContain('Learn a polynomial (degree 3, basis monomial, noise 0, slopes λ 0.25), depth 10');
  });

  it('say the powers of the variables that there are', () => {
    const settings = { ...defaultSettings(task('monomial')), variables: 2 };
    const [common] = lines({ task: { name: 'monomial', settings } });
    expect(common).toContain('(variables 2, power of x_1 1, power of x_2 1, points 512, noise 0), depth 10');
  });

  it('say replicas, batches, custom starts and C_W that differ by layer', () => {
    const arms = [
      { ...defaultArm('tanh'), init: 'custom' as const, cw: 1.5, cb: 0.25, k1: 0.5 },
      { ...defaultArm('relu'), init: 'xavier' as const },
    ];
    const [common, tanh, relu] = lines({ arms, batch: 16, replicas: 8, steps: 0, optimizer: 'sgd' }, 3);
    expect(common).toContain('gradient descent at rate 0.001, 16 points per step, seed 1, 8 networks per arm, step 3.');
    expect(tanh).toBe('tanh: custom start, C_W = 1.5, C_b = 0.25, K_1 = 0.5.');
    expect(relu).toMatch(/^ReLU: Xavier start, C_W = \S+ to \S+, C_b = 0, K_1 = \S+\.$/);
  });

  it('of own data name as many rows as there are', () => {
    provideDataset('own', rowsFor({ rows: 25, features: 2, classes: null }));
    const [common] = lines({ task: { name: 'own', settings: defaultSettings(task('own')) } });
    expect(common).toMatch(/^Learn your own data \(rows 25, held out 0\.2\), depth 10.*seed 1\.$/);
  });
});
