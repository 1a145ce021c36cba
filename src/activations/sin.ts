import type { Activation, Tensor, Tf } from './activation.ts';
import { single } from './family.ts';

// WGSL promises sin and cos no better than 2^-11, and nothing beyond [-π, π] (software adapters are 2e-4 off): hence our
// own. With k = round(z/π), r = z - kπ lies in [-π/2, π/2], where Taylor's polynomial is good to float32.

/** π = head + rest; the head has 8 bits, so that k · head is exact. */
const [PI_HEAD, PI_REST] = [3.140625, 0.0009676535897932];
/** Coefficients of sin r / r and of cos r in powers of r². */
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800];
const COSINE = [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320, -1 / 3628800, 1 / 479001600];

const k = 'round(z * 0.31830987)';
const r = `clamp((z - ${k} * ${PI_HEAD}) - ${k} * ${PI_REST}, -1.6, 1.6)`;
/** (-1)^k */
const sign = `(1.0 - 4.0 * fract(0.5 * ${k}))`;

function wgslPolynomial(coefficients: readonly number[]): string {
  return coefficients.reduceRight((inner, c) => (inner === '' ? `${c}f` : `${c}f + ${r} * ${r} * (${inner})`), '');
}

/** (-1)^k and r as tensors. */
function reduced(tf: Tf, z: Tensor): { sign: Tensor; r: Tensor } {
  const turns = tf.round(tf.mul(z, 1 / Math.PI));
  const half = tf.mul(turns, 0.5);
  return {
    sign: tf.sub(1, tf.mul(tf.sub(half, tf.floor(half)), 4)),
    r: tf.clipByValue(tf.sub(tf.sub(z, tf.mul(turns, PI_HEAD)), tf.mul(turns, PI_REST)), -1.6, 1.6),
  };
}

/** Horner's rule without its innermost constant: the last two coefficients seed it. */
function tensorPolynomial(tf: Tf, coefficients: readonly number[], x: Tensor): Tensor {
  const last = coefficients.length - 1;
  let sum = tf.mul(x, coefficients[last]!);
  for (let j = last - 1; j > 0; j--) sum = tf.mul(tf.add(sum, coefficients[j]!), x);
  return tf.add(sum, coefficients[0]!);
}

const SINE_WGSL = `${sign} * ${r} * (${wgslPolynomial(SINE)})`;
const COSINE_WGSL = `${sign} * (${wgslPolynomial(COSINE)})`;

function sineTensor(tf: Tf, z: Tensor): Tensor {
  const angle = reduced(tf, z);
  return tf.mul(tf.mul(angle.sign, angle.r), tensorPolynomial(tf, SINE, tf.square(angle.r)));
}

function cosineTensor(tf: Tf, z: Tensor): Tensor {
  const angle = reduced(tf, z);
  return tf.mul(angle.sign, tensorPolynomial(tf, COSINE, tf.square(angle.r)));
}

const activation: Activation = {
  id: 'sin',
  family: 'sin',
  parameter: null,
  label: 'sin',
  tex: '\\sin z',
  derivatives: [Math.sin, Math.cos, (z) => -Math.sin(z), (z) => -Math.cos(z)],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: SINE_WGSL,
    derivative: COSINE_WGSL,
    second: `-1.0 * ${SINE_WGSL}`,
    third: `-1.0 * ${COSINE_WGSL}`,
  },
  tfjs: {
    value: sineTensor,
    derivative: cosineTensor,
    second: (tf, z) => tf.neg(sineTensor(tf, z)),
    third: (tf, z) => tf.neg(cosineTensor(tf, z)),
  },
  /** E[cos kz] = e^{-k²K/2}; E[sin⁴] = 3/8 - u/2 + u⁴/8 with u = e^{-2K}, factored so that it does not cancel. */
  closedMoments: (K) => {
    const u = Math.exp(-2 * K);
    const oneMinusU = -Math.expm1(-2 * K);
    return {
      g: oneMinusU / 2,
      gPrime: u,
      meanSquareDerivative: (1 + u) / 2,
      meanFourth: (oneMinusU * oneMinusU * (3 + u * (2 + u))) / 8,
    };
  },
  growth: { degree: 0, right: Math.SQRT1_2, left: Math.SQRT1_2, exact: false },
};

export const sin = single(activation);
