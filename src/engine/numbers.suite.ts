/** That what an engine computes and trains is the float64 reference's: part of engines.suite.ts. */
import { expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { describeDerivatives } from './derivatives.suite.ts';
import type { ArmMeasurement, Engine, EngineName } from './engine.ts';
import { describeTasks } from './tasks.suite.ts';
import {
  arm,
  armOf,
  besideReference,
  expectClose,
  experiment,
  frameAfter,
  GRADIENT,
  NOISY,
  someTyped,
  TRAINED,
  VARIANCE,
} from './testing.ts';

/** Of an engine that can cut its work in several ways, every way must do this. */
export function describeNumbers(name: EngineName, engine: () => Engine, activations: readonly string[]): void {
  const bothAfter = (chosen: Experiment, steps: number) => besideReference(engine(), chosen, steps);

  describeTasks(engine, activations);
  describeDerivatives(engine);

  test('bears its name', async () => {
    const frame = await frameAfter(engine(), experiment([arm('relu')]), 0);
    expect(engine().name).toBe(name);
    expect(frame.measurement).toMatchObject({ run: 1, step: 0, engine: name, adapter: engine().adapter });
  });

  test.each([...activations, ...someTyped])('%s: the state at initialisation is the reference’s', async (id) => {
    const [actual, expected] = await bothAfter(experiment([arm(id)]), 0);
    const [a, e] = [armOf(actual), armOf(expected)];
    expectClose(a.variance, e.variance, VARIANCE, 'variance');
    expectClose(a.gradient, e.gradient, GRADIENT, 'gradient');
    expectClose([a.loss], [e.loss], VARIANCE, 'loss');
    const scale = Math.max(...(expected.outputs[0] as Float32Array).map(Math.abs));
    actual.outputs[0]?.forEach((output, i) => {
      expect(Math.abs(output - (expected.outputs[0]?.[i] as number))).toBeLessThanOrEqual(VARIANCE * scale);
    });
    expect(a).toMatchObject({ status: 'ready', failure: null, spread: null, replicasFinite: 1, cw: e.cw, k1: e.k1 });
  });

  test.each([
    ['he', 2],
    ['lecun', 7],
    ['xavier', 13],
  ] as const)('width and depth of any kind with init %s', async (init, depth) => {
    const [actual, expected] = await bothAfter(experiment([arm('tanh', { init })], { depth, width: 5 }), 0);
    expectClose(armOf(actual).variance, armOf(expected).variance, VARIANCE, 'variance');
    expectClose(armOf(actual).gradient, armOf(expected).gradient, GRADIENT, 'gradient');
  });

  test('each of several arms with numbers of their own is what it is alone: the cells of a map', async () => {
    const cells = [
      arm('mrepu.2', { init: 'custom', cw: 2, cb: 0, k1: 0.01 }),
      arm('mrepu.2', { init: 'custom', cw: 1, cb: 0.02, k1: 0.05, learningRate: 3e-3 }),
      // Lost on the way, and at the start.
      arm('mrepu.2', { init: 'custom', cw: 2, cb: 0, k1: 0.01, learningRate: 10 }),
      arm('mrepu.2', { init: 'custom', cw: 2, cb: 0, k1: 1e12 }),
      arm('mrepu.2', { init: 'custom', cw: 0.5, cb: 0, k1: 0.04, learningRate: 1e-2 }),
    ];
    const chosen = experiment(cells, { optimizer: 'sgd', learningRate: 1e-2, depth: 4, width: 8, batch: 48 });
    const together = await frameAfter(engine(), chosen, 30);
    for (const [i, { learningRate, ...own }] of cells.entries()) {
      const opened = { ...chosen, arms: [own], learningRate: learningRate ?? chosen.learningRate };
      const [a, e] = [armOf(together, i), armOf(await frameAfter(engine(), opened, 30))];
      expect([a.status, a.failure]).toEqual([e.status, e.failure]);
      if (e.loss !== null || a.loss !== null) expectClose([a.loss], [e.loss], TRAINED, 'loss');
      expectClose(a.variance, e.variance, TRAINED, 'variance');
    }
    const failures = together.measurement.arms.map(({ failure }) => failure?.step ?? null);
    expect(failures).toEqual([null, null, expect.any(Number), 0, null]);
    expect(failures[2]).toBeGreaterThan(0);
  });

  test('biases with C_b > 0, inputs scaled to K_1', async () => {
    const chosen = experiment([arm('gelu', { init: 'custom', cw: 1.9, cb: 0.3, k1: 0.8 })]);
    const [actual, expected] = await bothAfter(chosen, 0);
    expectClose(armOf(actual).variance, armOf(expected).variance, VARIANCE, 'variance');
  });

  test.each(['relu', 'tanh', 'gelu', 'mrepu.2', 'sin', 'softplus'])(
    '%s: 25 steps of Adam end where the reference does',
    async (id) => {
      const [actual, expected] = await bothAfter(experiment([arm(id)], { task: NOISY }), 25);
      expectClose([armOf(actual).loss], [armOf(expected).loss], TRAINED, 'loss');
      expectClose(armOf(actual).variance, armOf(expected).variance, TRAINED, 'variance');
      expect(armOf(actual).status).toBe('training');
    },
  );

  test.each(['sgd', 'momentum', 'adam'] as const)('minibatches with %s', async (optimizer) => {
    const chosen = experiment([arm('mrepu.2')], { optimizer, learningRate: 0.005, batch: 48, depth: 4 });
    const [actual, expected] = await bothAfter(chosen, 20);
    expectClose([armOf(actual).loss], [armOf(expected).loss], TRAINED, 'loss');
  });

  test.each(['sgd', 'momentum'] as const)('25 steps of %s', async (optimizer) => {
    const chosen = experiment([arm('relu'), arm('tanh')], { optimizer, learningRate: 0.01, depth: 3 });
    const [actual, expected] = await bothAfter(chosen, 25);
    for (const index of [0, 1]) {
      expectClose([armOf(actual, index).loss], [armOf(expected, index).loss], TRAINED, 'loss');
    }
  });

  test('replicas are the networks of the next seeds', async () => {
    const chosen = experiment([arm('mrepu.2')], { seed: 0xffffffff, replicas: 3, depth: 4 });
    const together = armOf(await frameAfter(engine(), chosen, 5));
    const alone: ArmMeasurement[] = [];
    for (const seed of [0xffffffff, 0, 1]) {
      alone.push(armOf(await frameAfter(engine(), { ...chosen, seed, replicas: 1 }, 5)));
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variances = together.variance.map((_, layer) => alone.map((a) => a.variance[layer] as number));
    expectClose(together.variance, variances.map(mean), VARIANCE, 'variance');
    expectClose([together.loss], [mean(alone.map((a) => a.loss as number))], VARIANCE, 'loss');
    const deviation = (v: number[]) => Math.sqrt(v.reduce((sum, x) => sum + (x - mean(v)) ** 2, 0) / (v.length - 1));
    expectClose(together.spread ?? [], variances.map(deviation), GRADIENT, 'spread');
    expect(together.replicasFinite).toBe(3);
  });

  test('overflow at initialisation: found by layer, told by the layers before, costs the other arm nothing', async () => {
    const chosen = experiment([arm('repu.2', { k1: 1.5 }), arm('relu')], { depth: 12, width: 24 });
    const [actual, expected] = await bothAfter(chosen, 0);
    const { failure } = armOf(expected);
    expect(failure).toMatchObject({ kind: 'overflow', step: 0 });
    expect(armOf(actual)).toMatchObject({
      status: 'diverged',
      failure,
      loss: null,
      replicasFinite: 0,
      learned: false,
    });
    expect(actual.outputs[0]).toBeNull();
    const finite = (failure?.layer as number) - 1;
    // Each layer squares, and so doubles relative errors.
    expectClose(armOf(actual).variance.slice(0, 7), armOf(expected).variance.slice(0, 7), VARIANCE, 'variance');
    expect(armOf(actual).variance.map((v) => v !== null)).toEqual(armOf(actual).variance.map((_, l) => l < finite));

    const [later, laterReference] = await bothAfter(chosen, 10);
    expect(armOf(later)).toEqual(armOf(actual));
    expectClose([armOf(later, 1).loss], [armOf(laterReference, 1).loss], TRAINED, 'loss of the other arm');
  });

  test.each(['full', 48] as const)('replicas that fail leave the others as they are, batch %s', async (batch) => {
    const chosen = experiment([arm('repu.2', { k1: 0.35 })], { depth: 11, width: 7, replicas: 6, batch });
    const [actual, expected] = await bothAfter(chosen, 0);
    const finite = armOf(expected).replicasFinite;
    expect(finite).toBeGreaterThan(0);
    expect(finite).toBeLessThan(6);
    expect(armOf(actual)).toMatchObject({
      replicasFinite: finite,
      failure: armOf(expected).failure,
      status: 'ready',
    });
    expectClose(armOf(actual).variance.slice(0, 8), armOf(expected).variance.slice(0, 8), GRADIENT, 'variance');
    const [later, laterReference] = await bothAfter(chosen, 5);
    expect(armOf(later)).toMatchObject({ replicasFinite: armOf(laterReference).replicasFinite });
    expectClose([armOf(later).loss], [armOf(laterReference).loss], TRAINED, 'loss');
  });

  test('the same experiment gives the same bits again', async () => {
    const chosen = experiment([arm('gelu'), arm('mrepu.3')], { batch: 32 });
    expect(await frameAfter(engine(), chosen, 3)).toEqual(await frameAfter(engine(), chosen, 3));
  });
}
