import { direction } from '../shared/arrowhead.ts';
import {
  DEFAULT_TEXT_SIZE,
  type Domain,
  nameRoom,
  nameTextSize,
  type Plot,
  type Point,
  plotArea,
} from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { clipLine, linePath } from '../shared/polyline.ts';
import { decadeTicks, layerTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import { layerDomain } from './domain.ts';
import { type LayerLabel, labelText, layerLabels, NAME_GAP, type ReferenceLabel } from './labels.ts';
import type { LayerArm, LayerChartProps, LayerLine } from './types.ts';

/** One predicted line, in CSS pixels. */
export interface DrawnLine {
  readonly arm: LayerArm;
  readonly line: LayerLine;
  readonly path: string;
  readonly pieces: readonly (readonly Point[])[];
  /** Where it leaves the chart. */
  readonly arrows: readonly { readonly at: Point; readonly angle: number }[];
  /** Where it ends: at the last layer of which it is known, or where it leaves for good; null if it is never inside. */
  readonly end: { readonly at: Point; readonly leaves: boolean } | null;
}

export interface LayerDot {
  readonly layer: number;
  readonly at: Point;
}

export interface LayerGeometry {
  readonly plot: Plot;
  readonly x: (layer: number) => number;
  /** Of log10 of a value on the log scale, else of the value. */
  readonly y: (value: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly lines: readonly DrawnLine[];
  readonly dots: readonly { readonly arm: LayerArm; readonly dots: readonly LayerDot[] }[];
  readonly dotRadius: number;
  readonly labels: readonly LayerLabel[];
  /** Of these, in pixels. */
  readonly nameSize: number;
  readonly reference: { readonly y: number; readonly label: ReferenceLabel | null } | null;
}

/** Names are never set smaller than so much of the chart's text. */
const LEAST_NAMES = 0.7;

export function layerGeometry(props: Omit<LayerChartProps, 'title' | 'description' | 'yName'>): LayerGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, depth, arms, scale, reference, nameAtLast = false } = props;
  const nameWidths = arms.flatMap((arm) => arm.lines.map((line) => textWidth(labelText(arm, line), textSize, true)));
  const widest = Math.max(0, ...nameWidths);
  const left = textSize * 3.4;
  const usual = nameTextSize(widest, width, textSize);
  const right = nameRoom(widest * (usual / textSize) + textSize * 1.6, left, width, textSize);
  // Where the plot spares less than the names need they are set smaller still.
  const fitting = ((right - NAME_GAP * textSize) / Math.max(1e-9, widest)) * textSize;
  const nameSize = Math.min(usual, Math.max(LEAST_NAMES * textSize, fitting));
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right,
    bottom: textSize * 2.9,
    left,
  });
  const domain = props.domain ?? layerDomain(props);
  const [low, high] = domain;
  const inset = Math.min(textSize, (plot.right - plot.left) * 0.04);
  const span = plot.right - plot.left - 2 * inset;
  const x = (layer: number) => plot.left + inset + (depth > 1 ? (layer - 1) / (depth - 1) : 0.5) * span;
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const value = scale === 'log' ? (log10: number) => log10 : (log10: number) => 10 ** log10;

  const dotRadius = Math.max(2, Math.min(textSize * 0.36, (x(2) - x(1)) * 0.3));
  const lines = arms.flatMap((arm) => arm.lines.map((line) => drawnLine(arm, line, depth, domain, value, x, y)));
  const dots = arms.map((arm) => ({ arm, dots: measuredDots(arm, depth, domain, value, x, y) }));
  const level = reference ? y(value(reference.log10)) : Number.NaN;
  const shown = level >= plot.top - 0.5 && level <= plot.bottom + 0.5;
  const dotsOf = (arm: LayerArm) => dots.find((own) => own.arm === arm)?.dots ?? [];
  const { labels, reference: label } = layerLabels({
    lines: nameAtLast ? lines.map((line) => namedAtLast(line, dotsOf(line.arm), x(depth))) : lines,
    marks: dots.flatMap((arm) => arm.dots.map(({ at }) => at)),
    reference: shown && reference ? { name: reference.name, y: level } : null,
    plot,
    width,
    textSize,
    nameSize,
    dotRadius,
  });
  return {
    plot,
    x,
    y,
    xTicks: layerTicks(depth, x(depth) - x(1), textSize * 2.2),
    yTicks:
      scale === 'log'
        ? decadeTicks(domain, plot.bottom - plot.top, textSize * 2.4)
        : linearTicks(domain, plot.bottom - plot.top, textSize * 2.4),
    lines,
    dots,
    dotRadius,
    labels,
    nameSize,
    reference: shown ? { y: level, label } : null,
  };
}

type Scale = (value: number) => number;

function drawnLine(
  arm: LayerArm,
  line: LayerLine,
  depth: number,
  domain: Domain,
  value: Scale,
  x: Scale,
  y: Scale,
): DrawnLine {
  const points = line.log10
    .slice(0, depth)
    .map((log10, l): Point | null => (log10 === null ? null : [l + 1, value(log10)]));
  const onScreen = ([layer, v]: Point): Point => [x(layer), y(v)];
  const clipped = clipLine(points, domain);
  const pieces = clipped.pieces.map((piece) => piece.map(onScreen));
  // Read backwards, as gradients flow, the line may leave where it seems to enter.
  const exits = [...clipped.exits, ...clipLine(points.toReversed(), domain).exits];
  const arrows = exits.map(({ at, from }) => {
    const [tip, tail] = [onScreen(at), onScreen(from)];
    return { at: tip, angle: direction(tail, tip) };
  });
  const last = pieces.at(-1)?.at(-1);
  // A line may be known to the last but one layer only: it ends there, and has not left.
  const lastKnown = points.findLast((point) => point !== null)?.[0] ?? depth;
  return {
    arm,
    line,
    path: pieces.map(linePath).join(''),
    pieces,
    arrows,
    end: last ? { at: last, leaves: last[0] < x(lastKnown) - 0.5 } : null,
  };
}

/** The line with its name's place at its end or the last dot, whatever is further on; in the plot unless that is the last layer. */
function namedAtLast(line: DrawnLine, dots: readonly LayerDot[], right: number): DrawnLine {
  const ends = [line.end?.at, dots.at(-1)?.at].filter((at) => at !== undefined);
  const [last] = ends.toSorted((a, b) => b[0] - a[0]);
  return { ...line, end: last ? { at: last, leaves: last[0] < right - 0.5 } : null };
}

function measuredDots(arm: LayerArm, depth: number, domain: Domain, value: Scale, x: Scale, y: Scale): LayerDot[] {
  return (arm.measuredLog10 ?? []).slice(0, depth).flatMap((log10, l): LayerDot[] => {
    const v = log10 === null ? Number.NaN : value(log10);
    return v >= domain[0] && v <= domain[1] ? [{ layer: l + 1, at: [x(l + 1), y(v)] }] : [];
  });
}
