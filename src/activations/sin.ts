import { sin as formula, z } from '../formula/graph.ts';
import { single } from './family.ts';

/** E[cos kz] = e^{-k²K/2}; E[sin⁴] = 3/8 - u/2 + u⁴/8 with u = e^{-2K}, factored so that it does not cancel. */
export const sin = single('sin', 'sin', formula(z), {
  closedMoments: (K) => {
    const u = Math.exp(-2 * K);
    const oneMinusU = -Math.expm1(-2 * K);
    return {
      g: oneMinusU / 2,
      gPrime: u,
      meanSquareDerivative: (1 + u) / 2,
      meanFourth: (oneMinusU * oneMinusU * (3 + u * (2 + u))) / 8,
    };
  },
});
