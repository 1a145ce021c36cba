import type { Activation } from './activation.ts';
import { single } from './family.ts';
import {
  LOGISTIC_CURVATURE_WGSL,
  LOGISTIC_SLOPE_WGSL,
  LOGISTIC_WGSL,
  logistic,
  logisticCurvature,
  logisticCurvatureTensor,
  logisticSlope,
  logisticSlopeTensor,
} from './logistic.ts';

/** e^{-|z|}; beyond 80 it is nothing to float32, and some drivers' exp fails. */
const E = 'exp(-min(abs(z), 80.0))';
/** log(1 + e): by its series where 1 + e would round the digits of e away. */
const LOG_1P = `select(log(1.0 + ${E}), ${E} * (1.0 - ${E} * (0.5 - ${E} * 0.33333333)), ${E} < 0.02)`;

const activation: Activation = {
  id: 'softplus',
  family: 'softplus',
  parameter: null,
  label: 'softplus',
  tex: '\\log(1 + e^{z})',
  derivatives: [(z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), logistic, logisticSlope, logisticCurvature],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: `max(z, 0.0) + ${LOG_1P}`,
    derivative: LOGISTIC_WGSL,
    second: LOGISTIC_SLOPE_WGSL,
    third: LOGISTIC_CURVATURE_WGSL,
  },
  tfjs: {
    value: (tf, z) => tf.softplus(z),
    derivative: (tf, z) => tf.sigmoid(z),
    second: logisticSlopeTensor,
    third: logisticCurvatureTensor,
  },
  growth: { degree: 1, right: 1, left: 0, exact: false },
};

export const softplus = single(activation);
