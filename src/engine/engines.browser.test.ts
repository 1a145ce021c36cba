import { beforeAll, describe } from 'vitest';
import type { Engine, EngineName } from './engine.ts';
import { describeEngine } from './engines.suite.ts';
import { describeLayers } from './layers.suite.ts';
import { familiesOfOwnColour } from './testing.ts';
import { tfjsEngine } from './tfjs/engine.ts';
import { starts } from './tfjs/testing.ts';
import { wasmEngine } from './wasm/engine.ts';

const STARTS: readonly (readonly [EngineName, () => Promise<Engine>])[] = [
  ['fused-wasm', async () => wasmEngine()],
  ['tfjs-wasm', async () => tfjsEngine(await starts.wasm())],
  ['tfjs-cpu', async () => tfjsEngine(await starts.cpu())],
  ['tfjs-webgpu', async () => tfjsEngine(await starts.webgpu())],
];

/** Forms of TensorFlow.js are the same on each of its backends, whose kernels float32.browser.test.ts tries; WebGPU has to compile them. */
const activationsOn = (name: EngineName) => (name === 'tfjs-webgpu' ? familiesOfOwnColour : undefined);

describe.each(STARTS)('%s', (name, start) => {
  describeEngine(name, start, activationsOn(name));

  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  describeLayers(() => engine);
});
