/** What a layer adds to its kernel's variance over initialisations (fluctuation.ts), without any table of modes. */
import type { Layer } from './layer.ts';

/** n times the relative variance of a first layer's K; of one that keeps sizes its biases alone vary. */
export function firstNoise({ weights, cb }: Layer, logFirst: number): number {
  if (weights === 'gaussian') return 2;
  const biases = cb / Math.exp(logFirst);
  return 2 * biases * (2 - biases);
}

/**
 * n times the relative variance that a layer adds to what does not come from its biases. What a skip
 * remembers of the layers before is left out: it would take another table.
 * @param logMade log C_W g(κ) over that.
 */
export function ownNoise({ skip, norm, weights }: Layer, exponent: number, kurtosis: number, logMade: number): number {
  const scatter = kurtosis - 1 - (norm === 'none' && weights === 'gaussian' ? 0 : 2 * exponent ** 2);
  if (skip === 0) return Math.max(0, scatter);
  const made = Math.exp(logMade);
  const crossed = norm === 'none' ? 4 * (1 - made) * made * exponent : 0;
  return Math.max(0, made ** 2 * scatter + crossed);
}
