import { exp, neg, power, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const gaussian = single('gaussian', 'Gaussian', exp(neg(power(z, 2))), { hue: 'sin' });
