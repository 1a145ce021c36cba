/** Where theory says that one fate ends and another begins. */
import { contour } from '../field/contour.ts';
import type { FieldGrid } from '../field/grid.ts';
import type { Point } from '../shared/chart.ts';
import { measured } from './plane.ts';
import type { MapChartAxis, MapTheory } from './types.ts';

/** Segments in what the axes measure: round what overflows, and round what vanishes. */
export function boundaries(
  { columns, rows, outcome }: MapTheory,
  { x, y }: { readonly x: MapChartAxis; readonly y: MapChartAxis },
): readonly (readonly [Point, Point])[] {
  const ends = (axis: MapChartAxis) => [measured(axis, axis.from), measured(axis, axis.to)] as const;
  const grid: FieldGrid = { columns, rows, x: ends(x), y: ends(y) };
  return [1, -1].flatMap((fate) => {
    const lost = Float64Array.from({ length: columns * rows }, (_, at) => Number(Math.sign(outcome[at] ?? 0) === fate));
    const smooth = smoothed(smoothed(lost, columns, rows), columns, rows);
    return contour(grid, (at) => smooth[at] ?? 0, 0.5);
  });
}

/** Means over three by three points, weighted 1 2 1: yes or no at each point would give a line of stairs. */
function smoothed(values: Float64Array, columns: number, rows: number): Float64Array {
  const pass = (from: Float64Array, length: number, stride: number, place: (at: number) => number) =>
    from.map((value, at) => {
      const here = place(at);
      const before = here > 0 ? from[at - stride]! : value;
      const after = here < length - 1 ? from[at + stride]! : value;
      return (before + 2 * value + after) / 4;
    });
  const across = pass(values, columns, 1, (at) => at % columns);
  return pass(across, rows, columns, (at) => Math.floor(at / columns));
}
