/** Contestants side by side: first the same loss, then the time of a step, in rounds that visit everybody. */
import { referenceEngine } from '../src/engine/reference/engine.ts';
import type { Contestant, Run } from './contestant.ts';
import { experimentOf, type Network, problemOf } from './problem.ts';
import { timeOf, warmUp } from './timing.ts';

const ROUNDS = 7;
/** Who needs more than `SLOW` milliseconds a visit is visited in the first rounds only. */
const SLOW = 400;
const ROUNDS_OF_SLOW = 3;
/** Largest relative difference to the float64 reference with which a loss counts as the same. */
export const TOLERANCE = 5e-4;

export interface Size extends Omit<Network, 'activation'> {
  readonly name: string;
  /** Steps after which the losses are compared. */
  readonly checked: number;
}

export interface Result {
  readonly contestant: Contestant;
  /** After `checked` steps. */
  readonly loss: number;
  /** The reference's, for as many replicas. */
  readonly expected: number;
  /** Milliseconds per step, [rounds]. */
  readonly times: readonly number[];
  /** Why there are no times. */
  readonly failure: string | null;
}

export interface Comparison {
  readonly size: Size;
  readonly activation: string;
  /** The reference's loss at step 0 and after `checked` steps, one network. */
  readonly reference: readonly [number, number];
  readonly results: readonly Result[];
}

interface Entry {
  readonly contestant: Contestant;
  readonly expected: number;
  readonly times: number[];
  run: Run | null;
  loss: number;
  failure: string | null;
  steps: number;
  rounds: number;
}

export async function compare(size: Size, activation: string, contestants: readonly Contestant[]): Promise<Comparison> {
  const network: Network = { ...size, activation };
  const problem = problemOf(network);
  const replicas = [...new Set(contestants.map((contestant) => contestant.replicas))];
  const expected = new Map<number, number>();
  for (const count of replicas) expected.set(count, await referenceLoss(network, count, size.checked));

  const entries = contestants.map(
    (contestant): Entry => ({
      contestant,
      expected: expected.get(contestant.replicas) ?? Number.NaN,
      times: [],
      run: null,
      loss: Number.NaN,
      failure: null,
      steps: 1,
      rounds: ROUNDS,
    }),
  );
  for (const entry of entries) {
    await guarded(entry, async () => {
      const run = await entry.contestant.start(problem);
      entry.run = run;
      await run.advance(size.checked);
      entry.loss = await run.loss();
      const { time, steps } = await warmUp(run);
      entry.steps = steps;
      if (steps * time > SLOW) entry.rounds = ROUNDS_OF_SLOW;
    });
  }
  for (let round = 0; round < ROUNDS; round++) {
    // There and back again: nobody always follows the same neighbour.
    const order = round % 2 === 0 ? entries : entries.toReversed();
    for (const entry of order.filter(({ rounds }) => round < rounds)) {
      await guarded(entry, async (run) => {
        entry.times.push((await timeOf(run, entry.steps)) / entry.steps);
      });
    }
  }
  for (const { run } of entries) run?.dispose();
  return {
    size,
    activation,
    reference: [await referenceLoss(network, 1, 0), expected.get(1) ?? Number.NaN],
    results: entries.map(({ contestant, loss, expected, times, failure }) => ({
      contestant,
      loss,
      expected,
      times: failure === null ? times : [],
      failure,
    })),
  };
}

/** A contestant that fails is out, and says why. */
async function guarded(entry: Entry, what: (run: Run) => Promise<void>): Promise<void> {
  if (entry.failure !== null) return;
  try {
    await what(entry.run as Run);
  } catch (error) {
    entry.failure = error instanceof Error ? error.message : String(error);
  }
}

async function referenceLoss(network: Network, replicas: number, steps: number): Promise<number> {
  const trainer = await referenceEngine.create(experimentOf(network, replicas, 'auto'), 0);
  await trainer.advance(steps);
  const [arm] = (await trainer.measure()).measurement.arms;
  return arm?.loss ?? Number.NaN;
}
