import { extent } from 'd3-array';
import { type ArmSlot, DEFAULT_TEXT_SIZE, type Domain, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { blockHeight, NOTE_SIZE, placeLabel, type Rect, spreadLabels } from '../shared/labels.ts';
import { clipLine, linePath } from '../shared/polyline.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';
import type { FitArm, FitChartProps, Samples } from './types.ts';

/** Share of the target's range left free above and below. */
const PADDING = 0.12;
/** Markers along a curve, to tell arms apart without colour. */
const MARKERS = 7;
export const TARGET_NAME = 'target';
const NO_OUTPUT = 'no finite output';

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
  const widest = Math.max(
    ...[TARGET_NAME, ...arms.map(({ label }) => label)].map((text) => textWidth(text, textSize, true)),
  );
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: Math.min(width * 0.32, widest + textSize * 1.2),
    bottom: textSize * 2.9,
    left: textSize * 3.2,
  });
  const domain = fitDomain(target, data);
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
    yTicks: linearTicks(domain, plot.bottom - plot.top, textSize * 2.6),
    target: targetLines.map(linePath).join(''),
    data: data ? dots(points(data.x, data.y), [from, to], domain, x, y) : '',
    curves,
    labels: fitLabels(arms, lines, targetLines, plot, width, textSize),
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

/** Names in the right margin at the height where the curves end, or beside the place where one leaves; an arm without anything to draw is named in a free corner. */
function fitLabels(
  arms: readonly FitArm[],
  lines: readonly (readonly (readonly Point[])[])[],
  target: readonly (readonly Point[])[],
  plot: Plot,
  width: number,
  textSize: number,
): FitLabel[] {
  const left = plot.right + textSize * 0.5;
  const height = blockHeight(0, textSize);
  const ends = [
    { slot: null, name: TARGET_NAME, end: target.at(-1)?.at(-1) },
    ...arms.map(({ slot, label }, index) => ({ slot, name: label, end: lines[index]?.at(-1)?.at(-1) })),
  ];
  const drawn = ends.filter(({ end }) => end && end[0] >= plot.right - 1);
  const leaving = ends.flatMap(({ end, ...rest }) => (end && end[0] < plot.right - 1 ? [{ ...rest, end }] : []));
  const centres = spreadLabels(
    drawn.map(({ end }) => ({ wanted: end?.[1] ?? plot.top, height })),
    plot.top - textSize * 0.4,
    plot.bottom,
  );
  const labels = drawn.map(({ slot, name }, index): FitLabel => {
    const y = (centres[index] ?? plot.top) - height / 2;
    return { slot, name, notes: [], rect: { x: left, y, width: width - left, height } };
  });

  const bounds = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top };
  const obstacles = [...target, ...lines.flat()];
  for (const { slot, name, end } of leaving) {
    const size = { width: textWidth(name, textSize, true), height };
    const taken = labels.map(({ rect }) => rect);
    const rect = placeLabel(beside(end, size, plot, textSize), bounds, taken, obstacles);
    if (rect) labels.push({ slot, name, notes: [], rect });
  }
  arms.forEach(({ slot, label, outputs, note }, index) => {
    if ((lines[index] ?? []).length > 0) return;
    const notes = [outputs === null ? (note ?? NO_OUTPUT) : 'outside this range'];
    const size = {
      width: Math.max(textWidth(label, textSize, true), ...notes.map((text) => textWidth(text, textSize * NOTE_SIZE))),
      height: blockHeight(1, textSize),
    };
    const taken = labels.map(({ rect }) => rect);
    const rect = placeLabel(corners(plot, size, textSize), bounds, taken, obstacles);
    if (rect) labels.push({ slot, name: label, notes, rect });
  });
  return labels;
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

/** Places along the borders of the plot: the corners first, then inwards row by row. */
function corners(plot: Plot, size: { width: number; height: number }, textSize: number): Rect[] {
  const inset = textSize * 0.6;
  const rows = [0, 1, 2, 3].map((row) => row * (size.height + inset / 2));
  const columns = [plot.left + inset, plot.right - inset - size.width, (plot.left + plot.right - size.width) / 2];
  return rows.flatMap((row) =>
    columns.flatMap((x) =>
      [plot.top + inset / 2 + row, plot.bottom - inset - size.height - row].map((y): Rect => ({ x, y, ...size })),
    ),
  );
}
