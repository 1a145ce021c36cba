import type { Shares } from './flow.ts';
import { PLACES } from './hermiteModes.ts';
import type { LayerKind } from './layer.ts';

/**
 * Fluctuations of one input's kernel over initialisations to the next order in 1/n. Given a layer, the kernel that the next
 * one is drawn with is G' = C_b + C_W mean_j σ(z_j)², z_j ~ N(0, G): a Markov chain, whose cumulants follow from Taylor
 * expansion about K. All are divided by the power of K that belongs to them.
 *
 * That is exact for plain layers. Of others it is the size of the next order, which is all that is asked of it: a skip adds
 * γ² G to the chain and its own noise; a norm, and orthogonal weights, put the z_j on a sphere instead of in a Gaussian,
 * whose averages differ by E_sphere = (1 - K²∂²/n + …) E; orthogonal weights keep the layer variance itself from scattering,
 * so that it is the chain (and `variance` U/K²).
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
 * @param modes of `hermiteModes` at κ, from `at` on.
 * @param shares the parts of K'.
 * @param variance the next layer's, by the recursion that remembers what a skip carries along; null where there is no skip.
 */
export function nextCumulants(
  before: KernelCumulants,
  modes: Float64Array,
  at: number,
  { made, carried }: Shares,
  { norm, weights }: LayerKind,
  variance: number | null,
): KernelCumulants {
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
  // The map's derivatives: what is normalised does not hang on K.
  const hangs = norm === 'none' ? 1 : 0;
  const [f1, f2, f3] = [carried + hangs * made * gPrime, hangs * made * gSecond, hangs * made * gThird];
  // Variance and third cumulant of one neuron's C_W σ², with the variance's derivatives.
  let noise = Math.max(0, fourth - 1);
  let noisePrime = fourthPrime - 2 * gPrime;
  let noiseSecond = fourthSecond - 2 * gPrime ** 2 - 2 * gSecond;
  let skew = modes[at + PLACES.sixth]! - 3 * fourth + 2;
  let [shiftOfSphere, noiseOfSphere] = [0, 0];
  if (norm !== 'none' || weights === 'orthogonal') {
    noiseOfSphere =
      -fourthSecond + 2 * gSecond + 6 * gPrime ** 2 + 16 * gPrime * gSecond + 2 * gSecond ** 2 + 4 * gPrime * gThird;
    shiftOfSphere = -gSecond;
    noise = Math.max(0, noise - 2 * gPrime ** 2);
    noisePrime -= 4 * gPrime ** 2 + 4 * gPrime * gSecond;
    noiseSecond -= 4 * gPrime ** 2 + 16 * gPrime * gSecond + 4 * (gSecond ** 2 + gPrime * gThird);
    skew += -6 * gPrime * fourthPrime + 12 * gPrime ** 2 * (1 + gSecond) + 16 * gPrime ** 3;
  }
  noise *= made ** 2;
  noisePrime *= hangs * made ** 2;
  noiseSecond *= hangs * made ** 2;
  skew *= made ** 3;
  if (weights === 'orthogonal') {
    const biases = 1 - made - carried;
    noise += 2 * biases * (biases + 2 * made);
    noisePrime += hangs * 4 * biases * made * gPrime;
    noiseSecond += hangs * 4 * biases * made * gSecond;
  }
  const own = noise;
  if (variance !== null) {
    noise = Math.max(0, variance - f1 ** 2 * before.variance);
    noisePrime += hangs * 4 * carried * made * (2 * gPrime + gSecond);
    noiseSecond += hangs * 4 * carried * made * (2 * gPrime + 4 * gSecond + gThird);
    skew *= own > 0 ? (noise / own) ** 1.5 : 1;
  }
  return {
    shift: f1 * before.shift + (f2 * before.variance) / 2 + made * shiftOfSphere,
    variance: f1 ** 2 * before.variance + noise,
    correction:
      f1 ** 2 * before.correction +
      2 * f1 * f2 * before.shift * before.variance +
      f1 * f2 * before.third +
      (f2 ** 2 / 2 + f1 * f3) * before.variance ** 2 +
      noisePrime * before.shift +
      (noiseSecond * before.variance) / 2 +
      made ** 2 * noiseOfSphere,
    third:
      f1 ** 3 * before.third + 3 * f1 ** 2 * f2 * before.variance ** 2 + 3 * f1 * noisePrime * before.variance + skew,
  };
}
