/** How near the kernels' float32 stays to the float64 reference, for every activation. */
import { beforeAll, describe, expect, test } from 'vitest';
import { OPTIMIZERS } from '../../experiment/experiment.ts';
import type { Engine } from '../engine.ts';
import { referenceEngine } from '../reference/engine.ts';
import { arm, armOf, everyFamily, expectClose, experiment, familiesOfOwnColour, frameAfter } from '../testing.ts';
import { fusedEngine } from './engine.ts';
import { testDevice } from './testing.ts';

let engine: Engine;
beforeAll(async () => {
  engine = fusedEngine(await testDevice(), { adapter: 'test', software: true });
});

/** Families with a colour of their own are tried at either depth and with every optimizer, the others once with each thing. */
const CASES = everyFamily.map((id) => ({ id, whole: familiesOfOwnColour.includes(id) }));

describe.each(CASES)('$id', ({ id, whole }) => {
  // Errors grow with depth; that sizes of any kind are right is engines.suite.ts's.
  const sizes = [
    { depth: 17, width: 9 },
    { depth: 64, width: 7 },
  ];
  test.each(sizes.slice(0, whole ? 2 : 1))(
    'gradients at depth $depth, width $width are the reference’s to 1e-4',
    async (size) => {
      const chosen = experiment([arm(id)], size);
      const [actual, expected] = [
        armOf(await frameAfter(engine, chosen, 0)),
        armOf(await frameAfter(referenceEngine, chosen, 0)),
      ];
      expect(actual.failure).toEqual(expected.failure);
      // Beyond an overflow nothing comes back.
      if (expected.failure === null) expectClose(actual.gradient, expected.gradient, 1e-4, 'gradient');
    },
  );

  test.each(whole ? OPTIMIZERS : (['adam'] as const))(
    '30 steps of %s end where the reference’s do, to 1e-3',
    async (optimizer) => {
      // With noise: on odd data an odd activation's biases have no gradient but rounding errors, which Adam blows up.
      const task = { name: 'polynomial', settings: { basis: 'monomial', degree: 3, noise: 0.1 } };
      const learningRate = optimizer === 'adam' ? 1e-3 : 1e-2;
      const chosen = experiment([arm(id)], { optimizer, learningRate, task });
      const [actual, expected] = [
        armOf(await frameAfter(engine, chosen, 30)),
        armOf(await frameAfter(referenceEngine, chosen, 30)),
      ];
      expect(actual.failure).toEqual(expected.failure);
      expectClose([actual.loss], [expected.loss], 1e-3, 'loss');
    },
  );
});
