import type { Experiment } from '../experiment/experiment.ts';
import { type Engine, EngineError, type Trainer } from './engine.ts';

/** Long enough for the clock of a browser, which may be as coarse as a millisecond; short enough to wait for. */
const LONG_ENOUGH = 20;
const MOST_STEPS = 512;

/**
 * Time of an optimizer step of this experiment on each of these engines, measured; Infinity where one cannot hold it.
 * @param rounds so often, in turn, the shortest counts: what else the machine does meanwhile makes times longer only.
 */
export async function millisecondsPerStep(
  engines: readonly Engine[],
  given: Experiment,
  rounds = 1,
): Promise<readonly number[]> {
  const experiment = soonDrawn(given);
  const trainers: (Trainer | null)[] = [];
  try {
    for (const engine of engines) trainers.push(await created(engine, experiment));
    const shortest = engines.map(() => Number.POSITIVE_INFINITY);
    const counts = engines.map(() => 2);
    // Kernels are compiled at their first use.
    for (const trainer of trainers) await trainer?.advance(1);
    for (let round = 0; round < rounds; round++) {
      for (const [i, trainer] of trainers.entries()) {
        for (let measured = false; trainer !== null && !measured; ) {
          const count = counts[i] as number;
          const started = performance.now();
          await trainer.advance(count);
          const time = performance.now() - started;
          measured = time >= LONG_ENOUGH || count >= MOST_STEPS;
          if (measured) shortest[i] = Math.min(shortest[i] as number, time / count);
          else counts[i] = 4 * count;
        }
      }
    }
    return shortest;
  } finally {
    for (const trainer of trainers) trainer?.dispose();
  }
}

/** What law weights were drawn by costs no step anything, and orthogonal ones take long to draw. */
const soonDrawn = (experiment: Experiment): Experiment => ({
  ...experiment,
  arms: experiment.arms.map((arm) => ({ ...arm, weights: 'gaussian' })),
});

/** Null where the engine cannot hold it. */
async function created(engine: Engine, experiment: Experiment): Promise<Trainer | null> {
  try {
    return await engine.create(experiment, 0);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}
