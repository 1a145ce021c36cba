import { beforeAll, describe } from 'vitest';
import type { Engine, EngineName } from './engine.ts';
import { describeEngine } from './engines.suite.ts';
import { describeLayers } from './layers.suite.ts';
import { probeWebGPU } from './probe.ts';
import { startCpu, startWasm, startWebGPU } from './tfjs/backends.ts';
import { tfjsEngine } from './tfjs/engine.ts';
import { wasmEngine } from './wasm/engine.ts';

const STARTS: readonly (readonly [EngineName, () => Promise<Engine>])[] = [
  ['fused-wasm', async () => wasmEngine()],
  ['tfjs-wasm', async () => tfjsEngine(await startWasm())],
  ['tfjs-cpu', async () => tfjsEngine(await startCpu())],
  [
    'tfjs-webgpu',
    async () => {
      const offer = await probeWebGPU();
      if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
      return tfjsEngine(await startWebGPU(offer.adapter, offer.label));
    },
  ],
];

describe.each(STARTS)('%s', (name, start) => {
  describeEngine(name, start);

  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  describeLayers(() => engine);
});
