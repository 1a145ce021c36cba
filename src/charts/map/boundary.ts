/** Where theory says that one fate ends and another begins. */
import { contour, segmentsPath } from '../field/contour.ts';
import type { FieldGrid } from '../field/grid.ts';
import type { Plot, Point } from '../shared/chart.ts';
import { axisScale, measured } from './plane.ts';
import type { MapChartAxis, MapTheory } from './types.ts';

type Segment = readonly [Point, Point];

/** Segments in what the axes measure: round what overflows, and round what vanishes. */
export function boundaries(
  { columns, rows, outcome }: MapTheory,
  { x, y }: { readonly x: MapChartAxis; readonly y: MapChartAxis },
): { readonly overflow: readonly Segment[]; readonly vanish: readonly Segment[] } {
  const ends = (axis: MapChartAxis) => [measured(axis, axis.from), measured(axis, axis.to)] as const;
  const grid: FieldGrid = { columns, rows, x: ends(x), y: ends(y) };
  const around = (fate: number): readonly Segment[] => {
    const lost = Float64Array.from({ length: columns * rows }, (_, at) => Number(Math.sign(outcome[at] ?? 0) === fate));
    const smooth = smoothed(smoothed(lost, columns, rows), columns, rows);
    return contour(grid, (at) => smooth[at] ?? 0, 0.5);
  };
  return { overflow: around(1), vanish: around(-1) };
}

/**
 * The same as svg path data in a plot; of two lines on each other, as round RePU's strip, one is drawn.
 * @param least pixels between two lines.
 */
export function boundaryPath(
  theory: MapTheory,
  axes: { readonly x: MapChartAxis; readonly y: MapChartAxis },
  { left, right, top, bottom }: Plot,
  least: number,
): string {
  const [x, y] = [axisScale(axes.x, left, right), axisScale(axes.y, bottom, top)];
  const placed = ([from, to]: Segment): Segment => [
    [x(from[0]), y(from[1])],
    [x(to[0]), y(to[1])],
  ];
  const { overflow, vanish } = boundaries(theory, axes);
  const edge = overflow.map(placed);
  return segmentsPath([...edge, ...apart(vanish.map(placed), edge, least)], Number, Number);
}

/**
 * Those segments whose middle is farther than this from all others: of two lines on each other one is enough.
 * @param distance in the units of the segments.
 */
export const apart = (segments: readonly Segment[], others: readonly Segment[], distance: number): readonly Segment[] =>
  segments.filter(([from, to]) => {
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    return others.every((other) => distanceTo(other, middle) > distance);
  });

function distanceTo([[x, y], [toX, toY]]: Segment, [atX, atY]: Point): number {
  const [dx, dy] = [toX - x, toY - y];
  const along = ((atX - x) * dx + (atY - y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(atX - x - share * dx, atY - y - share * dy);
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
