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

/** E|z|^power of a standard normal: (power - 1)!! for an even power, 2^{power/2} Γ((power + 1)/2)/√π for any other. */
export function absoluteMoment(power: number): number {
  if (power % 2 === 0) return oddFactorial(power - 1);
  return Math.exp((power / 2) * Math.LN2 + logGamma((power + 1) / 2)) / Math.sqrt(Math.PI);
}

/** log Γ(x), x > 0: Stirling's series, far enough out by Γ(x + 1) = x Γ(x) (DLMF 5.11.1). */
function logGamma(x: number): number {
  if (x < 12) return logGamma(x + 1) - Math.log(x);
  const square = x * x;
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series / x;
}

/** n!! for odd n ≥ -1, with (-1)!! = 1: the even moments of a standard normal are E[z^{2p}] = (2p-1)!!. */
export function oddFactorial(n: number): number {
  let product = 1;
  for (let k = n; k > 1; k -= 2) product *= k;
  return product;
}
