/** Learning rates, and how one is chosen: the same for every arm and optimizer. */
import type { OptimizerName } from '../../src/experiment/experiment.ts';
import type { Ending } from './network.ts';
import { geometricMean, lossOf, median } from './summary.ts';

export const RATES: Readonly<Record<Exclude<OptimizerName, 'momentum'>, readonly number[]>> = {
  adam: [3e-3, 1e-3, 3e-4, 1e-4, 3e-5],
  sgd: [1e-1, 3e-2, 1e-2, 1e-3, 1e-4],
};

/** Seeds on which a rate is chosen; nothing is reported of them. */
export const CHOOSING_SEEDS = [101, 102, 103];

export interface Trial {
  readonly rate: number;
  readonly endings: readonly Ending[];
}

/**
 * The rate with the lowest median loss, failures as infinite. Where that is infinite for several: the one with the fewest
 * failures, then the lowest geometric mean of the others' losses, then the smallest. Throws RangeError without a trial.
 */
export function chosenRate(trials: readonly Trial[]): number {
  const [first] = trials.map(judged).toSorted(byMerit);
  if (!first) throw new RangeError('There is no rate to choose from.');
  return first.rate;
}

interface Judged {
  readonly rate: number;
  /** Smaller is better, the first first. */
  readonly merits: readonly number[];
}

function judged({ rate, endings }: Trial): Judged {
  const losses = endings.map(lossOf);
  const finite = losses.filter((loss) => loss !== Number.POSITIVE_INFINITY);
  const mean = finite.length > 0 ? geometricMean(finite) : Number.POSITIVE_INFINITY;
  return { rate, merits: [median(losses), losses.length - finite.length, mean, rate] };
}

function byMerit(a: Judged, b: Judged): number {
  const at = a.merits.findIndex((merit, i) => merit !== b.merits[i]);
  return at < 0 ? 0 : (a.merits[at] as number) < (b.merits[at] as number) ? -1 : 1;
}
