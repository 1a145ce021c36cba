import type { Activation } from './activation.ts';
import { single } from './family.ts';

/** σ′ = 1/cosh², not 1 - tanh², which cancels. */
const slope = (z: number) => 1 / Math.cosh(z) ** 2;

/** Near 0 a series, since a tanh built of exponentials loses its relative precision there. */
const near = 'z * (1.0 + z * z * (-0.33333334 + z * z * (0.13333334 + z * z * (-0.053968254 + z * z * 0.021869488))))';
const far = 'sign(z) * (1.0 - 2.0 / (exp(2.0 * min(abs(z), 20.0)) + 1.0))';
const decay = 'exp(-2.0 * min(abs(z), 40.0))';

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
    derivative: `4.0 * ${decay} / ((1.0 + ${decay}) * (1.0 + ${decay}))`,
  },
  tfjs: {
    value: (tf, z) => tf.tanh(z),
    derivative: (tf, z) => tf.sub(1, tf.square(tf.tanh(z))),
  },
  growth: { degree: 0, right: 1, left: -1, exact: false },
};

export const tanh = single(activation);
