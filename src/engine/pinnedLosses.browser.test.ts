/**
 * What training on an equation's residual came to before losses were data, to the last bit, on each engine whose arithmetic
 * is the same on every machine: networks of polynomials, on SwiftShader, in WebAssembly without FMA, and in JavaScript. There
 * MRePU's have been other last bits since its slope takes fewer operations (tfjs/fewer.ts).
 */
import { expect, test } from 'vitest';
import type { Engine, EngineName } from './engine.ts';
import { probeWebGPU } from './probe.ts';
import { arm, experiment, fingerprint, frameAfter, taskOf } from './testing.ts';
import { tfjsEngine } from './tfjs/engine.ts';
import { starts } from './tfjs/testing.ts';
import { wasmEngine } from './wasm/engine.ts';
import { fusedEngine } from './webgpu/engine.ts';

const arms = ['repu.3', 'mrepu.3'].map((id) => arm(id));
/** One equation with a nonlinear term, and one in minibatches. */
const EXPERIMENTS = [
  experiment(arms, { task: taskOf('burgers', { points: 61, weight: 7.3 }), depth: 4, width: 13 }),
  experiment(arms, { task: taskOf('poisson', { points: 31 }), depth: 3, width: 13, batch: 19 }),
];

async function onSwiftShader(): Promise<Engine | null> {
  const offer = await probeWebGPU(navigator.gpu);
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  if (!/swiftshader/i.test(offer.label)) return null;
  return fusedEngine(await offer.adapter.requestDevice(), { adapter: offer.label, software: true });
}

/** How each starts, and the outputs of each experiment's two arms. */
const PINS: readonly (readonly [EngineName, () => Promise<Engine | null>, readonly (readonly string[])[]])[] = [
  [
    'fused',
    onSwiftShader,
    [
      ['163d9a1f', '2112bd60'],
      ['d61ac823', '383b4d71'],
    ],
  ],
  [
    'fused-wasm',
    async () => wasmEngine({ simd: true, fma: false }),
    [
      ['da012893', 'c944b40'],
      ['a1bafec6', '30e811b7'],
    ],
  ],
  [
    'tfjs-cpu',
    async () => tfjsEngine(await starts.cpu()),
    [
      ['a652871f', '8c39d36'],
      ['568575', '395aa51e'],
    ],
  ],
];

test.for(PINS)('17 steps of Adam on two equations: %s', async ([, start, outputs], { skip }) => {
  const engine = await start();
  if (engine === null) return skip('pinned on SwiftShader');
  const frames = await Promise.all(EXPERIMENTS.map((chosen) => frameAfter(engine, chosen, 17)));
  expect(frames.map((frame) => frame.outputs.map(fingerprint))).toEqual(outputs);
});
