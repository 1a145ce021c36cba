import { staircase } from '../kernelMap/staircase.ts';
import { DEFAULT_TEXT_SIZE, nameRoom, nameTextSize, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { blockHeight, NOTE_SIZE, type Rect, spreadLabels } from '../shared/labels.ts';
import { linePath } from '../shared/polyline.ts';
import type { Tick } from '../shared/ticks.ts';
import { correlationAxis, correlationDomain, correlationText, correlationTicks } from './scale.ts';
import type { CorrelationMapArm, CorrelationMapProps, FixedCorrelation } from './types.ts';

/** What is drawn of one arm, in CSS pixels. */
export interface CorrelationMapCurve {
  readonly arm: CorrelationMapArm;
  readonly path: string;
  readonly stairs: string;
  /** c_1 on the axis; null where it is not known. */
  readonly start: Point | null;
  readonly fixed: readonly { readonly point: FixedCorrelation; readonly at: Point }[];
  readonly notes: readonly string[];
  readonly label: Rect;
}

export interface CorrelationMapGeometry {
  readonly plot: Plot;
  readonly x: (c: number) => number;
  readonly y: (c: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly diagonal: string;
  readonly curves: readonly CorrelationMapCurve[];
  readonly nameSize: number;
}

/** The plot may be so much wider than high: near a square, a slope is seen as what it is. */
const WIDEST = 1.25;

export function correlationMapGeometry(
  props: Omit<CorrelationMapProps, 'title' | 'description'>,
): CorrelationMapGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms } = props;
  const margin = { top: textSize * 2.1, bottom: textSize * 2.9, left: textSize * 3.4 };
  const texts = arms.map((arm) => notesOf(arm));
  const widest = Math.max(
    0,
    ...arms.map(({ label }) => textWidth(label, textSize, true)),
    ...texts.flat().map((note) => textWidth(note, textSize * NOTE_SIZE)),
  );
  const nameSize = nameTextSize(widest, width, textSize);
  const names = nameRoom(widest * (nameSize / textSize) + textSize, margin.left, width, textSize);
  const spare = width - margin.left - (height - margin.top - margin.bottom) * WIDEST;
  const plot = plotArea(width, height, { ...margin, right: Math.max(names, spare) });
  const domain = correlationDomain(
    arms.flatMap(({ iterates, fixedPoints }) => [...iterates, ...fixedPoints.map(({ correlation }) => correlation)]),
  );
  const [low, high] = domain;
  const inset = 0.5 * textSize;
  const x = (c: number) => plot.left + inset + ((c - low) / (high - low)) * (plot.right - plot.left - 2 * inset);
  const { y, yTicks } = correlationAxis(domain, plot, textSize);
  const onScreen = ([c, next]: Point): Point => [x(c), y(next)];

  const blocks = texts.map((notes) => ({ wanted: plot.top, height: blockHeight(notes.length, nameSize) }));
  const centres = spreadLabels(blocks, plot.top - textSize, plot.bottom);
  const nameLeft = plot.right + textSize * 0.5;
  return {
    plot,
    x,
    y,
    xTicks: correlationTicks(domain, x(high) - x(low), textSize * 3),
    yTicks,
    diagonal: linePath([
      [x(low), y(low)],
      [x(high), y(high)],
    ]),
    curves: arms.map((arm, index): CorrelationMapCurve => {
      const { height: tall } = blocks[index]!;
      const first = arm.iterates[0];
      return {
        arm,
        path: linePath(arm.map.filter(([c, next]) => c >= low && next >= low).map(onScreen)),
        stairs: linePath(staircase(arm.iterates, domain).points.map(onScreen)),
        start: first === undefined ? null : [x(first), y(low)],
        fixed: arm.fixedPoints
          .filter(({ correlation: c }) => c >= low)
          .map((point) => ({ point, at: onScreen([point.correlation, point.correlation]) })),
        notes: texts[index]!,
        label: { x: nameLeft, y: centres[index]! - tall / 2, width: width - nameLeft, height: tall },
      };
    }),
    nameSize,
  };
}

/** Under an arm's name: the slope at c = 1, and where correlations go. */
export function notesOf({ map, fixedPoints }: Pick<CorrelationMapArm, 'map' | 'fixedPoints'>): readonly string[] {
  const one = fixedPoints.at(-1);
  if (map.length === 0) return [];
  if (one === undefined) return ['every c stays'];
  const attracting = fixedPoints.find(({ stability, correlation }) => stability === 'stable' && correlation < 1);
  const slope = `slope ${slopeText(one.slope)} at 1`;
  return attracting === undefined ? [slope] : [slope, `c* = ${correlationText(1 - attracting.correlation)}`];
}

/** As many digits as tell it from 1, up to four. */
export function slopeText(slope: number): string {
  for (let digits = 2; digits < 4; digits++) {
    if (Math.abs(slope - 1) > 2 * 10 ** -digits) return slope.toFixed(digits);
  }
  return Math.abs(slope - 1) < 5e-5 ? '1' : slope.toFixed(4);
}
