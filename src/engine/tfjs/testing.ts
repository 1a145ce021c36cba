/** Helpers of the browser tests of TensorFlow.js's backends. */
import { probeWebGPU } from '../probe.ts';
import { startCpu, startWasm, startWebGPU } from './backends.ts';
import type { Backend } from './engine.ts';

/** Starts a backend. WebGPU's throws Error where there is none: such a test fails, it is not passed over. */
export const starts: Readonly<Record<Backend['id'], () => Promise<Backend>>> = {
  wasm: startWasm,
  cpu: startCpu,
  webgpu: async () => {
    const offer = await probeWebGPU();
    if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
    return startWebGPU(offer.adapter, offer.label);
  },
};
