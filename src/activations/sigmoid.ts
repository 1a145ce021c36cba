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
  id: 'sigmoid',
  family: 'sigmoid',
  parameter: null,
  label: 'sigmoid',
  tex: '\\frac{1}{1 + e^{-z}}',
  derivatives: [logistic, logisticSlope, logisticCurvature, logisticThird],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: { value: LOGISTIC_WGSL, derivative: LOGISTIC_SLOPE_WGSL },
  tfjs: {
    value: (tf, z) => tf.sigmoid(z),
    derivative: (tf, z) => tf.mul(tf.sigmoid(z), tf.sigmoid(tf.neg(z))),
  },
  growth: { degree: 0, right: 1, left: 0, exact: false },
};

export const sigmoid = single(activation);
