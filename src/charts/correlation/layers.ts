import { DEFAULT_TEXT_SIZE, nameRoom, nameTextSize, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { blockHeight, type Rect, spreadLabels } from '../shared/labels.ts';
import { linePath } from '../shared/polyline.ts';
import { layerTicks, type Tick } from '../shared/ticks.ts';
import { correlationAxis, correlationDomain } from './scale.ts';
import type { CorrelationArm, CorrelationChartProps } from './types.ts';

export interface CorrelationDot {
  readonly layer: number;
  readonly at: Point;
  /** From its lower end to its upper one; empty with one network. */
  readonly whisker: string;
}

/** What is drawn of one arm, in CSS pixels. */
export interface CorrelationCurve {
  readonly arm: CorrelationArm;
  readonly path: string;
  readonly dots: readonly CorrelationDot[];
  readonly label: Rect;
}

export interface CorrelationGeometry {
  readonly plot: Plot;
  readonly x: (layer: number) => number;
  readonly y: (c: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly curves: readonly CorrelationCurve[];
  readonly dotRadius: number;
  /** Of the names, in pixels. */
  readonly nameSize: number;
}

export function correlationGeometry(props: Omit<CorrelationChartProps, 'title' | 'description'>): CorrelationGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, layers } = props;
  const widest = Math.max(0, ...arms.map(({ label }) => textWidth(label, textSize, true)));
  const nameSize = nameTextSize(widest, width, textSize);
  const left = textSize * 3.4;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: nameRoom(widest * (nameSize / textSize) + textSize, left, width, textSize),
    bottom: textSize * 2.9,
    left,
  });
  const domain = correlationDomain(arms.flatMap(shownOf));
  const [low, high] = domain;
  const inset = Math.min(textSize, (plot.right - plot.left) * 0.04);
  const span = plot.right - plot.left - 2 * inset;
  const x = (layer: number) => plot.left + inset + (layers > 1 ? (layer - 1) / (layers - 1) : 0.5) * span;
  const { y, yTicks } = correlationAxis(domain, plot, textSize);
  const held = (c: number) => Math.max(low, Math.min(high, c));

  const line = blockHeight(0, nameSize);
  const ends = arms.map((arm) => ({ wanted: y(held(lastOf(arm) ?? high)), height: line }));
  const centres = spreadLabels(ends, plot.top - textSize, plot.bottom);
  const nameLeft = plot.right + textSize * 0.3;
  return {
    plot,
    x,
    y,
    xTicks: layerTicks(layers, x(layers) - x(1), textSize * 2.2),
    yTicks,
    curves: arms.map((arm, index) => ({
      arm,
      path: linePath(arm.predicted.map((c, l): Point => [x(l + 1), y(held(c))])),
      dots: arm.measured.flatMap((own, l): CorrelationDot[] => {
        if (own === null) return [];
        const { correlation: c, spread } = own;
        const at: Point = [x(l + 1), y(held(c))];
        const ends = spread === null ? [] : [held(c - spread), held(c + spread)];
        return [{ layer: l + 1, at, whisker: linePath(ends.map((end): Point => [at[0], y(end)])) }];
      }),
      label: { x: nameLeft, y: centres[index]! - line / 2, width: width - nameLeft, height: line },
    })),
    dotRadius: Math.max(2, Math.min(textSize * 0.36, layers > 1 ? (x(2) - x(1)) * 0.3 : textSize)),
    nameSize,
  };
}

const shownOf = ({ predicted, measured }: CorrelationArm): readonly number[] => [
  ...predicted,
  ...measured.flatMap((own) => (own === null ? [] : [own.correlation])),
];

const lastOf = (arm: CorrelationArm): number | undefined =>
  arm.predicted.at(-1) ?? arm.measured.findLast((own) => own !== null)?.correlation;
