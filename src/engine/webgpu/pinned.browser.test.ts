/**
 * What a link gave on SwiftShader before layers had skips and norms, to the last bit: networks of polynomials, whose arithmetic
 * does not hang on how a device computes an exponential.
 */
import { expect, test } from 'vitest';
import type { Experiment } from '../../experiment/experiment.ts';
import { probeWebGPU } from '../probe.ts';
import { arm, experiment, fingerprint, frameAfter } from '../testing.ts';
import { fusedEngine } from './engine.ts';

interface Pinned {
  readonly name: string;
  readonly chosen: Experiment;
  /** Of every arm's outputs. */
  readonly outputs: readonly string[];
}

const PINS: readonly Pinned[] = [
  {
    name: 'three arms, each with an input scale of its own',
    chosen: experiment(
      ['repu.2', 'mrepu.2', 'relu'].map((id) => arm(id)),
      { width: 32, depth: 6 },
    ),
    outputs: ['b9d84fb8', '7209bde5', '138547d'],
  },
  {
    name: 'a learning rate that is no float32',
    chosen: experiment([arm('mrepu.2', { k1: 0.0137 })], { learningRate: 0.0037 }),
    outputs: ['11dfde9c'],
  },
];

test.for(PINS)('31 steps of Adam: $name', async ({ chosen, outputs }, { skip }) => {
  const offer = await probeWebGPU(navigator.gpu);
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  skip(!/swiftshader/i.test(offer.label), `pinned on SwiftShader, and this is ${offer.label}`);
  const device = await offer.adapter.requestDevice();
  for (const software of [true, false]) {
    const frame = await frameAfter(fusedEngine(device, { adapter: offer.label, software }), chosen, 31);
    expect(frame.outputs.map(fingerprint)).toEqual(outputs);
  }
});
