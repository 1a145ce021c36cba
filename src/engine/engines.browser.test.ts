import { describeEngine } from './engines.suite.ts';
import { probeWebGPU } from './probe.ts';
import { startCpu, startWasm, startWebGPU } from './tfjs/backends.ts';
import { tfjsEngine } from './tfjs/engine.ts';
import { wasmEngine } from './wasm/engine.ts';

describeEngine('fused-wasm', async () => wasmEngine());
describeEngine('tfjs-wasm', async () => tfjsEngine(await startWasm()));
describeEngine('tfjs-cpu', async () => tfjsEngine(await startCpu()));
describeEngine('tfjs-webgpu', async () => {
  const offer = await probeWebGPU();
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  return tfjsEngine(await startWebGPU(offer.adapter, offer.label));
});
