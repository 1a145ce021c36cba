/** The whole benchmark: every contestant on every network; its result is the text of RESULTS.md. */
import { probeWebGPU } from '../src/engine/probe.ts';
import type { EngineReport } from '../src/engine/protocol.ts';
import type { Contestant } from './contestant.ts';
import { jaxJs } from './jaxJs.ts';
import { type Comparison, compare, type Size } from './measure.ts';
import { engineFor, ours } from './ours.ts';
import { plain } from './plain.ts';
import { experimentOf } from './problem.ts';
import { type Adapter, type Environment, report } from './report.ts';
import { tfjsCore } from './tfjsCore.ts';
import { tfjsLayers } from './tfjsLayers.ts';

const SIZES: readonly Size[] = [
  { name: 'S', depth: 10, width: 32, batch: 64, checked: 10 },
  { name: 'M', depth: 20, width: 64, batch: 128, checked: 10 },
  { name: 'L', depth: 20, width: 256, batch: 256, checked: 3 },
];
const ACTIVATIONS = ['relu', 'mrepu.2'];

const CONTESTANTS: readonly Contestant[] = [
  ours('fused'),
  ours('fused-wasm'),
  ours('tfjs-webgpu'),
  ours('tfjs-wasm'),
  tfjsCore('webgpu'),
  tfjsCore('wasm'),
  tfjsCore('cpu'),
  tfjsLayers('webgpu'),
  tfjsLayers('wasm'),
  jaxJs('webgpu'),
  jaxJs('wasm'),
  plain,
];
const ENSEMBLES: readonly Contestant[] = [8, 64].flatMap((replicas) => [
  ours('fused', replicas),
  ours('fused-wasm', replicas),
]);

/** Told of what is being measured. */
export type Progress = (what: string) => void;

export async function benchmark(environment: Environment, progress: Progress = console.log): Promise<string> {
  const adapter = await startBackends();
  const comparisons: Comparison[] = [];
  const choices: EngineReport[] = [];
  for (const size of SIZES) {
    for (const activation of ACTIVATIONS) {
      progress(`${size.name}, ${activation}`);
      choices.push((await engineFor(experimentOf({ ...size, activation }, 1, 'auto'))).report);
      const contestants = size.name === 'S' ? [...CONTESTANTS, ...ENSEMBLES] : CONTESTANTS;
      comparisons.push(await compare(size, activation, contestants));
    }
  }
  return report(environment, adapter, comparisons, choices);
}

/** TensorFlow.js's backends are started by our engines and shared with its other contestants. */
async function startBackends(): Promise<Adapter> {
  const network = { depth: 2, width: 4, batch: 2, activation: 'relu' };
  for (const choice of ['tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'] as const) {
    await engineFor(experimentOf(network, 1, choice));
  }
  const offer = await probeWebGPU();
  return { kind: offer.kind, label: offer.kind === 'none' ? offer.why : offer.label };
}
