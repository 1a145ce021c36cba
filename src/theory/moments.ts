import type { Activation, ClosedMoments, Moments } from '../activations/activation.ts';
import { sampledMoments } from './sampledMoments.ts';

/**
 * Gaussian averages over z ~ N(0, K), K > 0: in closed form where the activation has one (relative error below 1e-12),
 * else by quadrature (below 1e-9). Values beyond float64 come out as Infinity or 0; `kernelShape` goes on in logarithms.
 */
export function moments(activation: Activation, K: number): Moments {
  const closed = activation.closedMoments?.(K);
  if (closed && closed.meanFourth !== null) return closed as Moments;
  const sampled = sampledMoments(activation, K);
  return closed ? { ...closed, meanFourth: sampled.meanFourth } : sampled;
}

/** The same where E[σ⁴] is not needed: it is null where it would have to be integrated beside closed forms. */
export function quadraticMoments(activation: Activation, K: number): ClosedMoments {
  return activation.closedMoments?.(K) ?? sampledMoments(activation, K);
}
