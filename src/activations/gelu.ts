import { normalCumulative, normalDensity } from '../lib/gaussian.ts';
import type { Activation, ClosedMoments, Tensor, Tf } from './activation.ts';
import { erfWgsl } from './erfWgsl.ts';
import { single } from './family.ts';

/** Beyond it φ is 0 in float64, and powers of z must not overflow against it. */
const clamped = (z: number) => Math.max(-40, Math.min(40, z));
const times = (polynomial: (z: number) => number) => (z: number) => polynomial(clamped(z)) * normalDensity(z);
const withDensity = times((z) => z);

const ARGUMENT = 'z * 0.70710678';
const CUMULATIVE_WGSL = `(0.5 + 0.5 * ${erfWgsl(ARGUMENT)})`;

/** Beyond it φ is 0 in float32. */
const CLAMPED_WGSL = 'clamp(z, -13.0, 13.0)';
const DENSITY_WGSL = `0.39894228 * exp(-0.5 * ${CLAMPED_WGSL} * ${CLAMPED_WGSL})`;
const densityTensor = (tf: Tf, c: Tensor): Tensor =>
  tf.mul(tf.exp(tf.mul(tf.square(c), -0.5)), 1 / Math.sqrt(2 * Math.PI));

const activation: Activation = {
  id: 'gelu',
  family: 'gelu',
  parameter: null,
  label: 'GELU',
  tex: 'z\\,\\Phi(z)',
  derivatives: [
    (z) => z * normalCumulative(z),
    (z) => normalCumulative(z) + withDensity(z),
    times((z) => 2 - z * z),
    times((z) => z * (z * z - 4)),
  ],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: `z * ${CUMULATIVE_WGSL}`,
    derivative: `${CUMULATIVE_WGSL} + ${CLAMPED_WGSL} * ${DENSITY_WGSL}`,
    second: `(2.0 - ${CLAMPED_WGSL} * ${CLAMPED_WGSL}) * ${DENSITY_WGSL}`,
    third: `${CLAMPED_WGSL} * (${CLAMPED_WGSL} * ${CLAMPED_WGSL} - 4.0) * ${DENSITY_WGSL}`,
  },
  tfjs: {
    value: (tf, z) => tf.mul(z, tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(tf.clipByValue(z, -13, 13), Math.SQRT1_2))))),
    derivative: (tf, z) => {
      const c = tf.clipByValue(z, -13, 13);
      const cumulative = tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(c, Math.SQRT1_2))));
      return tf.add(cumulative, tf.mul(c, densityTensor(tf, c)));
    },
    second: (tf, z) => {
      const c = tf.clipByValue(z, -13, 13);
      return tf.mul(tf.sub(2, tf.square(c)), densityTensor(tf, c));
    },
    third: (tf, z) => {
      const c = tf.clipByValue(z, -13, 13);
      return tf.mul(tf.mul(c, tf.sub(tf.square(c), 4)), densityTensor(tf, c));
    },
  },
  closedMoments,
  growth: { degree: 1, right: 1, left: 0, exact: false },
};

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

export const gelu = single(activation);
