/** How near the kernels' float32 stays to the float64 reference, for every activation. */
import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { type Experiment, OPTIMIZERS } from '../../experiment/experiment.ts';
import type { Engine } from '../engine.ts';
import { referenceEngine } from '../reference/engine.ts';
import {
  arm,
  armOf,
  everyFamily,
  expectClose,
  experiment,
  familiesOfOwnColour,
  GRADIENT,
  NOISY,
  TRAINED,
  VARIANCE,
} from '../testing.ts';
import { fusedEngine } from './engine.ts';
import { testDevice } from './testing.ts';

let engine: Engine;
beforeAll(async () => {
  engine = fusedEngine(await testDevice(), { adapter: 'test', software: true });
});

/** Families with a colour of their own are tried at the greater depth and with every optimizer, the others with the default. */
const CASES = everyFamily.map((id) => ({ id, whole: familiesOfOwnColour.includes(id) }));

/** What the engine and the reference measure before the first step and after so many. */
async function both(chosen: Experiment, steps: number) {
  const measured = async (own: Engine) => {
    const trainer = await own.create(chosen, 1);
    const start = armOf(await trainer.measure());
    await trainer.advance(steps);
    const end = armOf(await trainer.measure());
    trainer.dispose();
    return { start, end };
  };
  const [actual, expected] = [await measured(engine), await measured(referenceEngine)];
  expect([actual.start.failure, actual.end.failure]).toEqual([expected.start.failure, expected.end.failure]);
  return { actual, expected };
}

describe.each(CASES)('$id', ({ id, whole }) => {
  // Errors grow with depth, and powers may leave float32 there: those are tried before it too. That sizes of any kind are
  // right is numbers.suite.ts's.
  const powers = activation(id).growth.degree > 1;
  const sizes = [...(whole ? [{ depth: 64, width: 7 }] : []), ...(!whole || powers ? [{ depth: 17, width: 9 }] : [])];
  test.each(sizes)('gradients at depth $depth, width $width are the reference’s to 1e-4', async (size) => {
    const { actual, expected } = await both(experiment([arm(id)], size), 0);
    // Beyond an overflow nothing comes back.
    if (expected.start.failure === null)
      expectClose(actual.start.gradient, expected.start.gradient, GRADIENT, 'gradient');
  });

  test.each(whole ? OPTIMIZERS : (['adam'] as const))(
    'the start and the end of 30 steps of %s are the reference’s',
    async (optimizer) => {
      const learningRate = optimizer === 'adam' ? 1e-3 : 1e-2;
      const chosen = experiment([arm(id)], { optimizer, learningRate, task: NOISY });
      const { actual, expected } = await both(chosen, 30);
      expectClose(actual.start.variance, expected.start.variance, VARIANCE, 'variance');
      expectClose(actual.start.gradient, expected.start.gradient, GRADIENT, 'gradient');
      expectClose([actual.start.loss], [expected.start.loss], VARIANCE, 'loss');
      expectClose([actual.end.loss], [expected.end.loss], TRAINED, 'loss after training');
    },
  );
});
