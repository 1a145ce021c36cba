import { constant, greater, mul, relu, where, z } from '../formula/graph.ts';
import type { ClosedMoments } from './activation.ts';
import { parametric, single } from './family.ts';

/** σ = z for z > 0, slope·z otherwise: the averages of a half line each. */
const ofSlope =
  (slope: number) =>
  (K: number): ClosedMoments => {
    const meanSquare = (1 + slope * slope) / 2;
    return {
      g: meanSquare * K,
      gPrime: meanSquare,
      meanSquareDerivative: meanSquare,
      meanFourth: 1.5 * (1 + slope ** 4) * K * K,
    };
  };

export const reluFamily = single('relu', 'ReLU', relu(z), { closedMoments: ofSlope(0) });

/** Slope from 0 (ReLU) to 1 (linear), both included. */
export const leakyRelu = parametric(
  'leaky-relu',
  'leaky ReLU',
  { label: 'slope', min: 0, max: 1, default: 0.01, integer: false },
  (slope) => (slope === 0 ? relu(z) : where(greater(z, constant(0)), z, mul(constant(slope), z))),
  { closedMoments: ofSlope },
);
