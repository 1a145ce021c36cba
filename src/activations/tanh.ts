import { tanh as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const tanh = single('tanh', 'tanh', formula(z));
