import { add, constant, div, mul, power, sin, z } from '../formula/graph.ts';
import { parametric } from './family.ts';

/** z + sin²(a z)/a (Ziyin et al. 2020). */
export const snake = parametric(
  'snake',
  'snake',
  { label: 'frequency', min: 0.2, max: 4, default: 1, integer: false },
  (a) => add(z, div(power(sin(mul(constant(a), z)), 2), constant(a))),
  { hue: 'sin' },
);
