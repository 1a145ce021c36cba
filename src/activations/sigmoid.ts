import { sigmoid as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const sigmoid = single('sigmoid', 'sigmoid', formula(z));
