/** The whole benchmark: every contestant on every network; its result is the text of RESULTS.md. */
import { openDevice } from '../src/engine/device.ts';
import { probeWebGPU } from '../src/engine/probe.ts';
import type { EngineReport } from '../src/engine/protocol.ts';
import type { Contestant } from './contestant.ts';
import { jaxJs } from './jaxJs.ts';
import { type Comparison, compare, type Size } from './measure.ts';
import { engineFor, ours } from './ours.ts';
import { plain } from './plain.ts';
import { experimentOf, problemOf } from './problem.ts';
import { type Adapter, type Environment, type Limited, report } from './report.ts';
import { dispatchesPerStep, measureRoofs, workOf } from './roofs.ts';
import type { BackendName } from './tfjsBackend.ts';
import { tfjsCore } from './tfjsCore.ts';
import { tfjsLayers } from './tfjsLayers.ts';

const SIZES: readonly Size[] = [
  { name: 'S', depth: 10, width: 32, batch: 64, checked: 10 },
  { name: 'M', depth: 20, width: 64, batch: 128, checked: 10 },
  { name: 'L', depth: 20, width: 256, batch: 256, checked: 3 },
];
const ACTIVATIONS = ['relu', 'mrepu.2'];

const TFJS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** @param tfjs the backends of TensorFlow.js that can be had. */
const contestants = (tfjs: readonly BackendName[]): readonly Contestant[] => [
  ours('fused'),
  ours('fused-wasm'),
  ...tfjs.filter((backend) => backend !== 'cpu').map((backend) => ours(`tfjs-${backend}`)),
  ...tfjs.map((backend) => tfjsCore(backend)),
  ...tfjs.filter((backend) => backend !== 'cpu').map((backend) => tfjsLayers(backend)),
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

export async function benchmark(
  environment: Environment,
  progress: Progress = console.log,
  tfjs: readonly BackendName[] = TFJS,
): Promise<string> {
  const adapter = await startBackends(tfjs);
  const alone = contestants(tfjs);
  const comparisons: Comparison[] = [];
  const choices: EngineReport[] = [];
  for (const size of SIZES) {
    for (const activation of ACTIVATIONS) {
      progress(`${size.name}, ${activation}`);
      choices.push((await engineFor(experimentOf({ ...size, activation }, 1, 'auto'))).report);
      comparisons.push(await compare(size, activation, size.name === 'S' ? [...alone, ...ENSEMBLES] : alone));
    }
  }
  progress('limits');
  const limited = await limits(comparisons).catch((error: unknown) => {
    progress(`The limits could not be measured: ${error}`);
    return null;
  });
  return report(environment, adapter, comparisons, choices, limited);
}

/** What our fused engine runs into; null without WebGPU. */
async function limits(comparisons: readonly Comparison[]): Promise<Limited | null> {
  const offer = await probeWebGPU();
  if (offer.kind === 'none') return null;
  const device = await openDevice(offer.adapter);
  const roofs = await measureRoofs(device);
  device.destroy();
  const steps: Limited['steps'][number][] = [];
  for (const { size, activation, results } of comparisons) {
    for (const { contestant, times } of results) {
      const { replicas } = contestant;
      if (contestant.name !== ours('fused', replicas).name || times.length === 0) continue;
      const run = await contestant.start(problemOf({ ...size, activation }));
      const dispatches = await dispatchesPerStep(run);
      run.dispose();
      steps.push({ size, activation, replicas, times, dispatches, work: workOf(size, replicas) });
    }
  }
  return { roofs, steps };
}

/** TensorFlow.js's backends are started by our engines and shared with its other contestants. */
async function startBackends(tfjs: readonly BackendName[]): Promise<Adapter> {
  const network = { depth: 2, width: 4, batch: 2, activation: 'relu' };
  for (const backend of tfjs) await engineFor(experimentOf(network, 1, `tfjs-${backend}`));
  const offer = await probeWebGPU();
  return { kind: offer.kind, label: offer.kind === 'none' ? offer.why : offer.label };
}
