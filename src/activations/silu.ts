import { mul, sigmoid, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const silu = single('silu', 'SiLU', mul(z, sigmoid(z)));
