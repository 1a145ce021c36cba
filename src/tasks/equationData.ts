/** Points of a differential equation: what all equations have in common. */
import { permutation, uint32Stream } from '../lib/random.ts';
import { gridPoints } from './grid.ts';
import type { Grid, NumberKey, TaskData } from './task.ts';

export const WEIGHT: NumberKey = {
  label: 'boundary weight',
  min: 0.01,
  max: 1000,
  default: 10,
  integer: false,
  help: 'The loss is the mean squared residual inside plus this times the mean squared error on the boundary.',
};

/** A point inside, or on the boundary, with what is asked there; see Equation in task.ts. */
export interface Condition {
  /** One number, or x and t. */
  readonly at: readonly number[];
  /** Of the streams. */
  readonly coefficients: readonly number[];
  readonly advection: number;
  readonly target: number;
}

/** Where an equation's answer is pictured and tested, with the exact solution there. */
interface Pictured {
  readonly grid: Grid;
  /** [columns × rows] */
  readonly exact: Float32Array;
}

/** A solution at every point of a grid, [columns × rows]. */
export function onGrid(grid: Grid, exact: (x: number, t: number) => number): Float32Array {
  const points = gridPoints(grid, 2);
  return Float32Array.from({ length: points.length / 2 }, (_, i) => exact(points[2 * i]!, points[2 * i + 1]!));
}

/**
 * The training data of an equation, in an order drawn from the seed.
 * The weights make the mean over examples of weight · r² the mean square inside plus `weight` times that on the boundary.
 */
export function equationData(
  inside: readonly Condition[],
  boundary: readonly Condition[],
  weight: number,
  seed: number,
  { grid, exact }: Pictured,
): TaskData {
  const size = inside.length + boundary.length;
  const all = [...inside, ...boundary];
  const order = permutation(uint32Stream(seed, 'row order', 0), size);
  const inOrder = <Value>(of: (condition: Condition, place: number) => Value) =>
    Array.from(order, (place) => of(all[place]!, place));
  const inputs = (all[0]?.at.length ?? 1) as 1 | 2;
  const points = gridPoints(grid, inputs);
  const held = points.length / inputs;
  return {
    size,
    inputDimension: inputs,
    outputDimension: 1,
    inputs: Float32Array.from(inOrder(({ at }) => at).flat()),
    targets: Float32Array.from(inOrder(({ target }) => target)),
    loss: 'residual',
    equation: {
      streams: inputs === 1 ? 3 : 4,
      coefficients: Float32Array.from(inOrder(({ coefficients }) => coefficients).flat()),
      advection: Float32Array.from(inOrder(({ advection }) => advection)),
      weights: Float32Array.from(
        inOrder((_, place) => (place < inside.length ? size / inside.length : (weight * size) / boundary.length)),
      ),
    },
    observed: size,
    evaluation: {
      size: held,
      inputs: points,
      held,
      targets: exact,
      grid,
    },
  };
}

/** u itself is asked for: on the boundary. */
export const valueAt = (at: readonly number[], target: number): Condition => ({
  at,
  coefficients: at.length === 1 ? [1, 0, 0] : [1, 0, 0, 0],
  advection: 0,
  target,
});

/** Collocation points in the middle of `count` equal cells of [from, to]. */
export const cellCentres = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * (2 * i + 1)) / (2 * count));

/** Conditions at u = `start(x)` for t = 0 and u = 0 at both ends, on a rectangle of x and t: what heat and Burgers share. */
export function initialAndBoundary(
  [left, right]: readonly [number, number],
  until: number,
  start: (x: number) => number,
): readonly Condition[] {
  const ends = [left, right].flatMap((x) => cellCentres(16, 0, until).map((t) => valueAt([x, t], 0)));
  return [...cellCentres(32, left, right).map((x) => valueAt([x, 0], start(x))), ...ends];
}
