import { atan as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const atan = single('atan', 'atan', formula(z), { hue: 'tanh' });
