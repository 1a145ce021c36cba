import { describe } from 'vitest';
import { describeEngine } from '../engines.suite.ts';
import { probeWebGPU } from '../probe.ts';
import { everyFamily, familiesOfOwnColour } from '../testing.ts';
import { fusedEngine } from './engine.ts';

/**
 * Both ways to cut the work must be right on any device, whichever of them is quicker there. Compiling takes the time. An
 * activation's forms are the same text in both, so that a family that shares its colour is tried in one of them here;
 * accuracy.browser.test.ts tries it in the other.
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
});
