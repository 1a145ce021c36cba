import { z } from '../formula/graph.ts';
import { single } from './family.ts';

export const linear = single('linear', 'linear', z, {
  closedMoments: (K) => ({
    g: K,
    gPrime: 1,
    meanSquareDerivative: 1,
    meanFourth: 3 * K * K,
  }),
});
