import type { Activation, Tensor, Tf } from './activation.ts';
import { single } from './family.ts';
import {
  LOGISTIC_CURVATURE_WGSL,
  LOGISTIC_SLOPE_WGSL,
  LOGISTIC_THIRD_WGSL,
  LOGISTIC_WGSL,
  logistic,
  logisticCurvature,
  logisticCurvatureTensor,
  logisticSlope,
  logisticSlopeTensor,
  logisticThird,
  logisticThirdTensor,
} from './logistic.ts';

/** Beyond it the logistic function's derivatives are 0 in float32. */
const CLAMPED_WGSL = 'clamp(z, -80.0, 80.0)';
const clampedTensor = (tf: Tf, z: Tensor): Tensor => tf.clipByValue(z, -80, 80);

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
    derivative: `${LOGISTIC_WGSL} + ${CLAMPED_WGSL} * ${LOGISTIC_SLOPE_WGSL}`,
    second: `2.0 * ${LOGISTIC_SLOPE_WGSL} + ${CLAMPED_WGSL} * ${LOGISTIC_CURVATURE_WGSL}`,
    third: `3.0 * ${LOGISTIC_CURVATURE_WGSL} + ${CLAMPED_WGSL} * ${LOGISTIC_THIRD_WGSL}`,
  },
  tfjs: {
    value: (tf, z) => tf.mul(z, tf.sigmoid(z)),
    derivative: (tf, z) => {
      const s = tf.sigmoid(z);
      return tf.mul(s, tf.add(1, tf.mul(z, tf.sigmoid(tf.neg(z)))));
    },
    second: (tf, z) =>
      tf.add(tf.mul(logisticSlopeTensor(tf, z), 2), tf.mul(clampedTensor(tf, z), logisticCurvatureTensor(tf, z))),
    third: (tf, z) =>
      tf.add(tf.mul(logisticCurvatureTensor(tf, z), 3), tf.mul(clampedTensor(tf, z), logisticThirdTensor(tf, z))),
  },
  growth: { degree: 1, right: 1, left: 0, exact: false },
};

export const silu = single(activation);
