import { mul, softplus, tanh, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** Misra, Mish (2019). */
export const mish = single('mish', 'Mish', mul(z, tanh(softplus(z))), { hue: 'silu' });
