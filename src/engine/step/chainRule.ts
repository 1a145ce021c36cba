/**
 * What an activation does to the derivatives of an equation's u, as data that engines print; the reference has its own by
 * hand. With z0 the value and z1 = ∂z/∂x, z2 = ∂²z/∂x², z3 = ∂z/∂t the chain rule gives
 *     a0 = σ, a1 = σ′ z1, a2 = σ″ z1² + σ′ z2, a3 = σ′ z3,
 * with σ and its derivatives at z0, and its transpose takes d_k = ∂loss/∂a_k to ∂loss/∂z_k.
 */
import { FORMS, type Forms } from '../../formula/float32/forms.ts';
import { add, type Expression, mul, parameter, power } from '../../formula/graph.ts';

type Four = readonly [Expression, Expression, Expression, Expression];

const [value, slope, bend, third] = FORMS.map(parameter) as unknown as Four;
const [, z1, z2, z3] = [0, 1, 2, 3].map((k) => parameter(`z${k}`)) as unknown as Four;
const [d0, d1, d2, d3] = [0, 1, 2, 3].map((k) => parameter(`d${k}`)) as unknown as Four;
/** A constant would be moved to the front of its product, which rounds the smallest numbers otherwise. */
const two = parameter('two');

const bent = (first: Expression, second: Expression) => add(mul(second, power(z1, 2)), mul(first, z2));

/** a_k of so many streams. */
export const forward = (streams: 3 | 4): readonly Expression[] =>
  [value, mul(slope, z1), bent(slope, bend), mul(slope, z3)].slice(0, streams);

/** ∂loss/∂z_k of so many streams. */
export function back(streams: 3 | 4): readonly Expression[] {
  const throughSigma = [mul(d0, slope), mul(d1, mul(bend, z1)), mul(d2, bent(bend, third)), mul(d3, mul(bend, z3))];
  const first = add(mul(d1, slope), mul(d2, mul(two, mul(bend, z1))));
  return [throughSigma.slice(0, streams).reduce((a, b) => add(a, b)), first, mul(d2, slope), mul(d3, slope)].slice(
    0,
    streams,
  );
}

/** The letters' values: σ's forms at z_0 as far as needed, the number 2, z_k and d_k. */
export const lettersOf = <T>(
  forms: Partial<Forms<T>>,
  two: T,
  z: readonly T[],
  d: readonly T[] = [],
): Readonly<Record<string, T>> => ({
  ...forms,
  two,
  ...Object.fromEntries([...z.map((each, k) => [`z${k}`, each]), ...d.map((each, k) => [`d${k}`, each])]),
});
