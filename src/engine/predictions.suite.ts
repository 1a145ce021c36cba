/** What every engine must do when asked for outputs at any points: part of engines.suite.ts. */
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { setup } from '../experiment/setup.ts';
import { preactivations } from './distribution/forward.ts';
import type { Engine } from './engine.ts';
import { referenceEngine } from './reference/engine.ts';
import {
  arm,
  armOf,
  expectNear,
  experiment,
  frameAfter,
  GRADIENT,
  referenceAfter,
  taskOf,
  VARIANCE,
} from './testing.ts';
import { drawNetwork, layerShapes } from './weights.ts';

type Predictions = readonly (Float32Array | null)[];

/** Any numbers in [-1, 1]. */
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin(i));

/** Every `perPoint`th number from `stream` on. */
const streamOf = (values: Float32Array, stream: number, perPoint: number): Float32Array =>
  values.filter((_, i) => i % perPoint === stream);

async function predictionsAfter(engine: Engine, chosen: Experiment, steps: number, inputs: Float32Array) {
  const trainer = await engine.create(chosen, 1);
  try {
    await trainer.advance(steps);
    return await trainer.predict(inputs);
  } finally {
    trainer.dispose();
  }
}

const both = async (engine: Engine, chosen: Experiment, steps: number, inputs: Float32Array) =>
  [
    await predictionsAfter(engine, chosen, steps, inputs),
    await predictionsAfter(referenceEngine, chosen, steps, inputs),
  ] as const;

export function describePredictions(engine: () => Engine): void {
  describe('predictions', () => {
    const [bounded, growing] = [arm('tanh'), arm('mrepu.3', { k1: 0.02 })];

    test.each([
      ['polynomial', 1, 1, taskOf('polynomial'), [bounded, growing]],
      ['spirals', 2, 2, taskOf('spirals', { points: 64 }), [growing]],
      ['sine with slopes', 1, 3, taskOf('sine', { sobolev: 0.5 }), [bounded]],
      ['surface with slopes', 2, 3, taskOf('surface', { sobolev: 0.5 }), [bounded]],
      ['poisson', 1, 3, taskOf('poisson', { points: 30 }), [bounded]],
      ['burgers', 2, 4, taskOf('burgers', { points: 60 }), [growing]],
    ])('%s: are the reference’s at any points, every stream', async (_, inputs, perPoint, task, arms) => {
      const chosen = experiment(arms, { task, depth: 3, width: 9, batch: 16 });
      const [actual, expected] = await both(engine(), chosen, 4, numbers(301 * inputs));
      for (const index of arms.keys()) {
        expect(actual[index]?.length).toBe(301 * perPoint);
        for (let stream = 0; stream < perPoint; stream++) {
          const own = (all: Predictions) => streamOf(all[index]!, stream, perPoint);
          // Beside the stream's own largest: second derivatives are of another size than values.
          expectNear(own(actual), own(expected), GRADIENT, `arm ${index}, stream ${stream}`);
        }
      }
    });

    test.each([
      ['one point', 1],
      ['more points than go through a network at once', 5003],
    ])('%s: each point’s are its own, whatever comes with it', async (_, points) => {
      const chosen = experiment([arm('gelu')], { task: taskOf('heat'), depth: 3, width: 7 });
      const inputs = numbers(2 * points);
      const trainer = await engine().create(chosen, 1);
      const [all] = await trainer.predict(inputs);
      const last = points - 1;
      const [alone] = await trainer.predict(inputs.slice(2 * last));
      trainer.dispose();
      expect(all?.length).toBe(4 * points);
      expectNear(all?.slice(4 * last), alone, VARIANCE, 'the last point');
      const reference = await predictionsAfter(referenceEngine, chosen, 0, inputs);
      expectNear(all, reference[0], GRADIENT, 'all points');
    });

    test.each(['spirals', 'poisson'])(
      '%s: at the training examples are the outputs that are measured',
      async (name) => {
        const chosen = experiment([arm('tanh')], { task: taskOf(name), depth: 3, width: 7 });
        const { data } = setup(chosen);
        const perPoint = data.equation?.streams ?? 1;
        const trainer = await engine().create(chosen, 1);
        await trainer.advance(3);
        const [predicted] = await trainer.predict(data.inputs);
        const { outputs } = await trainer.measure();
        trainer.dispose();
        expectNear(streamOf(predicted!, 0, perPoint), streamOf(outputs[0]!, 0, 1), VARIANCE, name);
      },
    );

    // The tasks as they are above: a GPU has compiled their kernels.
    test.each([
      ['polynomial', taskOf('polynomial'), [bounded, growing]],
      ['burgers', taskOf('burgers', { points: 60 }), [growing]],
    ])('%s: training goes on to the last bit as if none had been made', async (_, task, arms) => {
      const chosen = experiment(arms, { task, depth: 3, width: 9, batch: 16 });
      const points = numbers(602);
      const trainer = await engine().create(chosen, 1);
      await trainer.predict(points);
      await trainer.advance(4);
      const first = await trainer.predict(points);
      const again = await trainer.predict(points);
      await trainer.advance(4);
      const frame = await trainer.measure();
      trainer.dispose();
      expect(again).toEqual(first);
      expect(frame).toEqual(await frameAfter(engine(), chosen, 8));
    });

    test('are of the first finite replica, which need not be the first', async () => {
      const chosen = experiment([arm('repu.2', { k1: 0.35 })], { depth: 11, width: 7 });
      const finite: boolean[] = [];
      for (let seed = 0; seed < 12; seed++) {
        finite.push(armOf(await referenceAfter({ ...chosen, seed }, 0)).failure === null);
      }
      const failing = finite.indexOf(false);
      const surviving = finite.indexOf(true, failing);
      expect([failing, surviving], `${finite}`).not.toContain(-1);
      const together = { ...chosen, seed: failing, replicas: surviving - failing + 2 };
      const [predicted] = await predictionsAfter(engine(), together, 0, numbers(50));
      const [alone] = await predictionsAfter(engine(), { ...chosen, seed: surviving }, 0, numbers(50));
      expectNear(predicted, alone, VARIANCE, 'outputs');
    });

    test('parameters are those drawn, to the bit, and after training those that predict', async () => {
      const arms = [arm('tanh', { skip: 0.5 }), arm('mrepu.2')];
      const chosen = experiment(arms, { depth: 4, width: 7, replicas: 3, batch: 16 });
      const prepared = setup(chosen);
      const trainer = await engine().create(chosen, 1);
      const drawn = [0, 1, 2].map((replica) => drawNetwork(prepared, chosen, replica));
      expect(await trainer.parameters(2)).toEqual(arms.map((_, i) => [drawn[0]![i], drawn[1]![i]]));
      await trainer.advance(6);
      const trained = await trainer.parameters(64);
      expect(trained.map((own) => own?.length)).toEqual([3, 3]);
      const points = numbers(50);
      const predicted = await trainer.predict(points);
      await trainer.advance(4);
      const frame = await trainer.measure();
      trainer.dispose();
      for (const [i, own] of prepared.arms.entries()) {
        const shapes = layerShapes(chosen, prepared.data);
        const [first] = trained[i]!;
        const layers = preactivations(
          { shapes, layers: own.layers },
          first!,
          points.map((x) => x * own.inputScale),
        );
        expectNear(predicted[i], layers.at(-1), VARIANCE, `arm ${i}`);
        expect(first).not.toEqual(drawn[0]![i]);
      }
      expect(frame).toEqual(await frameAfter(engine(), chosen, 10));
    });

    test('parameters are none of an arm that has diverged, and of the finite replicas of one that has not', async () => {
      const lost = arm('repu.3', { k1: 1e3 });
      const partly = { depth: 11, width: 7, replicas: 12 };
      const chosen = experiment([lost, arm('repu.2', { k1: 0.35 })], partly);
      const trainer = await engine().create(chosen, 1);
      const { measurement } = await trainer.measure();
      const [none, some] = await trainer.parameters(64);
      trainer.dispose();
      expect(none).toBeNull();
      const finite = measurement.arms[1]!.replicasFinite;
      expect(finite).toBeGreaterThan(0);
      expect(finite).toBeLessThan(12);
      expect(some).toHaveLength(finite);
    });

    test('are none for an arm that has diverged, at initialisation or in training', async () => {
      const start = experiment([arm('repu.3', { k1: 50 }), arm('relu')], { depth: 12 });
      const [failed, alive] = await predictionsAfter(engine(), start, 0, Float32Array.of(0.5, -0.5));
      expect(failed).toBeNull();
      expect(alive?.length).toBe(2);

      const sgd = { optimizer: 'sgd', learningRate: 0.3, task: taskOf('polynomial', { noise: 0.1 }) } as const;
      const chosen = experiment([arm('mrepu.2', { k1: 0.1 }), arm('tanh')], sgd);
      const trainer = await engine().create(chosen, 1);
      expect((await trainer.predict(numbers(3)))[0]?.length).toBe(3);
      await trainer.advance(12);
      const [gone, there] = await trainer.predict(numbers(3));
      const { measurement } = await trainer.measure();
      trainer.dispose();
      expect(measurement.arms.map(({ status }) => status)).toEqual(['diverged', 'training']);
      expect(gone).toBeNull();
      expect(there?.every(Number.isFinite)).toBe(true);
    });
  });
}
