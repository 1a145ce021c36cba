import type { Domain, Point } from './chart.ts';

/** Where a line leaves the chart: at `at`, coming from `from`, both in the units of the line. */
export interface Exit {
  readonly at: Point;
  readonly from: Point;
  readonly side: 'top' | 'bottom';
}

export interface ClippedLine {
  /** The pieces inside, each of two points or more. */
  readonly pieces: readonly (readonly Point[])[];
  readonly exits: readonly Exit[];
}

/**
 * Cuts a line of ascending x at the horizontal borders of a chart, by arithmetic rather than by an svg clip path:
 * predictions reach 10^(10^20), which no renderer takes. `null` and NaN leave a gap; ±Infinity counts as far outside.
 */
export function clipLine(points: readonly (Point | null)[], [low, high]: Domain): ClippedLine {
  const pieces: Point[][] = [];
  const exits: Exit[] = [];
  let piece: Point[] = [];
  const close = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  let previous: Point | null = null;
  for (const point of points) {
    const present: Point | null = point && usable(point) ? [point[0], bounded(point[1])] : null;
    if (!present) close();
    else if (!previous) {
      if (inside(present, low, high)) piece.push(present);
    } else {
      const [entry, exit] = segment(previous, present, low, high);
      if (entry && exit) {
        if (piece.length === 0) piece.push(entry);
        piece.push(exit);
        if (!inside(present, low, high)) {
          exits.push({ at: exit, from: entry, side: present[1] > high ? 'top' : 'bottom' });
          close();
        }
      }
    }
    previous = present;
  }
  close();
  return { pieces, exits };
}

const usable = ([x, y]: Point): boolean => Number.isFinite(x) && !Number.isNaN(y);
const bounded = (y: number): number => Math.max(-1e300, Math.min(1e300, y));
const inside = ([, y]: Point, low: number, high: number): boolean => y >= low && y <= high;

/** The part of the segment between the borders, or nulls where it has none. */
function segment(from: Point, to: Point, low: number, high: number): [Point, Point] | [null, null] {
  if (Math.max(from[1], to[1]) < low || Math.min(from[1], to[1]) > high) return [null, null];
  return [pulled(from, to, low, high), pulled(to, from, low, high)];
}

/** `point`, moved along the segment to the border if it lies beyond it. */
function pulled(point: Point, other: Point, low: number, high: number): Point {
  const border = Math.max(low, Math.min(high, point[1]));
  if (border === point[1]) return point;
  return [point[0] + ((border - point[1]) / (other[1] - point[1])) * (other[0] - point[0]), border];
}

/** The part of a line of ascending x up to `end`, its last point interpolated. */
export function upTo(points: readonly Point[], end: number): Point[] {
  const kept = points.filter(([x]) => x <= end);
  const next = points[kept.length];
  const last = kept.at(-1);
  if (!next || !last || last[0] >= end) return kept;
  const t = (end - last[0]) / (next[0] - last[0]);
  return [...kept, [end, last[1] + t * (next[1] - last[1])]];
}

/** No screen is wider; renderers misbehave long before a number overflows. */
const FARTHEST_PIXEL = 1e6;
const drawable = (pixel: number): boolean => Math.abs(pixel) <= FARTHEST_PIXEL;

/** svg path data through points in CSS pixels, in hundredths of a pixel; what is not finite or absurdly far is left out. */
export function linePath(points: readonly Point[]): string {
  const drawn = points.filter(([x, y]) => drawable(x) && drawable(y));
  if (drawn.length < 2) return '';
  return `M${drawn.map(([x, y]) => `${hundredth(x)},${hundredth(y)}`).join('L')}`;
}

/** svg path data of the area between two lines over the same x. */
export function areaPath(upper: readonly Point[], lower: readonly Point[]): string {
  const outline = linePath([...upper, ...lower.toReversed()]);
  return outline && `${outline}Z`;
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
