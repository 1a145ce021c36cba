import type { Activation, Tensor, Tf } from './activation.ts';
import { single } from './family.ts';

/** e^z - 1 by its series near 0, where the difference would cancel. */
const near =
  'z * (1.0 + z * 0.5 * (1.0 + z * 0.33333334 * (1.0 + z * 0.25 * (1.0 + z * 0.2 * (1.0 + z * 0.16666667)))))';
const far = 'exp(clamp(z, -80.0, 0.0)) - 1.0';

const decay = (z: number) => Math.exp(Math.min(z, 0));

const DECAY_WGSL = 'exp(clamp(z, -80.0, 0.0))';
/** σ″ and σ‴ alike. */
const CURVED_WGSL = `select(0.0, ${DECAY_WGSL}, z < 0.0)`;

const decayTensor = (tf: Tf, z: Tensor): Tensor => tf.exp(tf.minimum(z, 0));
const curvedTensor = (tf: Tf, z: Tensor): Tensor => tf.mul(decayTensor(tf, z), tf.step(tf.neg(z)));

const activation: Activation = {
  id: 'elu',
  family: 'elu',
  parameter: null,
  label: 'ELU',
  tex: '\\max(0, z) + \\min(0, e^{z} - 1)',
  derivatives: [
    (z) => (z > 0 ? z : Math.expm1(z)),
    decay,
    (z) => (z >= 0 ? 0 : decay(z)),
    (z) => (z >= 0 ? 0 : decay(z)),
  ],
  kinks: [0],
  smoothness: 1,
  wgsl: {
    value: `select(select(${far}, ${near}, z > -0.25), z, z > 0.0)`,
    derivative: DECAY_WGSL,
    second: CURVED_WGSL,
    third: CURVED_WGSL,
  },
  tfjs: {
    value: (tf, z) => tf.elu(z),
    derivative: decayTensor,
    second: curvedTensor,
    third: curvedTensor,
  },
  growth: { degree: 1, right: 1, left: 0, exact: false },
};

export const elu = single(activation);
