import { constant, greater, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** 1 for z > 0, else 0: its slope is 0 everywhere, and nothing can be learnt below the last layer. */
export const step = single('step', 'step', greater(z, constant(0)), { hue: 'sigmoid' });
