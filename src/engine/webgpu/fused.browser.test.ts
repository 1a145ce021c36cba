import { beforeAll, describe } from 'vitest';
import type { Engine } from '../engine.ts';
import { describeEngine } from '../engines.suite.ts';
import { describeLayers } from '../layers.suite.ts';
import { probeWebGPU } from '../probe.ts';
import { everyFamily, familiesOfOwnColour } from '../testing.ts';
import { fusedEngine } from './engine.ts';

/**
 * Both ways to cut the work must be right on any device, whichever of them is quicker there. Compiling takes the time. An
 * activation's forms are the same text in both, so that a family that shares its colour is tried in one of them here;
 * accuracy.browser.test.ts tries it in the other. Kinds of layers with each thread alone: propagate.browser.test.ts and
 * predict.browser.test.ts, whose few kernels are sooner compiled.
 */
describe.each([
  ['each thread alone', true, familiesOfOwnColour],
  ['workgroups that share examples', false, everyFamily],
])('%s', (_, software, activations) => {
  const start = async () => {
    const offer = await probeWebGPU(navigator.gpu);
    if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
    return fusedEngine(await offer.adapter.requestDevice(), { adapter: offer.label, software });
  };
  describeEngine('fused', start, activations);

  if (!software) {
    let engine: Engine;
    beforeAll(async () => {
      engine = await start();
    });
    describeLayers(() => engine);
  }
});
