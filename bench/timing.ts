/** How long a run's steps take, in visits of about the same length whoever is measured. */
import type { Run } from './contestant.ts';

/** As long as a visit lasts, milliseconds, unless one step takes longer. */
const VISIT = 80;
const MOST_STEPS = 1024;

/** Milliseconds of so many steps. */
export async function timeOf(run: Run, steps: number): Promise<number> {
  const started = performance.now();
  await run.advance(steps);
  return performance.now() - started;
}

/**
 * Trains until a visit's length is known; compilers reach their last tier meanwhile.
 * @returns milliseconds per step, and the steps of a visit.
 */
export async function warmUp(run: Run): Promise<{ readonly time: number; readonly steps: number }> {
  for (let steps = 1; ; steps *= 2) {
    const spent = await timeOf(run, steps);
    if (spent <= VISIT && steps < MOST_STEPS) continue;
    const time = spent / steps;
    return { time, steps: Math.min(MOST_STEPS, Math.max(1, Math.round(VISIT / time))) };
  }
}
