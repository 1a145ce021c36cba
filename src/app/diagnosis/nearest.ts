/** Another activation for an equation: the one most like it among those smooth enough. */
import type { Activation } from '../../activations/activation.ts';
import { FAMILIES } from '../../activations/catalogue.ts';
import { universality } from '../../theory/critical.ts';

/** Of integer parameters the catalogue's tests use the same. */
const PARAMETERS = [1, 2, 3, 4, 5];
/** Points at which two activations are compared, -4 to 4, weighted by the normal density. */
const POINTS = Array.from({ length: 161 }, (_, i) => (i - 80) / 20);

/**
 * The activation of the catalogue that correlates most with the given one over z ~ N(0, 1), among those at least so many
 * times continuously differentiable that have a critical point and are no straight line; null where there is none.
 */
export function nearestSmooth(activation: Activation, smoothness: number): Activation | null {
  return (
    FAMILIES.flatMap(({ parameter, create }) =>
      (parameter?.integer ? PARAMETERS : [parameter?.default ?? null]).map(create),
    )
      .filter((other) => other.smoothness >= smoothness && POINTS.some((z) => other.derivatives[2](z) !== 0))
      .map((other) => ({ other, likeness: correlation(activation, other) }))
      .sort((a, b) => b.likeness - a.likeness)
      // Looked for in their order, since a critical point has to be searched.
      .find(({ other }) => universality(other).points.length > 0)?.other ?? null
  );
}

function correlation(a: Activation, b: Activation): number {
  const [f, g] = [centred(a), centred(b)];
  return inner(f, g) / Math.sqrt(inner(f, f) * inner(g, g));
}

const weight = (z: number): number => Math.exp((-z * z) / 2);

function centred({ derivatives: [value] }: Activation): readonly number[] {
  const total = POINTS.reduce((sum, z) => sum + weight(z), 0);
  const mean = POINTS.reduce((sum, z) => sum + weight(z) * value(z), 0) / total;
  return POINTS.map((z) => value(z) - mean);
}

const inner = (f: readonly number[], g: readonly number[]): number =>
  POINTS.reduce((sum, z, i) => sum + weight(z) * f[i]! * g[i]!, 0);
