import { erf as erfValue, expMinusSquare } from '../lib/erf.ts';
import type { Activation, Tensor, Tf } from './activation.ts';
import { erfWgsl } from './erfWgsl.ts';
import { single } from './family.ts';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
/** Beyond it the derivatives are 0 in float64, and powers of z must not overflow against them. */
const clamped = (z: number) => Math.max(-30, Math.min(30, z));
const bell = (z: number) => TWO_OVER_SQRT_PI * expMinusSquare(z);

const CLAMPED_WGSL = 'clamp(z, -9.0, 9.0)';
const BELL_WGSL = `1.1283792 * exp(-${CLAMPED_WGSL} * ${CLAMPED_WGSL})`;
const bellTensor = (tf: Tf, z: Tensor): Tensor =>
  tf.mul(tf.exp(tf.neg(tf.square(tf.clipByValue(z, -9, 9)))), TWO_OVER_SQRT_PI);

const activation: Activation = {
  id: 'erf',
  family: 'erf',
  parameter: null,
  label: 'erf',
  tex: '\\operatorname{erf} z',
  derivatives: [erfValue, bell, (z) => -2 * clamped(z) * bell(z), (z) => (4 * clamped(z) ** 2 - 2) * bell(z)],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: erfWgsl('z'),
    derivative: BELL_WGSL,
    second: `-2.0 * ${CLAMPED_WGSL} * ${BELL_WGSL}`,
    third: `(4.0 * ${CLAMPED_WGSL} * ${CLAMPED_WGSL} - 2.0) * ${BELL_WGSL}`,
  },
  tfjs: {
    value: (tf, z) => tf.erf(tf.clipByValue(z, -9, 9)),
    derivative: bellTensor,
    second: (tf, z) => tf.mul(tf.mul(tf.clipByValue(z, -9, 9), -2), bellTensor(tf, z)),
    third: (tf, z) => tf.mul(tf.sub(tf.mul(tf.square(tf.clipByValue(z, -9, 9)), 4), 2), bellTensor(tf, z)),
  },
  /** Williams, Computing with Infinite Networks (1997), his asin s as atan s/√(1-s²), which keeps its precision for s → 1. E[erf⁴] is an orthant probability in four dimensions: not closed. */
  closedMoments: (K) => ({
    g: (2 / Math.PI) * Math.atan((2 * K) / Math.sqrt(1 + 4 * K)),
    gPrime: 4 / Math.PI / ((1 + 2 * K) * Math.sqrt(1 + 4 * K)),
    meanSquareDerivative: 4 / Math.PI / Math.sqrt(1 + 4 * K),
    meanFourth: null,
  }),
  growth: { degree: 0, right: 1, left: -1, exact: false },
};

export const erf = single(activation);
