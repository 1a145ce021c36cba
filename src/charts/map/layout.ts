/** Where everything of a plane's chart stands. */
import { DEFAULT_TEXT_SIZE, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import type { Tick } from '../shared/ticks.ts';
import { axisScale, axisTicks, clamped } from './plane.ts';
import type { MapChartAxis, MapChartProps } from './types.ts';

export interface MapLayout {
  readonly plot: Plot;
  /** Pixels of what the axes measure. */
  readonly x: (measured: number) => number;
  readonly y: (measured: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Whether the axes have room for their words beside their symbols. */
  readonly worded: { readonly x: boolean; readonly y: boolean };
  /** A low chart has no line of its own for the name of x. */
  readonly low: boolean;
  /** Text size of the arm's name. */
  readonly nameSize: number;
  /** Where the arm's name stands: its marker first. */
  readonly name: Point;
  /** The present experiment, moved to the border if it lies beyond; null: it has no place. */
  readonly at: Point | null;
}

/** Lower charts than so many text sizes are low. */
const LOW = 17;

export function mapLayout({
  width,
  height,
  textSize = DEFAULT_TEXT_SIZE,
  x: across,
  y: up,
  arm,
  point,
}: Pick<MapChartProps, 'width' | 'height' | 'textSize' | 'x' | 'y' | 'arm' | 'point'>): MapLayout {
  const low = height < LOW * textSize;
  const [top, bottom] = [textSize * 3.2, textSize * (low ? 1.5 : 2.9)];
  const yTicks = axisTicks(up, Math.max(1, height - top - bottom), textSize * 2.4);
  const numbers = Math.max(0, ...yTicks.map(({ label }) => textWidth(label ?? '', textSize)));
  const left = Math.max(textSize * 2.4, numbers + textSize * 0.9);
  const plot = plotArea(width, height, { top, right: textSize * 0.9, bottom, left });
  const x = axisScale(across, plot.left, plot.right);
  const y = axisScale(up, plot.bottom, plot.top);
  const room = plot.right - plot.left - textSize * 1.1;
  const fits = (axis: MapChartAxis, taken: number) =>
    textWidth(`${axis.symbol}, ${axis.words}`, textSize) < width - left - taken;
  return {
    plot,
    x,
    y,
    xTicks: axisTicks(across, plot.right - plot.left, textSize * 3),
    yTicks,
    // In a low chart both names share a line.
    worded: { x: !low && fits(across, 0), y: fits(up, low ? textWidth(across.symbol, textSize) + 3 * textSize : 0) },
    low,
    nameSize:
      textSize * Math.max(NOTE_SIZE * 0.7, Math.min(1, room / Math.max(1, textWidth(arm.label, textSize, true)))),
    name: [plot.left, plot.top - textSize * 2.25],
    at: point && [x(clamped(across, point.x)), y(clamped(up, point.y))],
  };
}
