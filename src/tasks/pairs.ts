/** Pairs of a task's inputs, by which a network is asked what it makes of two of them. */
import { observedInputs, type TaskData } from './task.ts';

/** The two most distant inputs, the two nearest that differ, or all pairs of a few. */
export const PAIR_CHOICES = ['far', 'near', 'all'] as const;
export type PairChoice = (typeof PAIR_CHOICES)[number];

export interface InputPairChoice {
  /** Places among the observed examples. */
  readonly examples: readonly number[];
  /** Pairs of places in `examples`. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** Of so many inputs, evenly spaced among the observed, all pairs are taken. */
export const ALL_OF = 6;
/** Multiplications that the search of a distance may cost, and inputs at most among which it looks, the first ones. */
const [SEARCH_COST, MOST_SEARCHED] = [4e6, 1024];

const known = new WeakMap<TaskData, Map<PairChoice, InputPairChoice>>();

/** Inputs of size 0 have no direction and are passed over. No pairs where fewer than two inputs are left. */
export function inputPairChoice(data: TaskData, choice: PairChoice): InputPairChoice {
  const ofData = known.get(data) ?? new Map<PairChoice, InputPairChoice>();
  known.set(data, ofData);
  const found = ofData.get(choice) ?? search(data, choice);
  ofData.set(choice, found);
  return found;
}

function search(data: TaskData, choice: PairChoice): InputPairChoice {
  const { observed, inputDimension: dimension } = data;
  const inputs = observedInputs(data);
  const sized = (example: number) => distance(inputs, dimension, example, null) > 0;
  if (choice === 'all') {
    const examples = spacedPlaces(Math.min(ALL_OF, observed), observed).filter(sized);
    const pairs = examples.flatMap((_, j) => examples.slice(0, j).map((_, i) => [i, j] as const));
    return { examples, pairs };
  }
  const most = Math.min(observed, MOST_SEARCHED, Math.max(2, Math.floor(Math.sqrt((2 * SEARCH_COST) / dimension))));
  const candidates = Array.from({ length: most }, (_, i) => i).filter(sized);
  let best: readonly [number, number] | null = null;
  let least = choice === 'near' ? Number.POSITIVE_INFINITY : 0;
  for (const j of candidates) {
    for (const i of candidates) {
      if (i >= j) break;
      const apart = distance(inputs, dimension, i, j);
      if (apart === 0 || !(choice === 'near' ? apart < least : apart > least)) continue;
      [best, least] = [[i, j], apart];
    }
  }
  return best === null ? { examples: [], pairs: [] } : { examples: best, pairs: [[0, 1]] };
}

/** The same from either end, so that of inputs ±x both are there. */
export function spacedPlaces(count: number, observed: number): readonly number[] {
  const fromStart = (i: number) => Math.floor(((i + 0.5) * observed) / count);
  return Array.from({ length: count }, (_, i) =>
    2 * i < count ? fromStart(i) : observed - 1 - fromStart(count - 1 - i),
  );
}

/** Squared distance of two examples; of one from 0 where the other is null. */
function distance(inputs: Float32Array, dimension: number, i: number, j: number | null): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) {
    const other = j === null ? 0 : inputs[j * dimension + k]!;
    sum += (inputs[i * dimension + k]! - other) ** 2;
  }
  return sum;
}
