import { erfc, expMinusSquare } from './erf.ts';

const ONE_OVER_SQRT_2PI = 0.3989422804014327;

/** φ(z): density of the standard normal. */
export function normalDensity(z: number): number {
  return ONE_OVER_SQRT_2PI * expMinusSquare(z * Math.SQRT1_2);
}

/** Φ(z): probability that a standard normal lies below z; accurate in both tails. */
export function normalCumulative(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/** n!! for odd n ≥ -1, with (-1)!! = 1: the even moments of a standard normal are E[z^{2p}] = (2p-1)!!. */
export function oddFactorial(n: number): number {
  let product = 1;
  for (let k = n; k > 1; k -= 2) product *= k;
  return product;
}
