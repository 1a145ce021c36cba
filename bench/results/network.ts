/** Trains one network and tells how it ended. */
import type { Failure } from '../../src/engine/engine.ts';
import { wasmEngine } from '../../src/engine/wasm/engine.ts';
import { wasmFeatures } from '../../src/engine/wasm/features.ts';
import { setup } from '../../src/experiment/setup.ts';
import { task } from '../../src/tasks/catalogue.ts';
import { metricsOf } from '../../src/tasks/metrics.ts';
import { read } from './arms.ts';
import { provideDigits } from './digits.ts';
import { measuredSteps } from './protocol.ts';

/** A network to be trained. */
export interface Order {
  /** Permalink with one arm and one replica: what is trained, and for how many steps. */
  readonly fragment: string;
  /** The task's metric to be measured beside the loss; null: none. */
  readonly metric: string | null;
  /** `plain` rounds after every product: another order of rounding, by which to tell how far a result repeats. */
  readonly rounding: 'fused' | 'plain';
}

/** How it ended. */
export interface Ending {
  /** The loss on all data at each of `measuredSteps`; shorter where the network failed before. */
  readonly losses: readonly number[];
  /** The metric at the same steps; empty where none was asked for. */
  readonly metrics: readonly number[];
  /** Loss of the best constant. */
  readonly baseline: number;
  /** Null: finite to the end. */
  readonly failure: Failure | null;
  /** Milliseconds of processor time that it took. */
  readonly time: number;
}

/** Throws Error if a part of the permalink cannot be used. @param digitsFile see digits.ts. */
export async function trainNetwork({ fragment, metric, rounding }: Order, digitsFile: string): Promise<Ending> {
  const started = process.cpuUsage();
  const experiment = read(fragment);
  if (task(experiment.task.name).dataset === 'digits') provideDigits(digitsFile);
  const { data, baseline } = setup(experiment);
  const features = wasmFeatures();
  const engine = wasmEngine(rounding === 'plain' ? { ...features, fma: false } : features);
  const trainer = await engine.create(experiment, 1);
  const [losses, metrics]: [number[], number[]] = [[], []];
  let failure: Failure | null = null;
  for (const step of measuredSteps(experiment.steps)) {
    await trainer.advance(step - trainer.step);
    const [arm] = (await trainer.measure()).measurement.arms;
    failure = arm?.failure ?? null;
    if (failure !== null || typeof arm?.loss !== 'number') break;
    losses.push(arm.loss);
    if (metric === null) continue;
    const [outputs] = await trainer.predict(data.evaluation.inputs);
    // Outputs may be finite on the data and not between them.
    metrics.push((outputs ? metricsOf(data, outputs)[metric] : undefined) ?? Number.POSITIVE_INFINITY);
  }
  trainer.dispose();
  const { user, system } = process.cpuUsage(started);
  return { losses, metrics, baseline, failure, time: Math.round((user + system) / 1000) };
}
