import { constant, mul, sigmoid, z } from '../formula/graph.ts';
import { parametric } from './family.ts';

/** z sigmoid(β z) (Ramachandran et al. 2017); β = 1 is SiLU, 0 is z/2. */
export const swish = parametric(
  'swish',
  'swish',
  { label: 'β', min: 0, max: 4, default: 1.5, integer: false },
  (beta) => mul(z, sigmoid(mul(constant(beta), z))),
  { hue: 'silu' },
);
