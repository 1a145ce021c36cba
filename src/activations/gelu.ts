import { mul, Phi, z } from '../formula/graph.ts';
import type { ClosedMoments } from './activation.ts';
import { single } from './family.ts';

export const gelu = single('gelu', 'GELU', mul(z, Phi(z)), { closedMoments });

/**
 * From E[Φ²] = 1/4 + asin(K/(1+K))/2π, asin as atan to keep its precision for K → ∞, and E[φ²] = 1/(2π √(1+2K)) by partial integration (Stein's lemma E[z f] = K E[f′]);
 * compare Tsuchida et al., Avoiding Kernel Fixed Points (2021). E[σ⁴] is an orthant probability in four dimensions: not closed.
 */
function closedMoments(K: number): ClosedMoments {
  const root = Math.sqrt(1 + 2 * K);
  const meanCumulativeSquare = 0.25 + Math.atan(K / root) / (2 * Math.PI);
  const zPhiDensity = K / (2 * Math.PI * (1 + K) * root); // E[z Φ φ]
  const zzDensitySquare = K / (2 * Math.PI * root ** 3); // E[z² φ²]
  const zzzPhiDensity = (K / (1 + K)) * (2 * zPhiDensity + zzDensitySquare); // E[z³ Φ φ]
  const g = K * (meanCumulativeSquare + 2 * zPhiDensity);
  return {
    g,
    gPrime: (g + zzzPhiDensity) / K,
    meanSquareDerivative: meanCumulativeSquare + 2 * zPhiDensity + zzDensitySquare,
    meanFourth: null,
  };
}
