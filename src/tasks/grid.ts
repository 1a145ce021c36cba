import type { Grid } from './task.ts';

/** Points of a grid, row by row, [columns × rows × inputs], inputs 1 or 2. */
export function gridPoints({ columns, rows, x, y }: Grid, inputs: 1 | 2): Float32Array {
  const points = new Float32Array(columns * rows * inputs);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * inputs;
      points[at] = between(x, column, columns);
      if (inputs === 2) points[at + 1] = between(y, row, rows);
    }
  }
  return points;
}

const between = ([from, to]: readonly [number, number], index: number, count: number): number =>
  count === 1 ? from : from + ((to - from) * index) / (count - 1);
