/** A rate chosen, then the networks that are reported. */
import { resolved } from './arms.ts';
import type { Ending, Order } from './network.ts';
import { CHOOSING_SEEDS, chosenRate } from './rates.ts';
import type { Trains } from './trains.ts';

/** What is trained but for its rate, its seed and the number of its steps: a permalink. */
export interface Subject {
  readonly fragment: string;
  readonly metric: string | null;
}

export function orderOf({ fragment, metric }: Subject, rate: number, seed: number, steps: number): Order {
  return { fragment: resolved(`${fragment}&lr=${rate}&seed=${seed}&steps=${steps}`), metric, rounding: 'fused' };
}

export function endingsOf(
  trains: Trains,
  subject: Subject,
  rate: number,
  seeds: readonly number[],
  steps: number,
): Promise<readonly Ending[]> {
  return Promise.all(seeds.map((seed) => trains.train(orderOf(subject, rate, seed, steps))));
}

/** The best of these rates on the seeds for choosing, at half the steps, by the loss in training. */
export async function chooseRate(
  trains: Trains,
  subject: Subject,
  rates: readonly number[],
  steps: number,
): Promise<number> {
  const trials = rates.map(async (rate) => ({
    rate,
    endings: await endingsOf(trains, { ...subject, metric: null }, rate, CHOOSING_SEEDS, steps / 2),
  }));
  return chosenRate(await Promise.all(trials));
}
