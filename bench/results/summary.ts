/** What several networks come to: failures are infinite losses, never left out. */
import { LEARNED_FRACTION } from '../../src/engine/engine.ts';
import type { Ending } from './network.ts';

/** Geometric mean of the measured losses of the last tenth; infinite where the network failed. */
export function lossOf({ losses, failure }: Ending): number {
  return failure === null ? geometricMean(losses) : Number.POSITIVE_INFINITY;
}

/** exp of the mean logarithm; 0 where one is 0, infinite where one is infinite. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The page's word: finite, and a loss below 0.9 of the best constant's. */
export function hasLearnt(ending: Ending): boolean {
  return lossOf(ending) < LEARNED_FRACTION * ending.baseline;
}

/** By rank, infinite losses last; between two ranks by the geometric mean, as losses spread over decades. Share in [0, 1]. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] as number, sorted[Math.ceil(rank)] as number];
  const part = rank - Math.floor(rank);
  if (part === 0 || low === high) return low;
  if (high === Number.POSITIVE_INFINITY) return high;
  return low ** (1 - part) * high ** part;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What became of the networks of one cell. */
export interface Learning {
  readonly networks: number;
  readonly learnt: number;
  /** Overflowed at the start, and in training. */
  readonly failedAtStart: number;
  readonly failedInTraining: number;
  /** Median over all networks, failures as infinite. */
  readonly loss: number;
}

export function learns(endings: readonly Ending[]): Learning {
  const failures = endings.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const failedAtStart = failures.filter(({ step }) => step === 0).length;
  return {
    networks: endings.length,
    learnt: endings.filter(hasLearnt).length,
    failedAtStart,
    failedInTraining: failures.length - failedAtStart,
    loss: median(endings.map(lossOf)),
  };
}

/** Standard error of a share of so many, by Agresti and Coull's shrunk estimate, which is not 0 at the ends. */
export function shareError(successes: number, of: number): number {
  const share = (successes + 2) / (of + 4);
  return Math.sqrt((share * (1 - share)) / (of + 4));
}
