/**
 * Engines of one revision, for a program that visits those of two in turn (against.mjs). It is copied into the other's
 * working tree: it imports nothing but ours.ts and problem.ts, which have long been the same.
 */
import type { Contestant, Run } from './contestant.ts';
import { ours } from './ours.ts';
import { type Network, problemOf } from './problem.ts';

/** Milliseconds of a visit, unless one step takes longer. */
const VISIT = 80;
const MOST_STEPS = 1024;

let present: { readonly run: Run; readonly steps: number } | null = null;

/** Places a network on an engine and trains it until the compilers have reached their last tier. */
async function settle(engine: Parameters<typeof ours>[0], replicas: number, network: Network): Promise<void> {
  present?.run.dispose();
  present = null;
  const contestant: Contestant = ours(engine, replicas);
  const run = await contestant.start(problemOf(network));
  for (let steps = 1; ; steps *= 2) {
    const time = await timeOf(run, steps);
    if (time <= VISIT && steps < MOST_STEPS) continue;
    present = { run, steps: Math.min(MOST_STEPS, Math.max(1, Math.round((VISIT * steps) / time))) };
    return;
  }
}

/** Milliseconds per step. */
async function visit(): Promise<number> {
  if (present === null) throw new Error('No network has been placed.');
  return (await timeOf(present.run, present.steps)) / present.steps;
}

async function timeOf(run: Run, steps: number): Promise<number> {
  const started = performance.now();
  await run.advance(steps);
  return performance.now() - started;
}

declare global {
  interface Window {
    settle: typeof settle;
    visit: typeof visit;
  }
}

window.settle = settle;
window.visit = visit;
