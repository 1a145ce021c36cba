import { extent } from '../../lib/extent.ts';
import { type ArmSlot, DEFAULT_TEXT_SIZE, type Domain, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { blockSize, placeLabel, type Rect, square } from '../shared/labels.ts';
import { columnMargin, nameColumn } from '../shared/nameColumn.ts';
import { axisRoom, marginWithNamesInside, numberRoom, placeOrNone, placesNear } from '../shared/names.ts';
import { clipLine, linePath } from '../shared/polyline.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';
import type { FitArm, FitChartProps, Samples } from './types.ts';

/** Share of the target's range left free above and below. */
const PADDING = 0.12;
/** Markers along a curve, to tell arms apart without colour. */
const MARKERS = 7;
const TARGET_NAME = 'target';
/** Short enough for the margin: over the plot they could lie on data or curves. */
const NOT_FINITE = 'not finite';
const OUTSIDE = 'off the chart';

export interface FitCurve {
  readonly slot: ArmSlot;
  readonly path: string;
  readonly markers: readonly Point[];
}

export interface FitLabel {
  /** Null for the target. */
  readonly slot: ArmSlot | null;
  readonly name: string;
  readonly notes: readonly string[];
  readonly rect: Rect;
  readonly textSize: number;
}

type Scale = (value: number) => number;

export interface FitGeometry {
  readonly plot: Plot;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly target: string;
  /** All data points as one path of strokes without length: round caps make them dots. */
  readonly data: string;
  readonly curves: readonly FitCurve[];
  readonly labels: readonly FitLabel[];
}

/** The range of target and data with room around: what an untrained or diverging arm does must not squash it. */
export function fitDomain(target: Samples, data: Samples | null): Domain {
  const values = [...Array.from(target.y), ...(data ? Array.from(data.y) : [])].filter(Number.isFinite);
  const [low, high] = extent(values);
  if (low === undefined || high === undefined) return [-1, 1];
  const padding = high > low ? (high - low) * PADDING : Math.max(1, Math.abs(high));
  return [low - padding, high + padding];
}

/** Pairs of x and y, null where either is not a finite number. */
function points(x: ArrayLike<number>, y: ArrayLike<number>): (Point | null)[] {
  return Array.from({ length: Math.min(x.length, y.length) }, (_, index): Point | null => {
    const [px, py] = [x[index] ?? Number.NaN, y[index] ?? Number.NaN];
    return Number.isFinite(px) && Number.isFinite(py) ? [px, py] : null;
  });
}

export function fitGeometry(props: Omit<FitChartProps, 'title' | 'description'>): FitGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, target, data, inputs, arms } = props;
  const targetName = props.targetName ?? TARGET_NAME;
  const names = [targetName, ...arms.map(({ label }) => label)];
  const inside = marginWithNamesInside(names, { width, height, textSize });
  const domain = props.domain ?? fitDomain(target, data);
  const margin = { ...axisRoom(height, textSize), right: inside ?? nameMargin(names, width, textSize) };
  const { top, bottom } = plotArea(width, height, { ...margin, left: 0 });
  const yTicks = linearTicks(domain, bottom - top, numberDistance(bottom - top, textSize));
  const plot = plotArea(width, height, { ...margin, left: numberRoom(yTicks, textSize) });
  const [from, to] = xRange(target, inputs);
  const x = (value: number) => plot.left + ((value - from) / (to - from)) * (plot.right - plot.left);
  const y = (value: number) => plot.bottom - ((value - domain[0]) / (domain[1] - domain[0])) * (plot.bottom - plot.top);
  const draw = (line: readonly (Point | null)[]): Point[][] =>
    clipLine(line, domain).pieces.map((piece) => piece.map(([px, py]): Point => [x(px), y(py)]));

  const targetLines = draw(points(target.x, target.y));
  const lines = arms.map(({ outputs }) => (outputs ? draw(points(inputs, outputs)) : []));
  const curves = arms.map(({ slot }, index): FitCurve => {
    const pieces = lines[index] ?? [];
    return { slot, path: pieces.map(linePath).join(''), markers: spaced(pieces.flat(), plot, index / arms.length) };
  });
  return {
    plot,
    x,
    y,
    xTicks: linearTicks([from, to], plot.right - plot.left, textSize * 4),
    yTicks,
    target: targetLines.map(linePath).join(''),
    data: data ? dots(points(data.x, data.y), [from, to], domain, x, y) : '',
    curves,
    labels: (inside === null ? labelsBeside : labelsInside)(
      endings(arms, lines, { name: targetName, lines: targetLines }),
      {
        lines: [...targetLines, ...lines.flat()],
        markers: curves.flatMap(({ markers }) => markers),
        plot,
        width,
        textSize,
      },
    ),
  };
}

function dots(data: readonly (Point | null)[], xs: Domain, ys: Domain, x: Scale, y: Scale): string {
  const within = (value: number, [low, high]: Domain) => value >= low && value <= high;
  return data
    .filter((point) => point !== null)
    .filter(([px, py]) => within(px, xs) && within(py, ys))
    .map(([px, py]) => `M${x(px).toFixed(1)},${y(py).toFixed(1)}h0`)
    .join('');
}

function xRange(target: Samples, inputs: ArrayLike<number>): Domain {
  const [low, high] = extent([...Array.from(target.x), ...Array.from(inputs)].filter(Number.isFinite));
  return low !== undefined && high !== undefined && low < high ? [low, high] : [-1, 1];
}

/** A few points at even distances along x; `phase` shifts them so that arms do not hide each other. */
function spaced(line: readonly Point[], plot: Plot, phase: number): Point[] {
  const step = (plot.right - plot.left) / MARKERS;
  const marked: Point[] = [];
  let next = plot.left + step * (0.3 + 0.7 * phase);
  for (const point of line) {
    if (point[0] < next) continue;
    marked.push(point);
    next += step * Math.ceil((point[0] - next + 1e-9) / step);
  }
  return marked;
}

/** Room at the right for the names of the curves, and for a note on an arm that has none. */
export const nameMargin = (names: readonly string[], width: number, textSize: number): number =>
  columnMargin(
    names.map((name) => ({ name, notes: [NOT_FINITE, OUTSIDE] })),
    width,
    textSize,
  );

/** Distance of the numbers at the left: three have room where the plot is low. */
const numberDistance = (length: number, textSize: number): number =>
  textSize * Math.max(1.4, Math.min(2.6, length / textSize / 3));

function endings(
  arms: readonly FitArm[],
  lines: readonly (readonly (readonly Point[])[])[],
  target: { readonly name: string; readonly lines: readonly (readonly Point[])[] },
): Ending[] {
  const ends: Ending[] = [
    { slot: null, name: target.name, end: target.lines.at(-1)?.at(-1), notes: [] },
    ...arms.map(({ slot, label, outputs }, index): Ending => {
      const end = lines[index]?.at(-1)?.at(-1);
      return { slot, name: label, end, notes: end ? [] : [outputs === null ? NOT_FINITE : OUTSIDE] };
    }),
  ];
  return ends.filter(({ slot, end }) => slot !== null || end);
}

interface LabelSpace {
  /** Of target and arms, in pixels. */
  readonly lines: readonly (readonly Point[])[];
  readonly markers: readonly Point[];
  readonly plot: Plot;
  /** Of the chart. */
  readonly width: number;
  readonly textSize: number;
}

function aroundMarkers(markers: readonly Point[], textSize: number): Rect[] {
  return markers.map((at) => square(at, textSize * 0.35));
}

/** Names in the plot, each near the end of its curve, clear of all curves; of an arm with nothing to draw near the foot. */
function labelsInside(ends: readonly Ending[], { lines, markers, plot, width, textSize }: LabelSpace): FitLabel[] {
  const left = plot.left + textSize * 0.2;
  const bounds = { x: left, y: plot.top, width: width - left, height: plot.bottom - plot.top };
  const marks = aroundMarkers(markers, textSize);
  const labels: FitLabel[] = [];
  for (const { slot, name, end, notes } of ends) {
    const size = blockSize(name, notes, textSize);
    const at = end ?? [plot.right, plot.bottom - size.height / 2];
    const taken = [...marks, ...labels.map(({ rect }) => rect)];
    const rect = placeOrNone(placesNear(at, size, plot, textSize), bounds, taken, lines);
    if (rect) labels.push({ slot, name, notes, rect, textSize });
  }
  return labels;
}

/**
 * Names in the right margin at the height where the curves end, an arm with nothing to draw at its foot; a curve that
 * leaves the chart on its way is named beside the place where it does.
 */
function labelsBeside(ends: readonly Ending[], { lines, markers, plot, width, textSize }: LabelSpace): FitLabel[] {
  const atMargin = ends.filter(({ end }) => !end || end[0] >= plot.right - 1);
  const column = nameColumn(
    atMargin.map(({ end, ...entry }) => ({ ...entry, wanted: end?.[1] ?? plot.bottom })),
    { left: plot.right, right: width, top: plot.top - textSize * 0.4, bottom: plot.bottom + textSize * 0.6 },
    textSize,
  );
  const labels = atMargin.map(({ slot, name }, index): FitLabel => {
    const { notes, rect } = column.labels[index]!;
    return { slot, name, notes, rect, textSize: column.textSize };
  });

  const bounds = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top };
  for (const { slot, name, end } of ends) {
    if (!end || end[0] >= plot.right - 1) continue;
    const size = blockSize(name, [], textSize);
    const taken = [...labels.map(({ rect }) => rect), ...aroundMarkers(markers, textSize)];
    const places = [...beside(end, size, plot, textSize), ...placesNear(end, size, plot, textSize)];
    const rect = placeLabel(places, bounds, taken, lines);
    if (rect) labels.push({ slot, name, notes: [], rect, textSize });
  }
  return labels;
}

interface Ending {
  readonly slot: ArmSlot | null;
  readonly name: string;
  readonly end: Point | undefined;
  readonly notes: readonly string[];
}

/** Places right and left of a point on the upper or lower border, then inwards row by row. */
function beside([x, y]: Point, size: { width: number; height: number }, plot: Plot, textSize: number): Rect[] {
  const gap = textSize * 0.5;
  const down = y < (plot.top + plot.bottom) / 2;
  return [0, 1, 2, 3, 4, 5].flatMap((row) => {
    const inward = row * size.height;
    const top = down ? y + inward + 1 : y - size.height - inward - 1;
    return [x + gap, x - gap - size.width].map((left): Rect => ({ x: left, y: top, ...size }));
  });
}
