import { normalStream } from '../lib/random.ts';
import type { NumberKey, Sobolev, TaskData, TaskSettings } from './task.ts';

/** The key that every task on a line takes. */
export const NOISE: NumberKey = {
  label: 'noise',
  min: 0,
  max: 1,
  default: 0,
  integer: false,
  help: 'Standard deviation of the Gaussian noise added to every target.',
};

/** The key that every task takes whose target has a slope. */
export const SOBOLEV: NumberKey = {
  label: 'slopes λ',
  min: 0,
  max: 100,
  sliderMax: 1,
  default: 0,
  integer: false,
  help: 'The loss is the mean squared error plus λ times that of the slope ∂u/∂x; the target’s own slope has no noise.',
};

/** λ; 0 where nobody says. */
export const slopeWeight = ({ sobolev = 0 }: TaskSettings): number => Number(sobolev);

/** The part of a task's data that asks for slopes; of weight 0 none: then everything is as if there were no such loss. */
export const sobolevLoss = (
  weight: number,
  slopes: () => Float32Array,
): { readonly loss: 'squared-error' } | { readonly loss: 'sobolev'; readonly sobolev: Sobolev } =>
  weight === 0 ? { loss: 'squared-error' } : { loss: 'sobolev', sobolev: { streams: 3, weight, slopes: slopes() } };

const SIZE = 128;
/** Points of the picture and of the test loss. */
const FINE = 201;

/** ∂/∂x and ∂²/∂x² of a target. */
export type Derivatives = readonly [slope: number, curvature: number];

/**
 * 128 equally spaced points on [-1, 1], ends included, with a target function's values there plus noise, and a finer grid
 * of noise-free values to test on. The target is taken at the float32 point that the network sees.
 */
export function lineData(
  target: (x: number) => number,
  derivatives: (x: number) => Derivatives,
  noise: number,
  seed: number,
  sobolev = 0,
): TaskData {
  const inputs = spaced(SIZE);
  const normals = normalStream(seed, 'noise', 0);
  const targets = inputs.map((x) => target(x) + noise * normals.next());
  const fine = spaced(FINE);
  return {
    size: SIZE,
    inputDimension: 1,
    outputDimension: 1,
    inputs,
    targets,
    ...sobolevLoss(sobolev, () => inputs.map((x) => derivatives(x)[0])),
    equation: null,
    observed: SIZE,
    evaluation: {
      size: FINE,
      inputs: fine,
      held: FINE,
      targets: fine.map(target),
      derivatives: Float32Array.from(Array.from(fine, derivatives).flat()),
      grid: { columns: FINE, rows: 1, x: [-1, 1], y: [0, 0] },
    },
  };
}

const spaced = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (2 * i - (count - 1)) / (count - 1));
