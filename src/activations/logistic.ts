import type { Tensor, Tf } from './activation.ts';

/** 1 / (1 + e^{-z}), precise in both tails. */
export function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** Its first three derivatives; 1 - logistic(z) is taken as logistic(-z), which does not cancel. */
export function logisticSlope(z: number): number {
  return logistic(z) * logistic(-z);
}
export function logisticCurvature(z: number): number {
  return -logisticSlope(z) * Math.tanh(z / 2);
}
export function logisticThird(z: number): number {
  const slope = logisticSlope(z);
  return slope * (1 - 6 * slope);
}

/** WGSL expression of the same; the exponent stays where float32 holds it. */
export const LOGISTIC_WGSL = '(1.0 / (1.0 + exp(-clamp(z, -80.0, 80.0))))';
/** e^{-|z|} / (1 + e^{-|z|})²: the slope without cancellation. */
export const LOGISTIC_SLOPE_WGSL =
  '(exp(-min(abs(z), 80.0)) / ((1.0 + exp(-min(abs(z), 80.0))) * (1.0 + exp(-min(abs(z), 80.0)))))';
/** The second and third derivative. */
export const LOGISTIC_CURVATURE_WGSL = `(${LOGISTIC_SLOPE_WGSL} * (1.0 - 2.0 * ${LOGISTIC_WGSL}))`;
export const LOGISTIC_THIRD_WGSL = `(${LOGISTIC_SLOPE_WGSL} * (1.0 - 6.0 * ${LOGISTIC_SLOPE_WGSL}))`;

export function logisticSlopeTensor(tf: Tf, z: Tensor): Tensor {
  return tf.mul(tf.sigmoid(z), tf.sigmoid(tf.neg(z)));
}
export function logisticCurvatureTensor(tf: Tf, z: Tensor): Tensor {
  return tf.mul(logisticSlopeTensor(tf, z), tf.sub(1, tf.mul(tf.sigmoid(z), 2)));
}
export function logisticThirdTensor(tf: Tf, z: Tensor): Tensor {
  const slope = logisticSlopeTensor(tf, z);
  return tf.mul(slope, tf.sub(1, tf.mul(slope, 6)));
}
