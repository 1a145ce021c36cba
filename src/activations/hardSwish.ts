import { add, constant, div, max, min, mul, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** SiLU of straight pieces (Howard et al., MobileNetV3, 2019). */
const gate = min(max(add(div(z, constant(6)), constant(0.5)), constant(0)), constant(1));

export const hardSwish = single('hard-swish', 'hard swish', mul(z, gate), { hue: 'silu' });
