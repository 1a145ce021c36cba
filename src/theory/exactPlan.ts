/** In which steps the hidden layers of an exact network (exactNetwork.ts) multiply, and how many neurons that takes. */

/** A power of one number from below, or the product of two; numbers go by their place. */
export interface Step {
  readonly of: number;
  /** Null: of itself, `power` times. */
  readonly by: number | null;
  readonly power: number;
}

/** Of σ(c t) ± σ(-c t) so many scales c single out t^m, see exactNetwork.ts. */
export const scalesOf = (p: number, m: number): number => (m % 2 === 0 ? Math.ceil(p / 2) : Math.floor(p / 2) + 1);

/** The one number goes on. */
const HAND_ON: readonly Step[] = [{ of: 0, by: null, power: 1 }];

/** Equal neighbours become a power, as far as MRePU(p) makes it with few roundings, others a product of two. */
function stepsFor(factors: readonly number[], highest: number): readonly Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < factors.length; ) {
    const of = factors[i]!;
    let power = 1;
    while (power < highest && factors[i + power] === of) power++;
    const by = power === 1 ? (factors[i + 1] ?? null) : null;
    steps.push({ of, by, power });
    i += by === null ? power : 2;
  }
  return steps;
}

/**
 * The steps of every hidden layer, [L - 1], for the product of powers of the inputs; null where the layers are too few.
 * @param powers whole numbers from 1 on
 * @param depth weight layers L; what is not needed for products hands the number on.
 */
export function exactPlan(p: number, powers: readonly number[], depth: number): readonly (readonly Step[])[] | null {
  let factors: readonly number[] = powers.flatMap((power, input) => new Array<number>(power).fill(input));
  const layers: (readonly Step[])[] = [];
  while (layers.length === 0 || factors.length > 1) {
    const steps = stepsFor(factors, Math.max(2, p));
    layers.push(steps);
    factors = steps.map((_, place) => place);
  }
  if (layers.length > depth - 1) return null;
  while (layers.length < depth - 1) layers.push(HAND_ON);
  return layers;
}

/** Neurons of the widest layer. */
export const neuronsOf = (p: number, plan: readonly (readonly Step[])[]): number =>
  Math.max(
    ...plan.map((steps) =>
      // A product is two squares, and every scale two neurons.
      steps.reduce((sum, { by, power }) => sum + (by === null ? 2 * scalesOf(p, power) : 4 * scalesOf(p, 2)), 0),
    ),
  );

/** The fewest weight layers that represent it. */
export const leastDepth = (p: number, powers: readonly number[]): number => {
  let depth = 2;
  while (exactPlan(p, powers, depth) === null) depth++;
  return depth;
};
