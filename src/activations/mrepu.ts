import { add, constant, mul, power, relu, z } from '../formula/graph.ts';
import { product } from '../formula/polynomial.ts';
import { normalCumulative, normalDensity } from '../lib/gaussian.ts';
import type { ClosedMoments } from './activation.ts';
import { parametric } from './family.ts';

/** MRePU_p(z) = z max(0, z + 1)^p (Kim & Kang, arXiv 2408.02697): σ(0) = 0 and σ′(0) = 1, so that K* = 0 is critical. */
export const mrepu = parametric(
  'mrepu',
  'MRePU',
  { label: 'power', min: 1, max: 5, default: 2, integer: true },
  (p) => mul(z, power(relu(add(z, constant(1))), p)),
  { closedMoments },
);

/**
 * The averages as sums of truncated moments. With σ² = z² (z+1)^{2p}, σ′² = (z+1)^{2p-2} ((p+1) z + 1)² and so on every
 * coefficient is positive, and so is every truncated moment: nothing cancels, at any K.
 */
function closedMoments(p: number): (K: number) => ClosedMoments {
  const square = shifted(binomial(2 * p), 2);
  const withDerivative = shifted(product(binomial(2 * p - 1), [1, p + 1]), 2);
  const derivativeSquare = product(binomial(2 * p - 2), product([1, p + 1], [1, p + 1]));
  const fourth = shifted(binomial(4 * p), 4);
  return (K) => {
    const m = truncatedMoments(K, 4 * p + 4);
    return {
      g: average(square, m),
      gPrime: average(withDerivative, m) / K,
      meanSquareDerivative: average(derivativeSquare, m),
      meanFourth: average(fourth, m),
    };
  };
}

/** E[z^k; z > -1] for z ~ N(0, K), k = 0 … `highest`, by partial integration. */
function truncatedMoments(K: number, highest: number): number[] {
  const deviation = Math.sqrt(K);
  const edge = deviation * normalDensity(1 / deviation); // K φ_K(1)
  const m = [normalCumulative(1 / deviation), edge];
  for (let k = 2; k <= highest; k++) m.push((k - 1) * K * m[k - 2]! + (k % 2 === 1 ? edge : -edge));
  return m;
}

/** Coefficients of (z + 1)^n, lowest power first. */
function binomial(n: number): number[] {
  const row = [1];
  for (let k = 1; k <= n; k++) row.push((row[k - 1]! * (n - k + 1)) / k);
  return row;
}

/** Coefficients of z^n times the polynomial. */
function shifted(polynomial: readonly number[], n: number): number[] {
  return [...new Array<number>(n).fill(0), ...polynomial];
}

/** E[polynomial(z); z > -1]; powers without a coefficient do not count, even where their moment overflows. */
function average(polynomial: readonly number[], moments: readonly number[]): number {
  return polynomial.reduce((sum, coefficient, k) => (coefficient === 0 ? sum : sum + coefficient * moments[k]!), 0);
}
