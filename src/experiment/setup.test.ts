import { describe, expect, it } from 'vitest';
import { mean } from '../lib/statistics.ts';
import { defaultSettings, task } from '../tasks/catalogue.ts';
import { type Dataset, provideDataset } from '../tasks/datasets.ts';
import { MOST_OBSERVED } from '../tasks/task.ts';
import { rowsFor } from '../tasks/testing.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from './defaults.ts';
import type { Arm, Experiment } from './experiment.ts';
import { type ArmSetup, setup, variancesOf } from './setup.ts';

/** Mean of x² over the 128 points (2i - 127)/127, in closed form: (N + 1) / (3 (N - 1)). */
const MEAN_SQUARE = 129 / (3 * 127);

function armOf(arm: Partial<Arm>, experiment: Partial<Experiment> = {}): ArmSetup {
  const arms = [{ ...defaultArm('relu'), ...arm }];
  return setup({ ...DEFAULT_EXPERIMENT, ...experiment, arms }).arms[0] as ArmSetup;
}

describe('the label of an arm', () => {
  it('is the activation’s, with the arm’s place where several share it', () => {
    const arms = ['mrepu.2', 'tanh', 'mrepu.2', 'mrepu.3'].map((id) => defaultArm(id));
    const labels = setup({ ...DEFAULT_EXPERIMENT, arms }).arms.map(({ label }) => label);
    expect(labels).toEqual(['MRePU(2) #1', 'tanh', 'MRePU(2) #3', 'MRePU(3)']);
  });
});

describe('the initialisation in numbers', () => {
  it('is C_W = 2 for He and 1 for LeCun at every layer, inputs left as they are', () => {
    for (const [init, cw] of [
      ['he', 2],
      ['lecun', 1],
    ] as const) {
      const arm = armOf({ init }, { depth: 5 });
      expect(variancesOf(arm).cw).toEqual([cw, cw, cw, cw, cw]);
      expect([variancesOf(arm).cb, arm.inputScale, arm.critical]).toEqual([0, 1, null]);
      expect(arm.k1).toBeCloseTo(cw * MEAN_SQUARE, 6);
    }
  });

  it('is Glorot and Bengio’s 2 / (fan-in + fan-out) times the fan-in for Xavier, layer by layer', () => {
    const arm = armOf({ init: 'xavier' }, { depth: 4, width: 16 });
    expect(variancesOf(arm).cw).toEqual([2 / 17, 1, 1, 32 / 17]);
    expect([variancesOf(arm).cb, arm.inputScale]).toEqual([0, 1]);
  });

  it('is the given C_W and C_b for custom', () => {
    const arm = armOf({ init: 'custom', cw: 1.5, cb: 0.25 }, { depth: 3 });
    expect(variancesOf(arm).cw).toEqual([1.5, 1.5, 1.5]);
    expect([variancesOf(arm).cb, arm.inputScale]).toEqual([0.25, 1]);
    expect(arm.k1).toBeCloseTo(0.25 + 1.5 * MEAN_SQUARE, 6);
  });

  it('is the theory’s point for critical, inputs scaled to its K_1', () => {
    const relu = armOf({});
    expect(variancesOf(relu).cw).toEqual(new Array(10).fill(2));
    expect([variancesOf(relu).cb, relu.k1]).toEqual([0, 1]);
    expect(relu.critical).toMatchObject({ cw: 2, cb: 0, k1: 1, critical: true });
    const repu = armOf({ activation: 'repu.2' });
    expect(repu.critical?.critical).toBe(false);
    expect(repu.k1).toBeCloseTo(2 / 3, 11);
    const mrepu = armOf({ activation: 'mrepu.2' }, { depth: 20 });
    expect(mrepu.k1).toBeCloseTo(1 / (4 * 18 * 20), 11);
  });

  it('of GELU is its half-stable point to twelve digits, not to the last bit, which differs between browsers', () => {
    const gelu = armOf({ activation: 'gelu' });
    expect(variancesOf(gelu).cw[0]).toBeCloseTo(1.983058257437547, 7);
    expect(variancesOf(gelu).cb).toBeCloseTo(0.1729223907560674, 7);
    for (const value of [variancesOf(gelu).cw[0] ?? 0, variancesOf(gelu).cb, gelu.k1])
      expect(Number(value.toPrecision(12))).toBe(value);
  });

  it('scales the inputs so that the batch mean of K_1 is k1, whatever the initialisation', () => {
    for (const init of ['critical', 'he', 'lecun', 'xavier', 'custom'] as const) {
      const custom = init === 'custom' ? { cw: 0.7, cb: 0.1 } : {};
      const arm = armOf({ init, k1: 0.3, ...custom });
      expect(arm.k1).toBe(0.3);
      expect(mean(arm.k1PerExample) / 0.3).toBeCloseTo(1, 14);
      expect(variancesOf(arm).cb + (variancesOf(arm).cw[0] ?? 0) * arm.inputScale ** 2 * MEAN_SQUARE).toBeCloseTo(
        0.3,
        6,
      );
    }
  });

  it('gives K_1 of every example by C_b + C_W |x|² / n0', () => {
    const { data, arms } = setup({ ...DEFAULT_EXPERIMENT, arms: [{ ...defaultArm('tanh'), init: 'lecun' }] });
    expect([...(arms[0]?.k1PerExample ?? [])]).toEqual([...data.inputs].map((x) => x * x));
  });
});

describe('the best constant', () => {
  it('loses what the mean square of x³ is: its mean is 0', () => {
    const { data, baseline } = setup(DEFAULT_EXPERIMENT);
    expect(baseline).toBeCloseTo(mean([...data.inputs].map((x) => x ** 6)), 7);
  });

  it('loses the variance of x² about its mean', () => {
    const { data, baseline } = setup({
      ...DEFAULT_EXPERIMENT,
      task: { name: 'polynomial', settings: { basis: 'monomial', degree: 2, noise: 0 } },
    });
    expect(baseline).toBeCloseTo(mean([...data.inputs].map((x) => x ** 4)) - MEAN_SQUARE ** 2, 7);
  });
});

describe('setup', () => {
  it('gives equal values for the same experiment', () => {
    const [a, b] = [setup(DEFAULT_EXPERIMENT), setup({ ...DEFAULT_EXPERIMENT })];
    expect(a).toEqual(b);
  });

  it('draws data that neither arms nor depth, width, batch and replicas touch only once', () => {
    const { data } = setup(DEFAULT_EXPERIMENT);
    for (const change of [
      { depth: 4 },
      { width: 8 },
      { batch: 16 },
      { replicas: 3 },
      { arms: [defaultArm('gelu')] },
    ] as const) {
      expect(setup({ ...DEFAULT_EXPERIMENT, ...change }).data, JSON.stringify(change)).toBe(data);
    }
  });
});

/** The experiment of that task at its defaults, but for these settings. */
const learning = (name: string, settings: Experiment['task']['settings'] = {}): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  task: { name, settings: { ...defaultSettings(task(name)), ...settings } },
});

/** The data as they are drawn without any memory. */
const drawn = ({ task: { name, settings }, seed }: Experiment) => task(name).data(settings, seed);

describe('the data that are kept', () => {
  it('are drawn anew for another seed, another setting and another task, and when one comes back', () => {
    const first = learning('moons', { points: 40 });
    for (const next of [
      first,
      { ...first, seed: 2 },
      learning('moons', { points: 41 }),
      learning('moons', { points: 40, noise: 0.3 }),
      learning('circles', { points: 40 }),
      first,
    ]) {
      expect(setup(next).data).toEqual(drawn(next));
    }
  });

  it('are those of the dataset that is loaded now, also where a former one comes back', () => {
    const own = learning('own', { rows: 50 });
    const [one, other] = [
      rowsFor({ rows: 60, features: 3, classes: 2 }),
      { ...rowsFor({ rows: 60, features: 3, classes: 2 }), shift: Float32Array.of(5) },
    ] as const;
    const seen = [one, other, one].map((dataset) => {
      provideDataset('own', dataset);
      const { data } = setup(own);
      expect(data).toEqual(drawn(own));
      return data.inputs;
    });
    expect(seen[1]).not.toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('follow a dataset of another shape and kind under the same settings', () => {
    const own = learning('own', { rows: 50 });
    provideDataset('own', rowsFor({ rows: 60, features: 3, classes: 4 }));
    expect(setup(own).data).toMatchObject({ inputDimension: 3, outputDimension: 4, loss: 'cross-entropy' });
    provideDataset('own', rowsFor({ rows: 60, features: 7, classes: null }));
    expect(setup(own).data).toMatchObject({ inputDimension: 7, outputDimension: 1, loss: 'squared-error' });
  });

  it('are not left behind by data that could not be drawn', () => {
    const fine = learning('moons', { points: 40 });
    const { data } = setup(fine);
    expect(() => setup(learning('moons', { points: 'many' }))).toThrow(RangeError);
    expect(setup(fine).data).toEqual(data);
  });
});

describe('where more examples are trained on than observed', () => {
  const SIZE = 1500;
  /** The observed rows as they are drawn, the others a hundred times as large and of one class. */
  function lopsided(): Dataset {
    const rows = rowsFor({ rows: SIZE, features: 2, classes: 2 });
    if (rows.target.kind !== 'classes') throw new Error('These rows have classes.');
    return {
      ...rows,
      inputs: rows.inputs.map((value, i) => (i < 2 * MOST_OBSERVED ? value : 100 * value)),
      target: { ...rows.target, labels: rows.target.labels.map((label, i) => (i < MOST_OBSERVED ? label : 0)) },
      train: SIZE,
    };
  }

  it('input scale, K_1 and baseline are those of the observed ones alone', () => {
    provideDataset('digits', lopsided());
    const prepared = setup({ ...learning('digits', { train: SIZE }), arms: [{ ...defaultArm('relu'), k1: 0.3 }] });
    const [arm] = prepared.arms as [ArmSetup];
    expect(prepared.data).toMatchObject({ size: SIZE, observed: MOST_OBSERVED });
    expect(arm.k1PerExample.length).toBe(MOST_OBSERVED);
    expect(mean(arm.k1PerExample)).toBeCloseTo(0.3, 14);
    const squares = prepared.data.inputs.subarray(0, 2 * MOST_OBSERVED).map((x) => x * x);
    expect(((variancesOf(arm).cw[0] ?? 0) * arm.inputScale ** 2 * mean(squares)) / 0.3).toBeCloseTo(1, 6);
    expect(prepared.baseline).toBeCloseTo(Math.log(2), 12);
    expect(prepared.data.observedInputs).toEqual(prepared.data.inputs.subarray(0, 2 * MOST_OBSERVED));
    const perExample = Array.from(
      { length: MOST_OBSERVED },
      (_, i) => (squares[2 * i] ?? 0) + (squares[2 * i + 1] ?? 0),
    );
    expect(prepared.largestShare).toBeCloseTo(Math.max(...perExample) / mean(perExample), 5);
  });
});

describe('inputs that are all zero', () => {
  it('are left as they are, since no scale gives them a size: K_1 is C_b', () => {
    const zero = rowsFor({ rows: 60, features: 3, classes: 2 });
    provideDataset('own', { ...zero, inputs: new Float32Array(zero.inputs.length) });
    for (const [init, cb] of [
      ['critical', 0],
      ['custom', 0.25],
    ] as const) {
      const custom = init === 'custom' ? { cw: 1.5, cb, k1: 0.5 } : {};
      const experiment = { ...learning('own', { rows: 50 }), arms: [{ ...defaultArm('tanh'), init, ...custom }] };
      const [arm] = setup(experiment).arms as [ArmSetup];
      expect([arm.inputScale, arm.k1]).toEqual([1, cb]);
      expect(arm.k1PerExample.every((k1) => k1 === cb)).toBe(true);
    }
  });
});
