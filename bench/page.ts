/** The page's functions, for a console or a program that drives the browser. */
import type { EngineChoice } from '../src/experiment/experiment.ts';
import { benchmark, type Progress } from './benchmark.ts';
import { cores } from './cores.ts';
import { engineFor } from './ours.ts';
import { experimentOf } from './problem.ts';
import type { Environment } from './report.ts';

export interface BenchOptions {
  readonly depth: number;
  readonly width: number;
  /** Points, all of which are in every step. */
  readonly batch: number;
  readonly steps: number;
  /** Permalink id; ReLU unless given. */
  readonly activation?: string;
  readonly replicas?: number;
  /** `auto` unless given. */
  readonly engine?: EngineChoice;
}

export interface BenchResult {
  readonly msPerStep: number;
  /** Mean over finite replicas after the last step; null if none is. */
  readonly loss: number | null;
  /** What really ran. */
  readonly engine: string;
}

/** Trains so many steps from the seed, after a few for the compilers. */
async function bench(options: BenchOptions): Promise<BenchResult> {
  const { steps, replicas = 1, activation = 'relu', engine: choice = 'auto' } = options;
  const experiment = experimentOf({ ...options, activation }, replicas, choice);
  const { engine } = await engineFor(experiment);
  const rehearsal = await engine.create(experiment, 0);
  await rehearsal.advance(Math.min(steps, 16));
  await rehearsal.measure();
  rehearsal.dispose();
  const trainer = await engine.create(experiment, 1);
  const started = performance.now();
  await trainer.advance(steps);
  // TensorFlow.js returns before the device is done; what is read waits for it.
  if (engine.name === 'tfjs-webgpu') await trainer.measure();
  const msPerStep = (performance.now() - started) / steps;
  const [arm] = (await trainer.measure()).measurement.arms;
  trainer.dispose();
  return { msPerStep, loss: arm?.loss ?? null, engine: engine.name };
}

declare global {
  interface Window {
    bench: typeof bench;
    benchmark: (environment: Environment, progress?: Progress) => Promise<string>;
    cores: (environment: Environment, progress?: Progress) => Promise<string>;
  }
}

window.bench = bench;
window.benchmark = benchmark;
window.cores = cores;
