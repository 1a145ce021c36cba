import { oddFactorial } from '../lib/gaussian.ts';
import type { Activation, RealFunction, Tensor, Tf } from './activation.ts';
import { parametric } from './family.ts';
import { power, powerTensor, powerWgsl } from './power.ts';

/** RePU_p(z) = max(0, z)^p (Kim & Kang, arXiv 2408.02697); p = 1 is ReLU. */
function create(p: number): Activation {
  const factorOf = (order: number): number => {
    let factor = 1;
    for (let k = 0; k < order; k++) factor *= p - k;
    return factor;
  };
  const derivative = (order: number): RealFunction => {
    const factor = factorOf(order);
    return (z) => (z > 0 && order <= p ? factor * power(z, p - order) : 0);
  };
  const r = 'max(z, 0.0)';
  const wgsl = (order: number): string => {
    if (order > p) return '0.0';
    const factor = `${factorOf(order)}.0`;
    return order === p ? `select(0.0, ${factor}, z > 0.0)` : `${factor} * ${powerWgsl(r, p - order)}`;
  };
  const tensor = (order: number) => (tf: Tf, z: Tensor) => {
    if (order > p) return tf.zerosLike(z);
    return tf.mul(order === p ? tf.step(z) : powerTensor(tf, tf.relu(z), p - order), factorOf(order));
  };
  return {
    id: `repu.${p}`,
    family: 'repu',
    parameter: p,
    label: `RePU(${p})`,
    tex: `\\max(0, z)^{${p}}`,
    derivatives: [derivative(0), derivative(1), derivative(2), derivative(3)],
    kinks: [0],
    smoothness: p - 1,
    wgsl: {
      value: powerWgsl(r, p),
      derivative: wgsl(1),
      second: wgsl(2),
      third: wgsl(3),
    },
    tfjs: {
      value: (tf, z) => powerTensor(tf, tf.relu(z), p),
      derivative: tensor(1),
      second: tensor(2),
      third: tensor(3),
    },
    closedMoments: (K) => {
      const g = (oddFactorial(2 * p - 1) * power(K, p)) / 2;
      return {
        g,
        gPrime: (p * oddFactorial(2 * p - 1) * power(K, p - 1)) / 2,
        meanSquareDerivative: (p * p * oddFactorial(2 * p - 3) * power(K, p - 1)) / 2,
        meanFourth: (oddFactorial(4 * p - 1) * power(K, 2 * p)) / 2,
      };
    },
    growth: { degree: p, right: 1, left: 0, exact: true },
  };
}

export const repu = parametric('repu', 'RePU', { label: 'power', min: 1, max: 5, default: 2, integer: true }, create);
