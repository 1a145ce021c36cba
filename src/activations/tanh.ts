import type { Activation, Tensor, Tf } from './activation.ts';
import { single } from './family.ts';

/** σ′ = 1/cosh², not 1 - tanh², which cancels. */
const slope = (z: number) => 1 / Math.cosh(z) ** 2;

/** Near 0 a series, since a tanh built of exponentials loses its relative precision there. */
const near = 'z * (1.0 + z * z * (-0.33333334 + z * z * (0.13333334 + z * z * (-0.053968254 + z * z * 0.021869488))))';
const far = 'sign(z) * (1.0 - 2.0 / (exp(2.0 * min(abs(z), 20.0)) + 1.0))';
const decay = 'exp(-2.0 * min(abs(z), 40.0))';

const SLOPE_WGSL = `(4.0 * ${decay} / ((1.0 + ${decay}) * (1.0 + ${decay})))`;
/** Good to float32 beside numbers of order 1, which is what the higher derivatives need. */
const VALUE_WGSL = `(sign(z) * (1.0 - ${decay}) / (1.0 + ${decay}))`;
const slopeTensor = (tf: Tf, z: Tensor): Tensor => tf.sub(1, tf.square(tf.tanh(z)));

const activation: Activation = {
  id: 'tanh',
  family: 'tanh',
  parameter: null,
  label: 'tanh',
  tex: '\\tanh z',
  derivatives: [
    Math.tanh,
    slope,
    (z) => -2 * Math.tanh(z) * slope(z),
    (z) => slope(z) * (4 * Math.tanh(z) ** 2 - 2 * slope(z)),
  ],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: {
    value: `select(${far}, ${near}, abs(z) < 0.25)`,
    derivative: SLOPE_WGSL,
    second: `-2.0 * ${VALUE_WGSL} * ${SLOPE_WGSL}`,
    third: `${SLOPE_WGSL} * (4.0 * ${VALUE_WGSL} * ${VALUE_WGSL} - 2.0 * ${SLOPE_WGSL})`,
  },
  tfjs: {
    value: (tf, z) => tf.tanh(z),
    derivative: slopeTensor,
    second: (tf, z) => tf.mul(tf.mul(tf.tanh(z), -2), slopeTensor(tf, z)),
    third: (tf, z) =>
      tf.mul(slopeTensor(tf, z), tf.sub(tf.mul(tf.square(tf.tanh(z)), 4), tf.mul(slopeTensor(tf, z), 2))),
  },
  growth: { degree: 0, right: 1, left: -1, exact: false },
};

export const tanh = single(activation);
