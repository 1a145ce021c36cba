import { constant, expm1, less, mul, where, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** λ and α for which mean 0 and variance 1 are a stable fixed point (Klambauer et al. 2017). */
const [SCALE, ALPHA] = [1.0507009873554805, 1.6732632423543772];

export const selu = single(
  'selu',
  'SELU',
  where(less(z, constant(0)), mul(constant(SCALE * ALPHA), expm1(z)), mul(constant(SCALE), z)),
  { hue: 'elu' },
);
