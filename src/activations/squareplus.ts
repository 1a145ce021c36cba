import { add, constant, div, power, sqrt, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** Barron, Squareplus (2021), with b = 4, for which σ″(0) is softplus’s. */
const formula = div(add(z, sqrt(add(power(z, 2), constant(4)))), constant(2));

export const squareplus = single('squareplus', 'squareplus', formula, { hue: 'softplus' });
