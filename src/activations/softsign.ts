import { abs, add, constant, div, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const softsign = single('softsign', 'softsign', div(z, add(constant(1), abs(z))), { hue: 'tanh' });
