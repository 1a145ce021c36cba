import { describe, expect, it } from 'vitest';
import { mean } from '../lib/statistics.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from './defaults.ts';
import type { Arm, Experiment } from './experiment.ts';
import { type ArmSetup, setup } from './setup.ts';

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
      expect(arm.cw).toEqual([cw, cw, cw, cw, cw]);
      expect([arm.cb, arm.inputScale, arm.critical]).toEqual([0, 1, null]);
      expect(arm.k1).toBeCloseTo(cw * MEAN_SQUARE, 6);
    }
  });

  it('is Glorot and Bengio’s 2 / (fan-in + fan-out) times the fan-in for Xavier, layer by layer', () => {
    const arm = armOf({ init: 'xavier' }, { depth: 4, width: 16 });
    expect(arm.cw).toEqual([2 / 17, 1, 1, 32 / 17]);
    expect([arm.cb, arm.inputScale]).toEqual([0, 1]);
  });

  it('is the given C_W and C_b for custom', () => {
    const arm = armOf({ init: 'custom', cw: 1.5, cb: 0.25 }, { depth: 3 });
    expect(arm.cw).toEqual([1.5, 1.5, 1.5]);
    expect([arm.cb, arm.inputScale]).toEqual([0.25, 1]);
    expect(arm.k1).toBeCloseTo(0.25 + 1.5 * MEAN_SQUARE, 6);
  });

  it('is the theory’s point for critical, inputs scaled to its K_1', () => {
    const relu = armOf({});
    expect(relu.cw).toEqual(new Array(10).fill(2));
    expect([relu.cb, relu.k1]).toEqual([0, 1]);
    expect(relu.critical).toMatchObject({ cw: 2, cb: 0, k1: 1, critical: true });
    const repu = armOf({ activation: 'repu.2' });
    expect(repu.critical?.critical).toBe(false);
    expect(repu.k1).toBeCloseTo(2 / 3, 11);
    const mrepu = armOf({ activation: 'mrepu.2' }, { depth: 20 });
    expect(mrepu.k1).toBeCloseTo(1 / (4 * 18 * 20), 11);
  });

  it('of GELU is its half-stable point to twelve digits, not to the last bit, which differs between browsers', () => {
    const gelu = armOf({ activation: 'gelu' });
    expect(gelu.cw[0]).toBeCloseTo(1.983058257437547, 7);
    expect(gelu.cb).toBeCloseTo(0.1729223907560674, 7);
    for (const value of [gelu.cw[0] ?? 0, gelu.cb, gelu.k1]) expect(Number(value.toPrecision(12))).toBe(value);
  });

  it('scales the inputs so that the batch mean of K_1 is k1, whatever the initialisation', () => {
    for (const init of ['critical', 'he', 'lecun', 'xavier', 'custom'] as const) {
      const custom = init === 'custom' ? { cw: 0.7, cb: 0.1 } : {};
      const arm = armOf({ init, k1: 0.3, ...custom });
      expect(arm.k1).toBe(0.3);
      expect(mean(arm.k1PerExample) / 0.3).toBeCloseTo(1, 14);
      expect(arm.cb + (arm.cw[0] ?? 0) * arm.inputScale ** 2 * MEAN_SQUARE).toBeCloseTo(0.3, 6);
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
  it('gives equal values for the same experiment, and draws data that depth and width do not touch only once', () => {
    const [a, b] = [setup(DEFAULT_EXPERIMENT), setup(DEFAULT_EXPERIMENT)];
    expect(a.data).toEqual(b.data);
    expect(setup({ ...DEFAULT_EXPERIMENT, depth: 4, width: 8 }).data).toBe(b.data);
    expect(setup({ ...DEFAULT_EXPERIMENT, seed: 2 }).data).not.toBe(b.data);
    expect(a.arms.map(({ cw, k1 }) => [cw, k1])).toEqual(b.arms.map(({ cw, k1 }) => [cw, k1]));
  });
});
