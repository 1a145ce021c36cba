import type { Activation } from './activation.ts';
import { single } from './family.ts';

const identity: Activation = {
  id: 'linear',
  family: 'linear',
  parameter: null,
  label: 'linear',
  tex: 'z',
  derivatives: [(z) => z, () => 1, () => 0, () => 0],
  kinks: [],
  smoothness: Number.POSITIVE_INFINITY,
  wgsl: { value: 'z', derivative: '1.0', second: '0.0', third: '0.0' },
  tfjs: {
    value: (tf, z) => tf.clone(z),
    derivative: (tf, z) => tf.onesLike(z),
    second: (tf, z) => tf.zerosLike(z),
    third: (tf, z) => tf.zerosLike(z),
  },
  closedMoments: (K) => ({ g: K, gPrime: 1, meanSquareDerivative: 1, meanFourth: 3 * K * K }),
  growth: { degree: 1, right: 1, left: -1, exact: true },
};

export const linear = single(identity);
