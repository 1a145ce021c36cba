import { erf as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** Williams, Computing with Infinite Networks (1997), his asin s as atan s/√(1-s²), which keeps its precision for s → 1. E[erf⁴] is an orthant probability in four dimensions: not closed. */
export const erf = single('erf', 'erf', formula(z), {
  closedMoments: (K) => ({
    g: (2 / Math.PI) * Math.atan((2 * K) / Math.sqrt(1 + 4 * K)),
    gPrime: 4 / Math.PI / ((1 + 2 * K) * Math.sqrt(1 + 4 * K)),
    meanSquareDerivative: 4 / Math.PI / Math.sqrt(1 + 4 * K),
    meanFourth: null,
  }),
});
