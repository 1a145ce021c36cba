import { describe } from 'vitest';
import { describeEngine } from '../engines.suite.ts';
import { probeWebGPU } from '../probe.ts';
import { fusedEngine } from './engine.ts';

/** Both ways to cut the work must be right on any device, whichever of them is quicker there. */
describe.each([
  ['each thread alone', true],
  ['workgroups that share examples', false],
])('%s', (_, software) => {
  describeEngine('fused', async () => {
    const offer = await probeWebGPU(navigator.gpu);
    if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
    return fusedEngine(await offer.adapter.requestDevice(), { adapter: offer.label, software });
  });
});
