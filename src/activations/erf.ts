import { erf as erfValue, expMinusSquare } from '../lib/erf.ts';
import type { Activation } from './activation.ts';
import { erfWgsl } from './erfWgsl.ts';
import { single } from './family.ts';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
/** Beyond it the derivatives are 0 in float64, and powers of z must not overflow against them. */
const clamped = (z: number) => Math.max(-30, Math.min(30, z));
const bell = (z: number) => TWO_OVER_SQRT_PI * expMinusSquare(z);

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
    derivative: '1.1283792 * exp(-min(abs(z), 9.0) * min(abs(z), 9.0))',
  },
  tfjs: {
    value: (tf, z) => tf.erf(tf.clipByValue(z, -9, 9)),
    derivative: (tf, z) => tf.mul(tf.exp(tf.neg(tf.square(tf.clipByValue(z, -9, 9)))), TWO_OVER_SQRT_PI),
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
