import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Experiment, TaskChoice } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { expectValid, validExperiment } from '../../experiment/testing.ts';
import { defaultSettings, TASKS, task } from '../../tasks/catalogue.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import {
  changed,
  commonScale,
  withArm,
  withBiases,
  withFamily,
  withInit,
  withNewArm,
  withOwnScales,
  withoutArm,
  withPhasePoint,
  withSameScale,
  withTask,
} from './edits.ts';

const ids = ({ arms }: Experiment) => arms.map(({ activation }) => activation);
const scales = ({ arms }: Experiment) => arms.map(({ k1 }) => k1);

describe('arms', () => {
  it('are added up to four, each another activation, and never below one removed', () => {
    let experiment = DEFAULT_EXPERIMENT;
    for (let i = 0; i < 5; i++) experiment = withNewArm(experiment).experiment;
    expect(ids(experiment)).toEqual(['repu.2', 'mrepu.2', 'relu', 'tanh']);
    for (let i = 0; i < 5; i++) experiment = withoutArm(experiment, 0).experiment;
    expect(ids(experiment)).toEqual(['tanh']);
  });

  it('take another family at its default parameter', () => {
    expect(ids(withFamily(DEFAULT_EXPERIMENT, 1, 'leaky-relu').experiment)).toEqual(['repu.2', 'leaky-relu.0.01']);
    expect(() => withFamily(DEFAULT_EXPERIMENT, 1, 'nothing')).toThrow(RangeError);
  });

  it('start a custom initialisation from what was in effect', () => {
    const gelu = { ...DEFAULT_EXPERIMENT, arms: [defaultArm('gelu')] };
    const custom = withInit(gelu, 0, 'custom').experiment;
    expect(custom.arms[0]?.cw).toBeCloseTo(1.98305825743, 8);
    expect(custom.arms[0]?.cb).toBeCloseTo(0.17292239, 7);
    expect(withInit(custom, 0, 'he').experiment.arms[0]).toMatchObject({ init: 'he', cw: null, cb: null });
  });

  it('lose an input scale that C_b no longer allows, and say so', () => {
    const scaled = withArm(DEFAULT_EXPERIMENT, 0, { k1: 0.1 }).experiment;
    const { experiment, consequences } = withFamily(scaled, 0, 'gelu');
    expect(scales(experiment)).toEqual([null, null]);
    expect(consequences).toEqual([
      expect.stringMatching(/^The input scale K_1 = 0\.1 of GELU was set back .* exceed C_b = 0\.17/),
    ]);
  });

  it('keep an input scale that stays possible, without a word', () => {
    const scaled = withArm(DEFAULT_EXPERIMENT, 0, { k1: 0.1 }).experiment;
    expect(withFamily(scaled, 0, 'tanh')).toMatchObject({ consequences: [], experiment: { arms: [{ k1: 0.1 }, {}] } });
  });
});

describe('one input scale for all arms', () => {
  it('is the first arm’s in effect, and switching off gives back what they had', () => {
    const before = withArm(DEFAULT_EXPERIMENT, 1, { k1: 0.002 }).experiment;
    const same = withSameScale(before).experiment;
    expect(scales(same)).toEqual([0.666667, 0.666667]);
    expect(commonScale(same.arms)).toBe(0.666667);
    expect(withOwnScales(same, scales(before)).experiment).toEqual(before);
  });

  it('lies above every C_b', () => {
    const experiment = { ...DEFAULT_EXPERIMENT, arms: [defaultArm('mrepu.2'), defaultArm('silu')] };
    const { arms } = setup(experiment);
    const same = withSameScale(experiment);
    expect(same.consequences).toEqual([]);
    expect(commonScale(same.experiment.arms)).toBe(2 * (arms[1]?.layers[0]?.cb ?? Number.NaN));
  });

  it('goes to a new arm too', () => {
    const same = withNewArm(withSameScale(DEFAULT_EXPERIMENT).experiment).experiment;
    expect(scales(same)).toEqual([0.666667, 0.666667, 0.666667]);
  });

  it('is none where the scales are the initialisations’ own, or differ, or there is one arm', () => {
    expect(commonScale(DEFAULT_EXPERIMENT.arms)).toBeNull();
    expect(
      commonScale([
        { ...defaultArm('relu'), k1: 1 },
        { ...defaultArm('relu'), k1: 2 },
      ]),
    ).toBeNull();
    expect(commonScale([{ ...defaultArm('relu'), k1: 1 }])).toBeNull();
  });
});

it('a change of task keeps the settings that both have', () => {
  const noisy = changed(DEFAULT_EXPERIMENT, {
    task: { name: 'polynomial', settings: { basis: 'monomial', degree: 4, noise: 0.2 } },
  });
  expect(withTask(noisy.experiment, 'sine').experiment.task).toEqual({
    name: 'sine',
    settings: { freq: 1, noise: 0.2, sobolev: 0 },
  });
});

it('a weight of slopes takes normalisations away, and says so', () => {
  const normed = { ...DEFAULT_EXPERIMENT, arms: [{ ...defaultArm('tanh'), norm: 'rms' as const }, defaultArm('relu')] };
  const { experiment, consequences } = changed(normed, {
    task: { name: 'polynomial', settings: { ...normed.task.settings, sobolev: 0.1 } },
  });
  expect(experiment.arms).toEqual([defaultArm('tanh'), defaultArm('relu')]);
  expect(consequences).toEqual(['tanh goes without normalisation: slopes are not carried through it.']);
  const equation = withTask(normed, 'poisson').consequences;
  expect(equation).toEqual(['tanh goes without normalisation: an equation’s derivatives are not carried through it.']);
});

describe('a change of task', () => {
  const at = (name: string, settings: TaskChoice['settings']) =>
    changed(DEFAULT_EXPERIMENT, { task: { name, settings } }).experiment;

  it('leaves out a setting that the new task does not allow', () => {
    expect(withTask(at('sine', { freq: 2.5, noise: 0 }), 'poisson').experiment.task.settings.freq).toBe(1);
    expect(withTask(at('spirals', { points: 4000, noise: 0.1 }), 'heat').experiment.task.settings.points).toBe(256);
  });

  it('takes the new task’s default where the old one’s was not changed', () => {
    const { settings } = withTask(DEFAULT_EXPERIMENT, 'moons').experiment.task;
    expect(settings).toEqual(defaultSettings(task('moons')));
  });

  it('takes data of thousands of rows in batches, and says so, unless a batch was chosen', () => {
    expect(withTask(DEFAULT_EXPERIMENT, 'digits')).toMatchObject({
      experiment: { batch: 64 },
      consequences: [expect.stringContaining('64 examples of handwritten digits')],
    });
    expect(withTask({ ...DEFAULT_EXPERIMENT, batch: 16 }, 'digits')).toMatchObject({
      experiment: { batch: 16 },
      consequences: [],
    });
  });

  it('what a task changed goes back when it is left, unless a batch was chosen meanwhile', () => {
    const digits = withTask(DEFAULT_EXPERIMENT, 'digits').experiment;
    expect(withTask(digits, 'sine').experiment).toEqual(withTask(DEFAULT_EXPERIMENT, 'sine').experiment);
    const deeper = changed(digits, { depth: 20 }).experiment;
    expect(withTask(deeper, 'sine').experiment).toMatchObject({ batch: 'full', depth: 20 });
    for (const batch of [16, 64, 'full'] as const) {
      expect(withTask(changed(digits, { batch }).experiment, 'sine').experiment.batch).toBe(batch);
    }
  });

  it('is valid between any two tasks, from any settings', () => {
    fc.assert(
      fc.property(validExperiment, fc.constantFrom(...TASKS), (experiment, { name }) => {
        expectValid(withTask(experiment, name).experiment);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the phase map', () => {
  it('puts an arm at a point: custom, to three digits, with the C_b in effect, K_1 above it', () => {
    const gelu = { ...DEFAULT_EXPERIMENT, arms: [defaultArm('gelu')] };
    const [arm] = withPhasePoint(gelu, 0, { cw: 0.123456, k1: 1e-4 }).experiment.arms;
    expect(arm).toMatchObject({ init: 'custom', cw: 0.123, cb: 0.172922390756 });
    expect(arm?.k1).toBeGreaterThan(0.172922390756);
    expect(arm?.k1).toBeLessThan(0.174);
  });

  it('gives an arm biases: C_W and K_1 stay, unless K_1 is not above C_b', () => {
    const [repu, mrepu] = [0, 1].map((index) => withBiases(DEFAULT_EXPERIMENT, index, 0.1).experiment.arms[index]);
    expect(repu).toMatchObject({ init: 'custom', cw: 1, cb: 0.1, k1: 0.667 });
    expect(mrepu).toMatchObject({ init: 'custom', cw: 1, cb: 0.1, k1: 0.2 });
  });
});

it('a small table is taken whole at each step, and nothing is said of it', () => {
  const before = { ...DEFAULT_EXPERIMENT };
  provideDataset('own', rowsFor({ rows: 120, features: 2, classes: 2 }));
  expect(withTask(before, 'own')).toMatchObject({ experiment: { batch: 'full' }, consequences: [] });
  provideDataset('own', rowsFor({ rows: 2000, features: 2, classes: 2 }));
  const { experiment, consequences } = withTask(before, 'own');
  expect(experiment.batch).toBe(64);
  expect(consequences.join()).toContain('Each step takes 64 examples');
});

describe('exact weights', () => {
  const exact = withInit(
    withTask(changed(DEFAULT_EXPERIMENT, { depth: 4 }).experiment, 'monomial').experiment,
    1,
    'exact',
  );

  it('are set by hand, with the inputs as they are, and kept where they fit', () => {
    expect(exact.consequences).toEqual([]);
    expect(exact.experiment.arms[1]).toMatchObject({ init: 'exact', k1: null });
    expect(changed(exact.experiment, { depth: 5 })).toMatchObject({ experiment: { arms: [{}, { init: 'exact' }] } });
  });

  it('give way to the critical start, and say so, where they do not', () => {
    for (const [next, reason] of [
      [withTask(exact.experiment, 'sine'), 'go with task=monomial, or task=polynomial with basis=monomial'],
      [changed(exact.experiment, { depth: 2 }), 'take depth 3 or more for this product'],
      [changed(exact.experiment, { width: 4 }), 'take width 8 or more for this product'],
    ] as const) {
      expect(next.experiment.arms[1]?.init).toBe('critical');
      expect(next.consequences).toEqual([`MRePU(2) starts critical: its exact weights ${reason}.`]);
    }
    expect(withFamily(exact.experiment, 1, 'relu').consequences).toEqual([
      'ReLU starts critical: its exact weights go with mrepu.',
    ]);
  });

  it('take no input scale', () => {
    const { experiment, consequences } = withArm(exact.experiment, 1, { k1: 0.5 });
    expect(experiment.arms[1]?.k1).toBeNull();
    expect(consequences).toEqual(['The exact weights of MRePU(2) take the inputs as they are.']);
  });
});
