import type { Activation } from './activation.ts';
import { parametric, single } from './family.ts';

/** σ = z for z > 0, slope·z otherwise, with the closed averages of a half line each (σ′(0) = slope, the engines' convention). */
function rectifier(
  names: Pick<Activation, 'id' | 'family' | 'parameter' | 'label' | 'tex'>,
  slope: number,
): Activation {
  const meanSquare = (1 + slope * slope) / 2;
  const kinked = slope !== 1;
  return {
    ...names,
    derivatives: [(z) => (z > 0 ? z : slope * z || 0), (z) => (z > 0 ? 1 : slope), () => 0, () => 0],
    kinks: kinked ? [0] : [],
    smoothness: kinked ? 0 : Number.POSITIVE_INFINITY,
    wgsl: {
      value: slope === 0 ? 'max(z, 0.0)' : `select(${float(slope)} * z, z, z > 0.0)`,
      derivative: `select(${float(slope)}, 1.0, z > 0.0)`,
      second: '0.0',
      third: '0.0',
    },
    tfjs: {
      value: (tf, z) => (slope === 0 ? tf.relu(z) : tf.leakyRelu(z, slope)),
      derivative: (tf, z) => tf.step(z, slope),
      second: (tf, z) => tf.zerosLike(z),
      third: (tf, z) => tf.zerosLike(z),
    },
    closedMoments: (K) => ({
      g: meanSquare * K,
      gPrime: meanSquare,
      meanSquareDerivative: meanSquare,
      meanFourth: 1.5 * (1 + slope ** 4) * K * K,
    }),
    growth: { degree: 1, right: 1, left: -slope || 0, exact: true },
  };
}

/** A number as a WGSL float literal. */
function float(value: number): string {
  return `${value}f`;
}

export const relu = single(
  rectifier({ id: 'relu', family: 'relu', parameter: null, label: 'ReLU', tex: '\\max(0, z)' }, 0),
);

/** Slope from 0 (ReLU) to 1 (linear), both included. */
export const leakyRelu = parametric(
  'leaky-relu',
  'leaky ReLU',
  { label: 'slope', min: 0, max: 1, default: 0.01, integer: false },
  (slope) =>
    rectifier(
      {
        id: `leaky-relu.${slope}`,
        family: 'leaky-relu',
        parameter: slope,
        label: `leaky ReLU(${slope})`,
        tex: `\\max(0, z) + ${slope}\\,\\min(0, z)`,
      },
      slope,
    ),
);
