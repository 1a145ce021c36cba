import { describe, expect, it } from 'vitest';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { uint32Stream } from '../../lib/random.ts';
import { provideDataset } from '../../tasks/datasets.ts';
import { rowsFor } from '../../tasks/testing.ts';
import type { Fate } from '../../theory/fate.ts';
import type { NormName } from '../../theory/layer.ts';
import { foreseenFate } from '../../theory/survival.ts';
import { arm, everyFamily, experiment, taskOf } from '../testing.ts';
import { countArm, type SurvivalCount } from './count.ts';
import { drawn, type Fates, fatesByMatrices, standardErrors } from './testing.ts';

const deep = (arms: readonly Arm[], depth: number, changes: Partial<Experiment> = {}): Experiment =>
  experiment(arms, { depth, width: 64, ...changes });

function counted(of: Experiment, index = 0): SurvivalCount {
  const count = drawn(countArm(of, index));
  if (count === null) throw new Error(`There is no arm ${index}.`);
  return count;
}

function expectAlike(count: Fates, other: Fates): void {
  for (const fate of ['overflowed', 'vanished'] as const) {
    const apart = standardErrors([count[fate], count.networks], [other[fate], other.networks]);
    expect(apart, `${fate}: ${count[fate]} of ${count.networks}, ${other[fate]} of ${other.networks}`).toBeLessThan(3);
  }
}

/** 300 networks know a share of 14 % to 2 %. */
const NETWORKS = 300;

/** Every arm of the experiment against networks of full matrices. */
function expectAsByMatrices(of: Experiment, seed: number, every = 1): SurvivalCount[] {
  return fatesByMatrices(of, NETWORKS, seed, every).map((fates, index) => {
    const count = counted(of, index);
    expectAlike(count, fates);
    return count;
  });
}

const digits = () => {
  provideDataset('digits', { ...rowsFor({ rows: 60, features: 20, classes: 3 }), train: 50 });
  return taskOf('digits', { train: 50 });
};

describe('the share that survives agrees with 300 networks of full matrices within three standard errors', () => {
  // Where hardly any is lost, where some are, and where many are; depth 40 is between.
  it.each([10, 20, 64])(
    'for MRePU(2) at its critical start, RePU(2) with biases and both at their best, depth %i',
    (depth) => {
      const arms = [
        arm('mrepu.2'),
        arm('repu.2', { init: 'custom', cw: 0.5, cb: 0.1, k1: 0.2 }),
        arm('mrepu.2', { init: 'best' }),
        arm('repu.2', { init: 'best' }),
      ];
      // At half the width more are lost, and so more is known of the share; the last of these tests is at width 64.
      expectAsByMatrices(deep(arms, depth, { width: 32 }), depth, 32);
    },
    180_000,
  );

  it('for RePU(2) without biases, whose networks overflow or vanish', () => {
    const arms = [arm('repu.2', { k1: 0.25 }), arm('repu.2', { k1: 0.3 })];
    const counts = expectAsByMatrices(deep(arms, 12, { width: 32 }), 600, 8);
    for (const { overflowed, vanished } of counts) expect(Math.min(overflowed, vanished)).toBeGreaterThan(40);
  });

  it('in the plane, where four inputs are followed of a batch', () => {
    const plane = { task: taskOf('xor'), width: 16 };
    expectAsByMatrices(deep([arm('repu.2', { k1: 0.3 })], 12, plane), 700, 4);
    const [mrepu] = expectAsByMatrices(deep([arm('mrepu.2')], 20, plane), 701, 4);
    expect(mrepu?.overflowed).toBeGreaterThan(20);
  });

  it('in twenty dimensions, where matrices are drawn', () => {
    const arms = [arm('repu.2', { k1: 0.3 }), arm('mrepu.2', { k1: 0.01 })];
    for (const { overflowed, largest } of expectAsByMatrices(deep(arms, 10, { task: digits(), width: 24 }), 800)) {
      expect(overflowed).toBeGreaterThan(10);
      expect(largest).toBeNull();
    }
  });

  it('and MRePU(2) with what an independent program found: 0, 3, 14 and 25 % of 300', () => {
    for (const [depth, overflowed] of [
      [10, 0],
      [20, 9],
      [40, 42],
      [64, 75],
    ] as const) {
      expectAlike(counted(deep([arm('mrepu.2')], depth)), { networks: 300, overflowed, vanished: 0 });
    }
  });
});

describe('and so it does with each kind of layer', () => {
  /** Of each arm's networks, so many are lost, and not all in one way, that a wrong law would show. */
  function expectTold(arms: readonly Arm[], seed: number, every: number, changes: Partial<Experiment> = {}): void {
    const of = deep(arms, 12, { width: 24, ...changes });
    for (const [index, { networks, overflowed, vanished }] of expectAsByMatrices(of, seed, every).entries()) {
      const lost = (overflowed + vanished) / networks;
      expect(lost, `arm ${index}`).toBeGreaterThan(0.1);
      expect(Math.max(overflowed, vanished)).toBeLessThan(0.9 * networks);
    }
  }
  const custom = { init: 'custom', cw: 1, cb: 0 } as const;

  it('skips', () => {
    const arms = [
      arm('repu.2', { ...custom, skip: 1, k1: 0.06 }),
      arm('mrepu.2', { ...custom, cw: 0.15, skip: 1, k1: 0.01 }),
      arm('repu.2', { ...custom, cb: 0.05, skip: 0.5, k1: 0.2 }),
    ];
    expectTold(arms, 900, 32);
    expectTold(arms.slice(0, 1), 901, 4, { task: taskOf('xor') });
    expectTold([arm('repu.2', { ...custom, skip: 1, k1: 0.09 })], 902, 1, { task: digits() });
  });

  it('norms, after which only what came before can be lost', () => {
    // K_2 is about a millionth of K_1.
    const far = (k1: number, norm: NormName) => arm('repu.3', { ...custom, cw: 2, k1, norm });
    expectTold([far(1.2e6, 'rms'), far(1.2e6, 'layer')], 903, 32);
    expectTold([far(8e6, 'rms')], 904, 1, { task: digits() });
    // Each layer doubles what came before.
    expectTold([arm('tanh', { ...custom, skip: 2, norm: 'layer', k1: 7e68 })], 905, 32);
  });

  it('orthogonal weights', () => {
    const law = { ...custom, weights: 'orthogonal' } as const;
    const arms = [
      arm('repu.2', { weights: 'orthogonal', k1: 0.25 }),
      arm('repu.2', { ...law, cw: 0.5, cb: 0.1, k1: 0.5 }),
      arm('mrepu.2', { ...law, cw: 0.15, skip: 1, k1: 0.01 }),
    ];
    expectTold(arms, 906, 32);
    expectTold(arms.slice(0, 1), 907, 4, { task: taskOf('xor'), width: 16 });
    // More inputs than neurons, and of more dimensions than there are neurons or of fewer.
    for (const width of [16, 24]) expectTold(arms.slice(0, 1), 908 + width, 1, { task: digits(), width, depth: 8 });
  });
});

describe('what leading order foresees is the fate of 99 % of the networks counted', () => {
  type Kind = Pick<Arm, 'skip' | 'norm' | 'weights'>;

  /** How often it foresees what, of random starts. */
  function foreseen(trials: number, kindOf: (trial: number) => Kind, seed: number): Record<Fate, number> {
    const uniform = uint32Stream(seed, 'test', 0);
    const between = (low: number, high: number) => low * (high / low) ** (uniform() / 2 ** 32);
    const seen = { finite: 0, overflowed: 0, vanished: 0 };
    for (let trial = 0; trial < trials; trial++) {
      const id = everyFamily[trial % everyFamily.length]!;
      const cb = trial % 2 === 0 ? 0 : between(1e-3, 1);
      const numbers = { cw: between(0.1, 10), cb, k1: cb + between(1e-4, 10) };
      const start = arm(id, { init: 'custom', ...numbers, ...kindOf(trial) });
      const of = deep([start], Math.round(between(3, 40)), { width: Math.round(between(16, 256)) });
      const { arms, data } = setup(of);
      const setupOf = arms[0]!;
      const fate = foreseenFate({
        layers: setupOf.layers,
        inputDimension: data.inputDimension,
        largestK1: Math.max(...setupOf.k1PerExample),
        width: of.width,
      });
      if (fate === null) continue;
      seen[fate]++;
      const { networks, overflowed, vanished } = counted(of);
      const alike = { overflowed, vanished, finite: networks - overflowed - vanished }[fate];
      expect(alike / networks, JSON.stringify(of)).toBeGreaterThanOrEqual(0.99);
    }
    return seen;
  }

  it('of plain layers', () => {
    const seen = foreseen(60, () => ({}), 1);
    expect(seen.finite).toBeGreaterThan(10);
    expect(seen.vanished).toBeGreaterThan(1);
  });

  it('of the other kinds', () => {
    const kinds: readonly Kind[] = [
      { skip: 0.7 },
      { skip: 1, norm: 'rms' },
      { norm: 'layer' },
      { weights: 'orthogonal' },
      { skip: 1.3, weights: 'orthogonal' },
    ];
    const seen = foreseen(25, (trial) => kinds[trial % kinds.length]!, 2);
    expect(seen.finite).toBeGreaterThan(10);
  });
});

describe('a count', () => {
  const of = deep([arm('mrepu.2')], 40);

  it('is the same for the same start, and another for another seed', () => {
    expect(counted({ ...of, replicas: 8, learningRate: 0.1 })).toEqual(counted(of));
    expect(counted({ ...of, seed: 2 }).overflowed).not.toBe(counted(of).overflowed);
  });

  it('is over 512 networks, and over fewer where they are dear', () => {
    expect(counted(of).networks).toBe(512);
    expect(counted({ ...of, width: 512 }).networks).toBe(128);
  });

  it('counts an output as lost whose square float32 cannot hold, where the loss squares it', () => {
    const lost = (k1: number, task = taskOf('polynomial')) =>
      counted(deep([arm('linear', { k1 })], 2, { width: 256, task })).overflowed / 512;
    // z_L is a normal times √K_1: far below 1.8e19, and far above it but below 1e38.
    expect(lost(1e36)).toBe(0);
    expect(lost(1e43)).toBeGreaterThan(0.9);
    expect(lost(1e43, digits())).toBe(0);
  });

  it('says where it follows the largest of many inputs alone', () => {
    provideDataset('digits', { ...rowsFor({ rows: 300, features: 20, classes: 3 }), train: 250 });
    const task = taskOf('digits', { train: 250 });
    expect(counted(deep([arm('relu')], 3, { task, width: 16 })).largest).toBe(128);
  });

  it('of an arm that is not there is none', () => {
    expect(drawn(countArm(of, 3))).toBeNull();
  });
});
