/** Finds the engine for an experiment, and says in one sentence why it is this one. */
import type { EngineChoice, Experiment } from '../experiment/experiment.ts';
import { errorMessage } from '../lib/errorMessage.ts';
import { openDevice } from './device.ts';
import { type Engine, EngineError } from './engine.ts';
import { probeWebGPU, type WebGPUOffer } from './probe.ts';
import type { EngineReport } from './protocol.ts';
import { millisecondsPerStep } from './timing.ts';

export interface PreparedEngine {
  readonly engine: Engine;
  readonly report: EngineReport;
  /** Resolves when the device is gone. */
  readonly lost: Promise<string>;
  /** Whether this choice holds for another experiment too. */
  suits(experiment: Experiment): boolean;
}

/** An engine that can be used, and the end of its device. */
interface Started {
  readonly engine: Engine;
  readonly lost: Promise<string>;
}

type AdapterOffer = Exclude<WebGPUOffer, { kind: 'none' }>;

const never = new Promise<string>(() => {});

/** Our own kernels are small modules; TensorFlow.js is loaded only where it is used. */
async function startFused(offer: AdapterOffer): Promise<Started> {
  const { fusedEngine } = await import('./webgpu/engine.ts');
  const device = await openDevice(offer.adapter);
  const engine = fusedEngine(device, { adapter: offer.label, software: offer.kind === 'software' });
  return { engine, lost: device.lost.then(({ message }) => message) };
}

async function startFusedWasm(): Promise<Started> {
  const { wasmEngine } = await import('./wasm/engine.ts');
  return { engine: wasmEngine(), lost: never };
}

async function startTfjs(backend: 'wasm' | 'cpu' | AdapterOffer): Promise<Started> {
  const [{ startCpu, startWasm, startWebGPU }, { tfjsEngine }] = await Promise.all([
    import('./tfjs/backends.ts'),
    import('./tfjs/engine.ts'),
  ]);
  const started =
    backend === 'wasm'
      ? await startWasm()
      : backend === 'cpu'
        ? await startCpu()
        : await startWebGPU(backend.adapter, backend.label);
  return { engine: tfjsEngine(started), lost: started.lost };
}

interface Attempt {
  readonly start: () => Promise<Started>;
  /** The sentence if it works. */
  readonly reason: string;
}

const lastResorts: readonly Attempt[] = [
  { start: () => startTfjs('wasm'), reason: 'Running on WebAssembly by TensorFlow.js.' },
  {
    start: () => startTfjs('cpu'),
    reason: 'Running in plain JavaScript, which is slow, since WebAssembly could not be started.',
  },
];

/**
 * The engine for an experiment. A forced engine that cannot be had is replaced as `auto` would, and the sentence says so.
 * Throws EngineError if none can be had.
 * @param avoidWebGPU the reason to do without it, e.g. a device that was lost twice.
 */
export async function prepareEngine(experiment: Experiment, avoidWebGPU: string | null): Promise<PreparedEngine> {
  const choice = experiment.engine;
  const offer = await offerFor(choice, avoidWebGPU);
  if (choice === 'auto' && offer.kind === 'hardware') {
    const measured = await fasterOf(offer, experiment);
    if (measured) return measured;
  }
  let failures = '';
  for (const { start, reason } of plan(choice, offer)) {
    try {
      const { engine, lost } = await start();
      const report = { name: engine.name, adapter: engine.adapter, reason: failures + reason };
      return { engine, report, lost, suits: (other) => other.engine === choice };
    } catch (error) {
      failures += `An engine could not be started (${errorMessage(error)}). `;
    }
  }
  throw new EngineError(`No engine could be started. ${failures}`);
}

/** Who asks for another engine does not wait for a graphics device, which may take its time to answer. */
async function offerFor(choice: EngineChoice, avoidWebGPU: string | null): Promise<WebGPUOffer> {
  if (avoidWebGPU !== null) return { kind: 'none', why: avoidWebGPU };
  const asked = choice === 'auto' || choice === 'fused' || choice === 'tfjs-webgpu';
  return asked ? probeWebGPU() : { kind: 'none', why: 'WebGPU was not asked for' };
}

/** What to try, in this order. */
function plan(choice: EngineChoice, offer: WebGPUOffer): readonly Attempt[] {
  const automatic = (said: string): readonly Attempt[] => {
    const wasm = (reason: string): Attempt => ({ start: startFusedWasm, reason: said + reason });
    if (offer.kind === 'none') return [wasm(`${offer.why}; running on WebAssembly.`), ...lastResorts];
    if (offer.kind === 'software') {
      const why = `WebGPU offers only a software adapter (${offer.label}), which is slower than WebAssembly.`;
      return [wasm(why), ...lastResorts];
    }
    const card = { start: () => startFused(offer), reason: `${said}Running on WebGPU.` };
    return [card, wasm('Running on WebAssembly.'), ...lastResorts];
  };
  const onWebGPU = (start: (offer: AdapterOffer) => Promise<Started>): readonly Attempt[] =>
    offer.kind === 'none'
      ? automatic('WebGPU was asked for. ')
      : [{ start: () => start(offer), reason: 'Running on WebGPU, as asked for.' }, ...automatic('')];
  const forced: Readonly<Record<EngineChoice, () => readonly Attempt[]>> = {
    auto: () => automatic(''),
    fused: () => onWebGPU(startFused),
    'fused-wasm': () => [{ start: startFusedWasm, reason: 'Running on WebAssembly, as asked for.' }, ...lastResorts],
    'tfjs-webgpu': () => onWebGPU(startTfjs),
    'tfjs-wasm': () => [
      { start: () => startTfjs('wasm'), reason: 'Running on WebAssembly by TensorFlow.js, as asked for.' },
      ...lastResorts.slice(1),
    ],
    'tfjs-cpu': () => [{ start: () => startTfjs('cpu'), reason: 'Running in plain JavaScript, as asked for.' }],
  };
  return forced[choice]();
}

/**
 * Starts once, and hands out the same until that is lost or could not be started: a device for every choice would be slow
 * to get, and nobody would give it back.
 */
export function kept<Argument, Value extends { readonly lost: Promise<unknown> }>(
  start: (argument: Argument) => Promise<Value>,
): (argument: Argument) => Promise<Value> {
  let present: Promise<Value> | null = null;
  return (argument) => {
    if (present) return present;
    const starting = start(argument);
    const forget = () => {
      if (present === starting) present = null;
    };
    present = starting;
    starting.then(({ lost }) => lost).then(forget, forget);
    return starting;
  };
}

const cardAndWasm = kept(async (offer: AdapterOffer) => {
  const [card, wasm] = await Promise.all([startFused(offer), startFusedWasm()]);
  return { card, wasm, lost: card.lost };
});

/**
 * On a graphics card it is not obvious which is faster: a small network costs the card little more than the launches.
 * Both train this experiment for a moment, and the faster one takes it. Null where either cannot be had.
 */
async function fasterOf(offer: AdapterOffer, experiment: Experiment): Promise<PreparedEngine | null> {
  try {
    const { card, wasm } = await cardAndWasm(offer);
    const times = await millisecondsPerStep([card.engine, wasm.engine], experiment);
    return faster([card, wasm], times as [number, number], experiment);
  } catch {
    return null;
  }
}

/** Of the card and WebAssembly, the one with the shorter step; see `fasterOf`. */
export function faster(
  [card, wasm]: readonly [Started, Started],
  [cardTime, wasmTime]: readonly [number, number],
  experiment: Experiment,
): PreparedEngine {
  const [chosen, here, there] =
    cardTime <= wasmTime
      ? [card, `WebGPU takes ${milliseconds(cardTime)} a step`, `WebAssembly ${milliseconds(wasmTime)}`]
      : [wasm, `WebAssembly takes ${milliseconds(wasmTime)} a step`, `WebGPU ${milliseconds(cardTime)}`];
  const { engine } = chosen;
  const shape = shapeOf(experiment);
  return {
    engine,
    report: {
      name: engine.name,
      adapter: engine.adapter,
      reason: `Measured: ${here} of networks of about this size, ${there}.`,
    },
    lost: card.lost,
    suits: (other) => shapeOf(other) === shape,
  };
}

const milliseconds = (time: number): string =>
  Number.isFinite(time) ? `${Number(time.toPrecision(2))} ms` : 'cannot hold them';

/**
 * What the price of a step depends on, sizes to within a factor of √2 or so: where a slider is dragged, the next networks
 * must not wait for a measurement each time.
 */
export function shapeOf({ engine, arms, task, depth, width, batch, optimizer, replicas }: Experiment): string {
  const activations = arms.map(({ activation }) => activation);
  const sizes = [depth, width, batch, replicas].map((size) =>
    size === 'full' ? size : Math.round(2 * Math.log2(size)),
  );
  return JSON.stringify([engine, activations, task.name, sizes, optimizer]);
}
