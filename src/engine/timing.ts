import type { Experiment } from '../experiment/experiment.ts';
import { type Engine, EngineError } from './engine.ts';

/** Long enough for the clock of a browser, which may be as coarse as a millisecond; short enough to wait for. */
const LONG_ENOUGH = 20;
const MOST_STEPS = 512;

/** Time of an optimizer step of this experiment on that engine, measured; Infinity where the engine cannot hold it. */
export async function millisecondsPerStep(engine: Engine, experiment: Experiment): Promise<number> {
  try {
    const trainer = await engine.create(experiment, 0);
    try {
      // Kernels are compiled at their first use.
      await trainer.advance(1);
      for (let count = 2; ; count *= 4) {
        const started = performance.now();
        await trainer.advance(count);
        const time = performance.now() - started;
        if (time >= LONG_ENOUGH || count >= MOST_STEPS) return time / count;
      }
    } finally {
      trainer.dispose();
    }
  } catch (error) {
    if (error instanceof EngineError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
