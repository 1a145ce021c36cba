import type { Activation } from './activation.ts';
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

const activation: Activation = {
  id: 'sigmoid',
  family: 'sigmoid',
  parameter: null,
  label: 'sigmoid',
  tex: '\\frac{1}{1 + e^{-z}}',
  derivatives: [logistic, logisticSlope, logisticCurvature, logisticThird],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: LOGISTIC_WGSL,
    derivative: LOGISTIC_SLOPE_WGSL,
    second: LOGISTIC_CURVATURE_WGSL,
    third: LOGISTIC_THIRD_WGSL,
  },
  tfjs: {
    value: (tf, z) => tf.sigmoid(z),
    derivative: logisticSlopeTensor,
    second: logisticCurvatureTensor,
    third: logisticThirdTensor,
  },
  growth: { degree: 0, right: 1, left: 0, exact: false },
};

export const sigmoid = single(activation);
