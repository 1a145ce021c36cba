import { wholePower } from '../formula/evaluate.ts';
import { power, relu, z } from '../formula/graph.ts';
import { oddFactorial } from '../lib/gaussian.ts';
import { parametric } from './family.ts';

/** RePU_p(z) = max(0, z)^p (Kim & Kang, arXiv 2408.02697); p = 1 is ReLU. */
export const repu = parametric(
  'repu',
  'RePU',
  { label: 'power', min: 1, max: 5, default: 2, integer: true },
  (p) => power(relu(z), p),
  {
    closedMoments: (p) => (K) => ({
      g: (oddFactorial(2 * p - 1) * wholePower(K, p)) / 2,
      gPrime: (p * oddFactorial(2 * p - 1) * wholePower(K, p - 1)) / 2,
      meanSquareDerivative: (p * p * oddFactorial(2 * p - 3) * wholePower(K, p - 1)) / 2,
      meanFourth: (oddFactorial(4 * p - 1) * wholePower(K, 2 * p)) / 2,
    }),
  },
);
