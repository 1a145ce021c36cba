import { softplus as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

export const softplus = single('softplus', 'softplus', formula(z));
