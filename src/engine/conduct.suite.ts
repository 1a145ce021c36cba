/** How every engine fails, looks and refuses: part of engines.suite.ts. */
import { expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import {
  arm,
  armOf,
  besideReference,
  expectClose,
  experiment,
  frameAfter,
  NOISY,
  referenceAfter,
  TRAINED,
} from './testing.ts';

export function describeConduct(engine: () => Engine): void {
  test.each([
    ['in one go', [12]],
    ['step by step', Array.from({ length: 12 }, () => 1)],
  ])('divergence in training, looked at %s: found by step, frozen at the last finite state', async (_, pieces) => {
    const sgd = { optimizer: 'sgd', learningRate: 10 } as const;
    const chosen = experiment([arm('mrepu.2', { k1: 0.01 }), arm('tanh')], sgd);
    const expected = await referenceAfter(chosen, 12);
    const trainer = await engine().create(chosen, 1);
    let actual = await trainer.measure();
    for (const count of pieces) {
      await trainer.advance(count);
      actual = await trainer.measure();
    }
    expect(trainer.exhausted).toBe(true);
    trainer.dispose();
    for (const index of [0, 1]) {
      const [a, e] = [armOf(actual, index), armOf(expected, index)];
      expect(e.failure?.step).toBeGreaterThan(0);
      expect(a).toMatchObject({ status: 'diverged', failure: e.failure, replicasFinite: 0 });
      expectClose(a.variance, e.variance, TRAINED, 'variance');
      expectClose([a.loss], [e.loss], TRAINED, 'loss');
      expect(actual.outputs[index]?.every(Number.isFinite)).toBe(true);
    }
    expect(actual.measurement.step).toBe(expected.measurement.step);
  });

  test('overflow in training: found by layer and step, while the other arm goes on', async () => {
    const sgd = { optimizer: 'sgd', learningRate: 0.3, task: NOISY } as const;
    const [actual, expected] = await besideReference(
      engine(),
      experiment([arm('mrepu.2', { k1: 0.1 }), arm('tanh')], sgd),
      12,
    );
    expect(armOf(expected).failure).toMatchObject({ kind: 'overflow', step: 1 });
    expect(armOf(actual).failure).toEqual(armOf(expected).failure);
    expect(armOf(actual, 1)).toMatchObject({ status: 'training', failure: null });
    expectClose([armOf(actual, 1).loss], [armOf(expected, 1).loss], TRAINED, 'loss of the other arm');
    expect(actual.measurement.step).toBe(12);
  });

  test('stands still once every arm has diverged', async () => {
    const trainer = await engine().create(experiment([arm('repu.3', { k1: 50 })], { depth: 12 }), 1);
    expect(trainer.exhausted).toBe(true);
    await trainer.advance(5);
    expect(trainer.step).toBe(0);
    trainer.dispose();
    trainer.dispose();
  });

  test('measuring changes nothing', async () => {
    const trainer = await engine().create(experiment([arm('relu')]), 1);
    for (let i = 0; i < 4; i++) {
      await trainer.advance(1);
      await trainer.measure();
    }
    expect((await trainer.measure()).measurement).toEqual(
      (await frameAfter(engine(), experiment([arm('relu')]), 4)).measurement,
    );
    trainer.dispose();
  });

  test('what cannot fit is refused in a sentence', async () => {
    const chosen = experiment([arm('relu')], { width: 512, depth: 64, replicas: 64 });
    await expect(engine().create(chosen, 1)).rejects.toThrow(/needs about [\d,]+ MB .* Choose fewer replicas/);
  });
}
