import type { Activation } from './activation.ts';
import { single } from './family.ts';
import {
  LOGISTIC_SLOPE_WGSL,
  LOGISTIC_WGSL,
  logistic,
  logisticCurvature,
  logisticSlope,
  logisticThird,
} from './logistic.ts';

const activation: Activation = {
  id: 'silu',
  family: 'silu',
  parameter: null,
  label: 'SiLU',
  tex: '\\frac{z}{1 + e^{-z}}',
  derivatives: [
    (z) => z * logistic(z),
    (z) => logistic(z) + z * logisticSlope(z),
    (z) => 2 * logisticSlope(z) + z * logisticCurvature(z),
    (z) => 3 * logisticCurvature(z) + z * logisticThird(z),
  ],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: `z * select(${LOGISTIC_WGSL}, 0.0, z < -80.0)`,
    derivative: `${LOGISTIC_WGSL} + clamp(z, -80.0, 80.0) * ${LOGISTIC_SLOPE_WGSL}`,
  },
  tfjs: {
    value: (tf, z) => tf.mul(z, tf.sigmoid(z)),
    derivative: (tf, z) => {
      const s = tf.sigmoid(z);
      return tf.mul(s, tf.add(1, tf.mul(z, tf.sigmoid(tf.neg(z)))));
    },
  },
  growth: { degree: 1, right: 1, left: 0, exact: false },
};

export const silu = single(activation);
