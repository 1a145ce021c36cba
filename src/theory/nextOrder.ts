import { PLACES } from './hermiteModes.ts';

/**
 * Fluctuations of one input's kernel over initialisations to the next order in 1/n. Given a layer, the kernel that the next
 * one is drawn with is G' = C_b + C_W mean_j σ(z_j)², z_j ~ N(0, G): a Markov chain, whose cumulants follow from Taylor
 * expansion about K. All are divided by the power of K that belongs to them.
 */
export interface KernelCumulants {
  /** n (E[G] - K)/K */
  readonly shift: number;
  /** Var(G)/K² = variance/n + correction/n² + …; variance is V/K². */
  readonly variance: number;
  readonly correction: number;
  /** n² times the third cumulant over K³. */
  readonly third: number;
}

/** The first layer's kernel is the input's and does not fluctuate. */
export const NO_FLUCTUATION: KernelCumulants = { shift: 0, variance: 0, correction: 0, third: 0 };

/**
 * One layer further.
 * @param modes of `hermiteModes` at K, from `at` on.
 * @param share C_W g/K', the part of the next kernel that does not come from its biases.
 */
export function nextCumulants(
  before: KernelCumulants,
  modes: Float64Array,
  at: number,
  share: number,
): KernelCumulants {
  const { shift, variance, correction, third } = before;
  // K^j d^j/dK^j E[h(z)] = 2^{-j} E[h(z) He_{2j}(z/√K)].
  const square = (k: number) => modes[at + PLACES.square + k]!;
  const gPrime = square(2) / Math.SQRT2;
  const gSecond = (Math.sqrt(24) / 4) * square(4);
  const gThird = (Math.sqrt(720) / 8) * square(6);
  const [fourth, fourthPrime, fourthSecond] = [
    modes[at + PLACES.fourth]!,
    modes[at + PLACES.fourth + 1]! / 2,
    modes[at + PLACES.fourth + 2]! / 4,
  ];
  const [f1, f2, f3] = [share * gPrime, share * gSecond, share * gThird];
  // Variance and third cumulant of one neuron's C_W σ², with the variance's derivatives.
  const noise = share ** 2 * Math.max(0, fourth - 1);
  const noisePrime = share ** 2 * (fourthPrime - 2 * gPrime);
  const noiseSecond = share ** 2 * (fourthSecond - 2 * gPrime ** 2 - 2 * gSecond);
  const skew = share ** 3 * (modes[at + PLACES.sixth]! - 3 * fourth + 2);
  return {
    shift: f1 * shift + (f2 * variance) / 2,
    variance: f1 ** 2 * variance + noise,
    correction:
      f1 ** 2 * correction +
      2 * f1 * f2 * shift * variance +
      f1 * f2 * third +
      (f2 ** 2 / 2 + f1 * f3) * variance ** 2 +
      noisePrime * shift +
      (noiseSecond * variance) / 2,
    third: f1 ** 3 * third + 3 * f1 ** 2 * f2 * variance ** 2 + 3 * f1 * noisePrime * variance + skew,
  };
}
