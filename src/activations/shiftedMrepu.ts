import { add, constant, mul, power, relu, z } from '../formula/graph.ts';
import { parametric } from './family.ts';

/**
 * z max(0, z + s)²: MRePU's shift of 1 is a choice. σ′(0) = s², so that C_W = s⁻⁴ is critical, with a1 = 18/s². A family has
 * one parameter: other powers p, critical at C_W = s^{-2p}, are typed as a formula, z * max(0, z + a)^3 for example.
 */
export const shiftedMrepu = parametric(
  'shifted-mrepu',
  'shifted MRePU',
  { label: 'shift', min: 0.5, max: 4, default: 0.75, integer: false },
  (s) => mul(z, power(relu(add(z, constant(s))), 2)),
  { hue: 'mrepu' },
);
