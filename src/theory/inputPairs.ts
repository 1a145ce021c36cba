/** How large the inputs of a batch are and at what angles they stand: all that the theory of their mean needs of them. */

/** Groups of inputs of similar size. */
const GROUPS = 6;
/** So many inputs of a group at most stand for it where angles are concerned. */
const SAMPLED = 24;

export interface InputPairs {
  /** Share of the inputs in each group, [groups]; smallest inputs first. */
  readonly shares: Float64Array;
  /** Mean |x|² of each group over the batch mean of |x|², [groups]; 1 where all inputs are 0. */
  readonly sizes: Float64Array;
  /** All pairs of inputs, each with itself included, gathered; the weights add up to 1. */
  readonly pairs: readonly InputPair[];
}

/** Pairs of inputs from two groups at one angle; `first` ≤ `second`, and both orders are counted in `weight`. */
export interface InputPair {
  readonly first: number;
  readonly second: number;
  readonly cosine: number;
  readonly weight: number;
}

/**
 * The pairs of a batch: six groups by size and, for every two groups, up to four angles with weights that reproduce the
 * first three moments of the cosines on either side of their mean (Gauss quadrature), so that ±x on a line are exact.
 * @param inputs [count × dimension]. Throws RangeError if it is empty.
 */
export function inputPairs(inputs: ArrayLike<number>, dimension: number, groups = GROUPS): InputPairs {
  const count = Math.floor(inputs.length / dimension);
  if (count === 0) throw new RangeError('Pairs of inputs need at least one input.');
  const squares = Float64Array.from({ length: count }, (_, i) => dot(inputs, dimension, i, i));
  const order = Array.from(squares.keys()).sort((a, b) => squares[a]! - squares[b]!);
  const number = Math.min(groups, count);
  const members = Array.from({ length: number }, (_, g) =>
    order.slice(Math.floor((g * count) / number), Math.floor(((g + 1) * count) / number)),
  );
  const meanOf = (which: readonly number[]) => which.reduce((sum, i) => sum + squares[i]!, 0) / which.length;
  const whole = meanOf(order);

  const cosine = (i: number, j: number) => {
    const size = Math.sqrt(squares[i]! * squares[j]!);
    return size === 0 ? 0 : Math.max(-1, Math.min(1, dot(inputs, dimension, i, j) / size));
  };
  const sampled = members.map(sample);
  const pairs: InputPair[] = [];
  for (let first = 0; first < number; first++) {
    const [size, few] = [members[first]!.length, sampled[first]!];
    pairs.push({ first, second: first, cosine: 1, weight: size / count ** 2 });
    const within = few.flatMap((i, at) => few.slice(at + 1).map((j) => cosine(i, j)));
    pairs.push(...gathered(within, first, first, (size * (size - 1)) / count ** 2));
    for (let second = first + 1; second < number; second++) {
      const between = few.flatMap((i) => sampled[second]!.map((j) => cosine(i, j)));
      pairs.push(...gathered(between, first, second, (2 * size * members[second]!.length) / count ** 2));
    }
  }
  return {
    shares: Float64Array.from(members, ({ length }) => length / count),
    sizes: Float64Array.from(members, (which) => (whole === 0 ? 1 : meanOf(which) / whole)),
    pairs,
  };
}

function dot(inputs: ArrayLike<number>, dimension: number, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += inputs[i * dimension + k]! * inputs[j * dimension + k]!;
  return sum;
}

/** Neighbours two by two, evenly spaced in order of size: inputs ±x lie side by side, and both have to be seen. */
function sample(which: readonly number[]): readonly number[] {
  if (which.length <= SAMPLED) return which;
  return Array.from({ length: SAMPLED }, (_, i) => {
    const start = Math.floor(((i >> 1) * (which.length - 1)) / (SAMPLED / 2));
    return which[start + (i % 2)]!;
  });
}

/** Cosines of less spread than rounding gives them are one. */
const ROUNDING = 1e-7;

/** The two-node Gauss rule of the cosines below their mean, and that of those above it. */
function gathered(cosines: readonly number[], first: number, second: number, weight: number): InputPair[] {
  const mean = average(cosines);
  return [cosines.filter((c) => c <= mean), cosines.filter((c) => c > mean)].flatMap((half) =>
    gaussRule(half).map(({ node, share }) => ({
      first,
      second,
      cosine: node,
      weight: (weight * share * half.length) / cosines.length,
    })),
  );
}

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The one or two nodes and their shares that have the first three moments of the sample; none of an empty one. */
function gaussRule(sample: readonly number[]): { readonly node: number; readonly share: number }[] {
  if (sample.length === 0) return [];
  const mean = average(sample);
  const deviation = Math.sqrt(average(sample.map((c) => (c - mean) ** 2)));
  if (deviation < ROUNDING) return [{ node: mean, share: 1 }];
  const half = average(sample.map((c) => (c - mean) ** 3)) / deviation ** 3 / 2;
  const root = Math.hypot(1, half);
  return [1, -1].map((side) => ({
    node: Math.max(-1, Math.min(1, mean + deviation * (half + side * root))),
    share: (1 - (side * half) / root) / 2,
  }));
}
