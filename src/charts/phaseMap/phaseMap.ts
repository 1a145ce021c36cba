import { DEFAULT_TEXT_SIZE, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE, placeLabel, type Rect, rectsOverlap, square } from '../shared/labels.ts';
import { linePath } from '../shared/polyline.ts';
import { decadeTicks, type Tick } from '../shared/ticks.ts';
import { clampedLog10, type PlaneScale, planeScale } from './plane.ts';
import { regionPlaces } from './regions.ts';
import type { PhaseMapProps, PhasePoint } from './types.ts';

export interface PhaseGeometry extends PlaneScale {
  readonly plot: Plot;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** The present point, moved to the border if it lies beyond. */
  readonly at: Point;
  readonly critical: { readonly at: Point; readonly label: PlaneLabel | null } | null;
  /** Names of the regions that are large enough to hold them. */
  readonly regions: readonly PlaneLabel[];
  readonly separatrix: { readonly path: string; readonly label: PlaneLabel | null } | null;
}

export interface PlaneLabel {
  readonly name: string;
  readonly rect: Rect;
}

export function phaseGeometry(
  props: Omit<PhaseMapProps, 'title' | 'description' | 'onDrag' | 'onDrop'>,
): PhaseGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, grid, point, critical, separatrix } = props;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: textSize * 0.9,
    bottom: textSize * 2.9,
    left: textSize * 3.4,
  });
  const { x, y, pointAt } = planeScale(grid, plot);
  const pixel = ({ cw, k1 }: PhasePoint): Point => [
    x(clampedLog10(cw, grid.cwLog10)),
    y(clampedLog10(k1, grid.k1Log10)),
  ];
  const at = pixel(point);
  const taken = [square(at, textSize)];
  const bounds = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top };
  const place = (name: string, candidates: (width: number) => Rect[], lines: readonly (readonly Point[])[]) => {
    const rect = placeLabel(candidates(textWidth(name, textSize * NOTE_SIZE)), bounds, taken, lines);
    if (rect) taken.push(rect);
    return rect && { name, rect };
  };

  const line = (separatrix?.points ?? []).map(([cw, k1]): Point => [x(cw), y(k1)]).filter(within(plot));
  const mark = critical ? pixel(critical) : null;
  if (mark) taken.push(square(mark, textSize * 0.5));
  const lineHeight = textSize * 1.15;
  const criticalLabel =
    critical && mark ? place(critical.name, (w) => around(mark, w, lineHeight, textSize), [line]) : null;
  const separatrixLabel = separatrix
    ? place(separatrix.name, (w) => along(line, w, lineHeight, textSize), [line])
    : null;
  const regions = ([1, 0, -1] as const).flatMap((kind): PlaneLabel[] => {
    const name = { 1: 'overflows', 0: `survives to layer ${props.depth}`, [-1]: 'vanishes' }[kind];
    const size = { width: textWidth(name, textSize * NOTE_SIZE), height: lineHeight };
    const rect = regionPlaces(grid, kind, plot, size).find((r) => !taken.some((other) => rectsOverlap(r, other)));
    return rect ? [{ name, rect }] : [];
  });
  return {
    plot,
    x,
    y,
    pointAt,
    xTicks: decadeTicks(grid.cwLog10, plot.right - plot.left, textSize * 3),
    yTicks: decadeTicks(grid.k1Log10, plot.bottom - plot.top, textSize * 2.4),
    at,
    critical: mark && { at: mark, label: criticalLabel },
    separatrix: separatrix ? { path: linePath(line), label: separatrixLabel } : null,
    regions,
  };
}

const within =
  ({ left, right, top, bottom }: Plot) =>
  ([x, y]: Point): boolean =>
    x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;

function around([x, y]: Point, width: number, height: number, textSize: number): Rect[] {
  return [0.8, 1.5, 2.5, 4].flatMap((reach) => {
    const gap = reach * textSize;
    const beside = [x + gap, x - gap - width].flatMap((left) =>
      [0, -1, 1].map((side): Rect => ({ x: left, y: y - height / 2 + side * gap, width, height })),
    );
    // In a narrow map there may be room on neither side.
    const over = [-1, 1].map(
      (side): Rect => ({ x: x - width / 2, y: y - height / 2 + side * (gap + height), width, height }),
    );
    return [...beside, ...over];
  });
}

/** Beside points along a line. */
function along(line: readonly Point[], width: number, height: number, textSize: number): Rect[] {
  return [0.15, 0.3, 0.7, 0.85, 0.5].flatMap((share) => {
    const [x, y] = pointOn(line, share);
    return [0.6, 1.2, 2].flatMap((reach) => [
      { x: x + reach * textSize, y: y - height - reach * textSize * 0.2, width, height },
      { x: x - reach * textSize - width, y: y + reach * textSize * 0.2, width, height },
    ]);
  });
}

/** The point at a share of a line's points, between two of them where it falls there. */
function pointOn(line: readonly Point[], share: number): Point {
  const place = share * (line.length - 1);
  const [from, to] = [line[Math.floor(place)], line[Math.ceil(place)]];
  if (!from || !to) return [0, 0];
  const t = place - Math.floor(place);
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
}
