/** What every engine must do with each kind of loss: part of engines.suite.ts. */
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { provideDataset } from '../tasks/datasets.ts';
import { MOST_OBSERVED } from '../tasks/task.ts';
import { rowsFor } from '../tasks/testing.ts';
import type { Engine, EngineFrame } from './engine.ts';
import {
  arm,
  armOf,
  besideReference,
  expectClose,
  expectNear,
  experiment,
  GRADIENT,
  TRAINED,
  taskOf,
  VARIANCE,
} from './testing.ts';

/** Images of ten classes and an odd number of pixels, more than are observed. */
provideDataset('digits', { ...rowsFor({ rows: 1300, features: 37, classes: 10 }), train: 1200 });

/** The state at initialisation: forward to VARIANCE, backward to GRADIENT. */
function expectSameStart([actual, expected]: readonly [EngineFrame, EngineFrame], index: number): void {
  const [a, e] = [armOf(actual, index), armOf(expected, index)];
  expectClose(a.variance, e.variance, VARIANCE, 'variance');
  // A residual is a difference, whose rounding errors are those of its terms.
  expectClose([a.loss], [e.loss], GRADIENT, 'loss');
  expectClose([a.baseline], [e.baseline], VARIANCE, 'baseline');
  expectClose(a.gradient, e.gradient, GRADIENT, 'gradient');
  expectNear(actual.outputs[index], expected.outputs[index], VARIANCE, 'outputs');
}

/** The state after training. */
function expectSameEnd([actual, expected]: readonly [EngineFrame, EngineFrame], index: number): void {
  const [a, e] = [armOf(actual, index), armOf(expected, index)];
  expectClose([a.loss], [e.loss], TRAINED, 'loss');
  expectClose(a.variance, e.variance, TRAINED, 'variance');
  expect(a).toMatchObject({ status: 'training', failure: null });
}

export function describeTasks(engine: () => Engine, activations: readonly string[]): void {
  const both = (chosen: Experiment, steps: number) => besideReference(engine(), chosen, steps);

  describe('classes, equations and more examples than are observed', () => {
    test.each(activations)('%s: streams of an equation, forward and backward at initialisation', async (id) => {
      // With second derivatives of weight one, as in heat, and preactivations of order one σ″ and σ‴ count.
      const wide = arm(id, { init: 'custom', cw: 3, cb: 0.1, k1: 1 });
      const chosen = experiment([wide], { task: taskOf('heat', { points: 40 }), depth: 3, width: 9 });
      expectSameStart(await both(chosen, 0), 0);
    });

    // Two arms of three activations: each is tried with values, with classes and with equations, and each pair once or twice.
    test.each([
      ['two classes', taskOf('spirals', { points: 64 }), ['tanh', 'mrepu.3'], 20],
      ['ten classes', taskOf('digits', { train: 150 }), ['mrepu.3', 'gelu'], 10],
      ['an equation on an interval', taskOf('poisson', { points: 30 }), ['gelu', 'tanh'], 20],
      ['an equation in space and time', taskOf('burgers', { points: 60 }), ['tanh', 'mrepu.3'], 10],
      ['a curve and its slope', taskOf('sine', { sobolev: 0.5 }), ['gelu', 'mrepu.3'], 20],
      ['a surface and its slope', taskOf('surface', { sobolev: 2 }), ['tanh', 'gelu'], 10],
      ['a surface with noise', taskOf('surface', { noise: 0.1 }), ['mrepu.3', 'gelu'], 10],
    ] as const)('%s: the state at initialisation and after Adam is the reference’s', async (_, task, pair, steps) => {
      const chosen = experiment(
        pair.map((id) => arm(id)),
        { task, depth: 4, width: 13 },
      );
      const [start, end] = [await both(chosen, 0), await both(chosen, steps)];
      for (const index of [0, 1]) {
        expectSameStart(start, index);
        expectSameEnd(end, index);
      }
    });

    test.each([
      ['two classes', taskOf('moons', { points: 50 }), 'sgd'],
      ['ten classes', taskOf('digits', { train: 150 }), 'adam'],
      ['an equation on an interval', taskOf('poisson', { points: 30 }), 'momentum'],
      ['an equation in space and time', taskOf('heat', { points: 40 }), 'adam'],
      ['a curve and its slope', taskOf('polynomial', { sobolev: 0.1 }), 'momentum'],
    ] as const)('%s in minibatches, two replicas', async (_, task, optimizer) => {
      const chosen = experiment([arm('silu')], {
        task,
        optimizer,
        batch: 19,
        depth: 3,
        replicas: 2,
        learningRate: 2e-3,
      });
      expectSameEnd(await both(chosen, 12), 0);
    });

    test.each([
      ['points', 'full', taskOf('circles', { points: 1500 }), 2],
      ['points', 100, taskOf('circles', { points: 1500 }), 2],
      ['images', 'full', taskOf('digits', { train: 1200 }), 10],
      ['images', 100, taskOf('digits', { train: 1200 }), 10],
    ] as const)('more %s than are observed, batch %s', async (_, batch, task, outputs) => {
      const chosen = experiment([arm('relu')], { task, depth: 3, width: 8, batch });
      const start = await both(chosen, 0);
      expectSameStart(start, 0);
      expectSameEnd(await both(chosen, 3), 0);
      expect(start[0].outputs[0]?.length).toBe(outputs * MOST_OBSERVED);
    });
  });
}
