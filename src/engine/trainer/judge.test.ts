import { describe, expect, test } from 'vitest';
import { setup } from '../../experiment/setup.ts';
import { arm, experiment } from '../testing.ts';
import { Judge } from './judge.ts';
import type { ArmStatistics } from './statistics.ts';

const DEPTH = 2;
const prepared = setup(experiment([arm('relu')], { depth: DEPTH }));
const [armSetup] = prepared.arms;
if (!armSetup) throw new Error('no arm');
const { baseline } = prepared;
const armSetup3 = { ...armSetup, layers: [...armSetup.layers, armSetup.layers[1]!] };

/** Statistics of replicas given by their loss and the largest magnitude of each layer. */
function statistics(step: number, replicas: readonly { loss: number; largest: readonly number[] }[]): ArmStatistics {
  const largest = Float64Array.from(replicas.flatMap((replica) => replica.largest));
  return {
    step,
    largest,
    variance: largest.map((value) => value * value),
    gradient: largest.map(() => 1),
    loss: Float64Array.from(replicas, ({ loss }) => loss),
    outputs: Float32Array.from(replicas, (_, r) => r),
  };
}

const fine = (loss = 1) => ({ loss, largest: [1, 2] });
const overflowed = { loss: Number.NaN, largest: [1, 2e38] };

describe('the record of an arm', () => {
  test('overflow at initialisation tells the layers before it and no loss', () => {
    const judge = new Judge(DEPTH, 1);
    judge.record(statistics(0, [overflowed]));
    expect(judge.diverged).toBe(true);
    expect(judge.measurement(armSetup, baseline)).toMatchObject({
      status: 'diverged',
      failure: { kind: 'overflow', layer: 2, step: 0 },
      variance: [1, null],
      loss: null,
      replicasFinite: 0,
      learned: false,
    });
    expect(judge.outputs()).toBeNull();
  });

  test('a magnitude of 1e38 still fits', () => {
    const judge = new Judge(DEPTH, 1);
    judge.record(statistics(0, [{ loss: 1, largest: [1, 1e38] }]));
    expect(judge.diverged).toBe(false);
  });

  test('a NaN that the maximum skipped is found by the mean', () => {
    const judge = new Judge(DEPTH, 1);
    const seen = statistics(0, [fine()]);
    seen.variance[0] = Number.NaN;
    judge.record(seen);
    expect(judge.measurement(armSetup, baseline).failure).toEqual({ kind: 'overflow', layer: 1, step: 0 });
  });

  test('the arm freezes at its last finite state, whatever comes later', () => {
    const judge = new Judge(DEPTH, 1);
    judge.record(statistics(0, [fine(1)]));
    judge.record(statistics(1, [fine(0.01)]));
    judge.record(statistics(2, [overflowed]));
    judge.record(statistics(3, [fine(0.5)]));
    expect(judge.endedAt).toBe(2);
    expect(judge.measurement(armSetup, baseline)).toMatchObject({
      status: 'diverged',
      failure: { kind: 'overflow', layer: 2, step: 2 },
      variance: [1, 4],
      loss: 0.01,
      learned: true,
    });
  });

  test.each([
    ['not a float32 number', 1e39, true],
    ['over 1e10 times its start', 2.1e10, true],
    ['just below that', 1.9e10, false],
  ])('a loss that is %s', (_, loss, fails) => {
    const judge = new Judge(DEPTH, 1);
    judge.record(statistics(0, [fine(2)]));
    judge.record(statistics(1, [fine(loss)]));
    expect(judge.measurement(armSetup, baseline).failure).toEqual(
      fails ? { kind: 'loss', layer: null, step: 1 } : null,
    );
  });

  test('failed replicas leave mean, spread and outputs, for good', () => {
    const judge = new Judge(DEPTH, 3);
    judge.record(statistics(0, [fine(1), fine(2), fine(4)]));
    judge.record(statistics(1, [overflowed, fine(2), fine(4)]));
    judge.record(statistics(2, [fine(100), { loss: 2, largest: [1, 2] }, { loss: 4, largest: [3, 2] }]));
    expect(judge.measurement(armSetup, baseline)).toMatchObject({
      status: 'training',
      failure: { kind: 'overflow', layer: 2, step: 1 },
      loss: 3,
      lossSpread: Math.SQRT2,
      variance: [5, 4],
      spread: [Math.sqrt(32), 0],
      replicasFinite: 2,
    });
    expect(judge.firstFinite).toBe(1);
    expect(judge.outputs()).toEqual(Float32Array.of(1));
  });

  test('the first finite replica moves on as replicas fail, until there is none', () => {
    const judge = new Judge(DEPTH, 3);
    expect(judge.firstFinite).toBe(0);
    const seen = [
      [fine(), overflowed, fine()],
      [overflowed, fine(), fine()],
      Array.from({ length: 3 }, () => overflowed),
    ];
    expect(
      seen.map((replicas, step) => {
        judge.record(statistics(step, replicas));
        return judge.firstFinite;
      }),
    ).toEqual([0, 2, null]);
  });

  describe('vanished replicas', () => {
    const layers = (...largest: number[]) => ({ loss: 1, largest });

    test('are counted among the finite ones, by their hidden layers', () => {
      const judge = new Judge(3, 5);
      const vanished = [layers(1, 1e-16, 1e-30), layers(2, 0, 0)];
      const alive = [layers(1, 1e-14, 1), layers(1, 1, 0)];
      judge.record(statistics(0, [...vanished, ...alive, layers(1, 1e-20, 2e38)]));
      expect(judge.measurement(armSetup3, baseline)).toMatchObject({ replicasFinite: 4, replicasVanished: 2 });
    });

    test('stay counted when the output’s bias has learnt the mean', () => {
      const judge = new Judge(3, 1);
      judge.record(statistics(0, [layers(1, 1e-20, 1e-40)]));
      judge.record(statistics(9, [layers(1, 1e-20, 0.5)]));
      expect(judge.measurement(armSetup3, baseline).replicasVanished).toBe(1);
    });

    test('are none once the arm has diverged', () => {
      const judge = new Judge(3, 2);
      judge.record(statistics(0, [layers(1, 0, 0), layers(1, 1, 1)]));
      judge.record(statistics(1, [layers(2e38, 0, 0), layers(2e38, 1, 1)]));
      expect(judge.measurement(armSetup3, baseline)).toMatchObject({ replicasFinite: 0, replicasVanished: 0 });
    });
  });

  test('of failures at one step the earliest layer counts as first', () => {
    const judge = new Judge(DEPTH, 3);
    judge.record(
      statistics(0, [{ loss: Number.NaN, largest: [1, 1] }, overflowed, { loss: 1, largest: [2e38, 2e38] }]),
    );
    expect(judge.measurement(armSetup, baseline)).toMatchObject({
      failure: { kind: 'overflow', layer: 1 },
      variance: [1, 1],
    });
  });

  test('the exact step matters for the first failure and for the last', () => {
    const judge = new Judge(DEPTH, 3);
    judge.record(statistics(0, [fine(), fine(), fine()]));
    const seen = statistics(8, [fine(), overflowed, fine()]);
    expect(judge.suspects(seen, [])).toEqual([1]);
    expect(judge.suspects(statistics(8, [fine(), fine(), fine()]), [1, 1, 1e11])).toEqual([2]);
    expect(judge.needsExactStep([1])).toBe(true);
    expect(judge.needsExactStep([])).toBe(false);
    judge.record(statistics(1, [fine(), overflowed, fine()]));
    expect(judge.needsExactStep([0])).toBe(false);
    expect(judge.needsExactStep([0, 2])).toBe(true);
  });
});
