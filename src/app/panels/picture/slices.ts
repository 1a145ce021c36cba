/** Cuts through a cube: some variables move, and the others stay at one value. */
import { gridPoints } from '../../../tasks/grid.ts';
import { product } from '../../../tasks/monomial.ts';
import type { Grid } from '../../../tasks/task.ts';

const LINE: Grid = { columns: 101, rows: 1, x: [-1, 1], y: [0, 0] };
const SQUARE: Grid = { columns: 33, rows: 33, x: [-1, 1], y: [-1, 1] };

/** Where the variables that stay stand at first: large enough for the others to show. */
export const FIRST_REST = 0.8;

export interface Slice {
  readonly grid: Grid;
  /** [points × variables] */
  readonly inputs: Float32Array;
  /** The product there, [points]. */
  readonly targets: Float32Array;
}

/** Of each slice that a picture shows, the variables that move: every one alone, and the first two. */
export const axesOfSlices = (variables: number): readonly (readonly number[])[] => [
  ...Array.from({ length: variables }, (_, k) => [k]),
  [0, 1],
];

/**
 * @param axes the variables that move, one or two of them.
 * @param rest where all others stay.
 * @param powers of every variable.
 */
export function slice(axes: readonly number[], rest: number, powers: readonly number[]): Slice {
  const [grid, moving] = axes.length === 1 ? [LINE, 1 as const] : [SQUARE, 2 as const];
  const along = gridPoints(grid, moving);
  const points = along.length / moving;
  const inputs = new Float32Array(points * powers.length).fill(rest);
  for (let point = 0; point < points; point++) {
    for (const [i, axis] of axes.entries()) inputs[point * powers.length + axis] = along[point * moving + i]!;
  }
  const targets = Float32Array.from({ length: points }, (_, point) =>
    product(powers, inputs.subarray(point * powers.length, (point + 1) * powers.length)),
  );
  return { grid, inputs, targets };
}
