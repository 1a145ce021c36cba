/**
 * Networks of MRePU(p) whose weights are written down, not drawn: they represent a monomial on [-1, 1]^d exactly, but for
 * rounding. docs/exact.md has the formulas and their proof.
 */

import { exactPlan, scalesOf } from './exactPlan.ts';

/** One weight that is not 0. */
export interface Entry {
  /** Place of the input or neuron below. */
  readonly from: number;
  /** Place of the neuron, or the output. */
  readonly to: number;
  readonly value: number;
}

/** The weights of one layer that are not 0; biases are 0. */
export type SparseLayer = readonly Entry[];

/** A number as a linear combination of what enters a layer: its inputs, or the activations below. */
type Form = ReadonlyMap<number, number>;

/** One neuron's part of a power of t: weight · σ(scale · t). */
interface Term {
  readonly scale: number;
  readonly weight: number;
}

/** Coefficients, lowest power first, of the Lagrange polynomial that is 1 at node i and 0 at the others. */
const lagrange = (nodes: readonly number[], i: number): readonly number[] =>
  nodes.reduce<readonly number[]>(
    (polynomial, q, k) => (k === i ? polynomial : divided(timesLinear(polynomial, q), nodes[i]! - q)),
    [1],
  );

/** (q - root) times the polynomial. */
const timesLinear = (polynomial: readonly number[], root: number): readonly number[] =>
  Array.from({ length: polynomial.length + 1 }, (_, s) => (polynomial[s - 1] ?? 0) - root * (polynomial[s] ?? 0));

const divided = (polynomial: readonly number[], by: number) => polynomial.map((value) => value / by);

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n, k - 1) * (n - k + 1)) / k);

/**
 * Σ weight · σ(scale · t) that is t^m for all t in [-1, 1], 1 ≤ m ≤ p + 1. There σ(z) = z (z + 1)^p is a polynomial, whose even
 * part has ⌈p/2⌉ powers and whose odd part ⌊p/2⌋ + 1: so many scales cancel all of them but one. They are powers of 1/2, which
 * round nothing.
 */
function terms(p: number, m: number): readonly Term[] {
  const even = m % 2 === 0;
  const scales = Array.from({ length: scalesOf(p, m) }, (_, i) => 2 ** -i);
  const nodes = scales.map((scale) => scale * scale);
  return scales.flatMap((scale, i): Term[] => {
    const coefficient = lagrange(nodes, i)[Math.ceil(m / 2) - 1] as number;
    const weight = coefficient / (2 * binomial(p, m - 1) * (even ? nodes[i]! : scale));
    return [
      { scale, weight },
      { scale: -scale, weight: even ? weight : -weight },
    ];
  });
}

/** A hidden layer under construction. */
class Hidden {
  readonly entries: Entry[] = [];
  readonly #p: number;
  #neurons = 0;

  constructor(p: number) {
    this.#p = p;
  }

  /** t^m, by neurons of this layer. */
  power(t: Form, m: number): Form {
    return this.#made(t, m, 1);
  }

  /** u v = ((u + v)/2)² - ((u - v)/2)². */
  product(u: Form, v: Form): Form {
    const half = (sign: number): Form => {
      const sum = new Map<number, number>();
      for (const [from, value] of u) sum.set(from, value / 2);
      for (const [from, value] of v) sum.set(from, (sum.get(from) ?? 0) + (sign * value) / 2);
      return sum;
    };
    return new Map([...this.#made(half(1), 2, 1), ...this.#made(half(-1), 2, -1)]);
  }

  #made(t: Form, m: number, factor: number): Form {
    return new Map(
      terms(this.#p, m).map(({ scale, weight }) => {
        const to = this.#neurons++;
        for (const [from, value] of t) this.entries.push({ from, to, value: scale * value });
        return [to, factor * weight];
      }),
    );
  }
}

/**
 * The weights of every layer, [L], for Π_k x_k^powers[k] with inputs in [-1, 1], which each layer's numbers stay in.
 * @param powers whole numbers from 1 on
 * @param depth weight layers L. Throws RangeError where they are too few.
 */
export function exactNetwork(p: number, powers: readonly number[], depth: number): readonly SparseLayer[] {
  const plan = exactPlan(p, powers, depth);
  if (plan === null) throw new RangeError(`${depth} layers are too few for this product.`);
  let forms: readonly Form[] = powers.map((_, input) => new Map([[input, 1]]));
  const layers = plan.map((steps): SparseLayer => {
    const hidden = new Hidden(p);
    const below = forms;
    forms = steps.map(({ of, by, power }) =>
      by === null ? hidden.power(below[of] as Form, power) : hidden.product(below[of] as Form, below[by] as Form),
    );
    return hidden.entries;
  });
  const [output] = forms as [Form];
  return [...layers, [...output].map(([from, value]) => ({ from, to: 0, value }))];
}
