import { extent, quantile } from '../../lib/extent.ts';
import { nameMargin } from '../fit/fit.ts';
import { type ArmSlot, DEFAULT_TEXT_SIZE, type Domain, type Plot, type Point, plotArea } from '../shared/chart.ts';
import type { Rect } from '../shared/labels.ts';
import { nameColumn } from '../shared/nameColumn.ts';
import { clipLine, linePath } from '../shared/polyline.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import { decadeTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import type { MagnitudeArm, MagnitudeChartProps } from './types.ts';

/** What is so many decades over the reference leaves the chart. */
const DECADES_ABOVE = 2;
const LEAST_DECADES = 3;
const MOST_DECADES = 9;
/** Where a curve crosses zero its logarithm dips without end: that many values may leave the chart below. */
const BELOW = 0.05;

/** Range of log10 |value| for these arms, about a magnitude that is familiar, e.g. the target's; given `previous` it only expands. */
export function magnitudeDomain(arms: readonly MagnitudeArm[], reference: number, previous?: Domain): Domain {
  const level = Number.isFinite(Math.log10(reference)) ? Math.log10(reference) : 0;
  const tops: number[] = [];
  const bottoms: number[] = [];
  for (const { values } of arms) {
    const logs = values ? Array.from(values, log10Magnitude).filter(Number.isFinite) : [];
    const [low, high] = [quantile(logs, BELOW), extent(logs)[1]];
    if (low === undefined || high === undefined) continue;
    bottoms.push(low);
    tops.push(high);
  }
  const high = Math.min(level + DECADES_ABOVE, Math.max(...tops, level - LEAST_DECADES));
  const low = Math.max(high - MOST_DECADES, Math.min(...bottoms, high - 1));
  return grown(roundedDecades(low, high, 0.05, LEAST_DECADES), previous);
}

const log10Magnitude = (value: number): number => Math.log10(Math.abs(value));

export interface MagnitudeGeometry {
  readonly plot: Plot;
  readonly x: (value: number) => number;
  readonly y: (log10: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly curves: readonly { readonly slot: ArmSlot; readonly path: string }[];
  readonly nameSize: number;
  readonly labels: readonly { readonly slot: ArmSlot; readonly name: string; readonly rect: Rect }[];
}

export function magnitudeGeometry(props: Omit<MagnitudeChartProps, 'title' | 'description'>): MagnitudeGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, domain, besides = [] } = props;
  const left = textSize * 3.2;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: nameMargin([...besides, ...arms.map(({ label }) => label)], width, textSize),
    bottom: textSize * 2.9,
    left,
  });
  const [from = -1, to = 1] = extent(Array.from(props.x).filter(Number.isFinite));
  const x = (value: number) => plot.left + ((value - from) / (to > from ? to - from : 1)) * (plot.right - plot.left);
  const y = (log10: number) => plot.bottom - ((log10 - domain[0]) / (domain[1] - domain[0])) * (plot.bottom - plot.top);
  const lines = arms.map(({ values }) =>
    clipLine(points(props.x, values), domain).pieces.map((piece) => piece.map(([px, py]): Point => [x(px), y(py)])),
  );
  const named = arms.flatMap(({ slot, label }, index) => {
    // Not at the very border, where an error that is zero there has already left the chart.
    const end = lines[index]?.flat().findLast(([px]) => px <= plot.right - textSize * 0.5);
    return end ? [{ slot, name: label, notes: [], wanted: end[1] }] : [];
  });
  const borders = { left: plot.right, right: width, top: plot.top - textSize * 0.4, bottom: plot.bottom };
  const column = nameColumn(named, borders, textSize);
  return {
    plot,
    x,
    y,
    xTicks: linearTicks([from, to > from ? to : from + 1], plot.right - plot.left, textSize * 4),
    yTicks: decadeTicks(domain, plot.bottom - plot.top, textSize * 1.6),
    curves: arms.map(({ slot }, index) => ({ slot, path: (lines[index] ?? []).map(linePath).join('') })),
    nameSize: column.textSize,
    labels: named.map(({ slot, name }, index) => ({ slot, name, rect: column.labels[index]!.rect })),
  };
}

/** log10 |value| over x; null where there is no finite number. A zero is far below. */
function points(x: ArrayLike<number>, values: ArrayLike<number> | null): (Point | null)[] {
  if (values === null) return [];
  return Array.from({ length: Math.min(x.length, values.length) }, (_, index): Point | null => {
    const [at, value] = [x[index]!, values[index]!];
    return Number.isFinite(at) && Number.isFinite(value) ? [at, log10Magnitude(value)] : null;
  });
}
