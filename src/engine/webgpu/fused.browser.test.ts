import { describe } from 'vitest';
import { describeEngine, describeStarted } from '../engines.suite.ts';
import { describeLayers } from '../layers.suite.ts';
import { describeNumbers } from '../numbers.suite.ts';
import { probeWebGPU } from '../probe.ts';
import { fusedEngine } from './engine.ts';

/**
 * A software adapter takes seconds to compile the kernels of an experiment and milliseconds to run them. So every activation
 * is tried where one or two kernels do: with the streams of an equation in propagate.browser.test.ts, with values, training
 * and depth in accuracy.browser.test.ts; and here one that is scale invariant and one that is not, beside those that people type.
 */
const SOME = ['mrepu.2', 'gelu'];

const start = (software: boolean) => async () => {
  const offer = await probeWebGPU(navigator.gpu);
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  return fusedEngine(await offer.adapter.requestDevice(), { adapter: offer.label, software });
};

// Both ways to cut the work must be right on any device, whichever of them is quicker there. What is done with the numbers
// that come back knows nothing of the cut; how predictions are cut is predict.browser.test.ts's.
describe('each thread alone', () => {
  describeEngine('fused', start(true), SOME);
});

describe('workgroups that share examples', () => {
  describeStarted('fused', start(false), (engine) => {
    describeNumbers('fused', engine, SOME);
    // With each thread alone: propagate.browser.test.ts.
    describeLayers(engine, 1);
  });
});
