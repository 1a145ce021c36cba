/** A regular grid over a rectangle, row by row from `y[0]`, x running fastest. */
export interface FieldGrid {
  readonly columns: number;
  readonly rows: number;
  /** First and last column's x. */
  readonly x: readonly [number, number];
  /** First and last row's y. */
  readonly y: readonly [number, number];
}

/**
 * Values between the points of a grid, bilinear, as the rows of an image that spans it: from the top (`y[1]`) down, the
 * centre of the first pixel half a pixel inside. NaN where one of the four neighbours is.
 * @param value of the grid's point with that number.
 * @returns [rows × columns]
 */
export function resampled(
  grid: FieldGrid,
  value: (point: number) => number,
  columns: number,
  rows: number,
): Float64Array {
  const image = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const [r, down] = place((1 - (row + 0.5) / rows) * (grid.rows - 1), grid.rows);
    for (let column = 0; column < columns; column++) {
      const [c, right] = place(((column + 0.5) / columns) * (grid.columns - 1), grid.columns);
      const at = r * grid.columns + c;
      const nextColumn = Math.min(1, grid.columns - 1);
      const nextRow = r + 1 < grid.rows ? grid.columns : 0;
      const low = (1 - right) * value(at) + right * value(at + nextColumn);
      const high = (1 - right) * value(at + nextRow) + right * value(at + nextRow + nextColumn);
      image[row * columns + column] = (1 - down) * low + down * high;
    }
  }
  return image;
}

/** The point below a position and how far the position lies from it, in steps of the grid. */
function place(position: number, points: number): [number, number] {
  const below = Math.max(0, Math.min(points - 2, Math.floor(position)));
  return [below, points > 1 ? position - below : 0];
}
