/**
 * Engines of one revision, for a program that visits those of two in turn (against.mjs). It is copied into the other's
 * working tree with timing.ts: else it imports nothing but contestant.ts, ours.ts and problem.ts, which have long been the same.
 */
import type { Contestant, Run } from './contestant.ts';
import { ours } from './ours.ts';
import { type Network, problemOf } from './problem.ts';
import { timeOf, warmUp } from './timing.ts';

let present: { readonly run: Run; readonly steps: number } | null = null;

/** Places a network on an engine and trains it until the compilers have reached their last tier. */
async function settle(engine: Parameters<typeof ours>[0], replicas: number, network: Network): Promise<void> {
  present?.run.dispose();
  present = null;
  const contestant: Contestant = ours(engine, replicas);
  const run = await contestant.start(problemOf(network));
  // A first step compiles the kernels: it says nothing of how many there are in a visit.
  await run.advance(1);
  const { steps } = await warmUp(run);
  present = { run, steps };
}

/** Milliseconds per step. */
async function visit(): Promise<number> {
  if (present === null) throw new Error('No network has been placed.');
  return (await timeOf(present.run, present.steps)) / present.steps;
}

declare global {
  interface Window {
    settle: typeof settle;
    visit: typeof visit;
  }
}

window.settle = settle;
window.visit = visit;
