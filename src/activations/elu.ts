import { constant, expm1, less, where, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** Its slope is continuous, and the branch at 0 is the right one. */
export const elu = single('elu', 'ELU', where(less(z, constant(0)), expm1(z), z));
