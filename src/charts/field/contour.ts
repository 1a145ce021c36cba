import type { Point } from '../shared/chart.ts';
import type { FieldGrid } from './grid.ts';

/**
 * Where a field on a grid takes a level, as segments in the grid's own coordinates: marching squares, linear along the
 * edges of each cell (Lorensen and Cline 1987, in two dimensions). A saddle is split by the mean of its corners. Cells
 * with a corner that is not finite are left out.
 */
export function contour(grid: FieldGrid, value: (point: number) => number, level: number): [Point, Point][] {
  const segments: [Point, Point][] = [];
  for (let row = 0; row + 1 < grid.rows; row++) {
    for (let column = 0; column + 1 < grid.columns; column++) {
      const at = row * grid.columns + column;
      // Corners against the clock from the cell's first point.
      const corners = [at, at + 1, at + 1 + grid.columns, at + grid.columns].map((point) => value(point) - level);
      if (!corners.every(Number.isFinite)) continue;
      segments.push(...cell(corners as unknown as Corners, column, row).map(both((point) => located(grid, point))));
    }
  }
  return segments;
}

type Corners = readonly [number, number, number, number];

const both =
  (map: (point: Point) => Point) =>
  ([from, to]: readonly [Point, Point]): [Point, Point] => [map(from), map(to)];

const OFFSETS: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Segments in steps of the grid. */
function cell(corners: Corners, column: number, row: number): [Point, Point][] {
  const crossings = [0, 1, 2, 3].flatMap((edge) => {
    const next = (edge + 1) % 4;
    const [a, b] = [corners[edge]!, corners[next]!];
    if (a > 0 === b > 0) return [];
    const share = a / (a - b);
    const [from, to] = [OFFSETS[edge]!, OFFSETS[next]!];
    return [
      [
        column + from[0] + share * (to[0] - from[0]),
        row + from[1] + share * (to[1] - from[1]),
      ] satisfies Point as Point,
    ];
  });
  const [a, b, c, d] = crossings;
  if (!a || !b) return [];
  if (!c || !d) return [[a, b]];
  // All four edges are crossed, in order: the middle is joined to the corners of its own sign.
  const middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  return middle > 0 === corners[0] > 0
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}

const located = ({ columns, rows, x, y }: FieldGrid, [column, row]: Point): Point => [
  x[0] + (column / Math.max(1, columns - 1)) * (x[1] - x[0]),
  y[0] + (row / Math.max(1, rows - 1)) * (y[1] - y[0]),
];

/** svg path data of segments, in pixels by the scales given. */
export const segmentsPath = (
  segments: readonly (readonly [Point, Point])[],
  x: (value: number) => number,
  y: (value: number) => number,
): string =>
  segments
    .map(
      ([from, to]) =>
        `M${x(from[0]).toFixed(1)},${y(from[1]).toFixed(1)}L${x(to[0]).toFixed(1)},${y(to[1]).toFixed(1)}`,
    )
    .join('');
