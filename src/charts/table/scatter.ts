import { DEFAULT_TEXT_SIZE, type Domain, type Margin, type Plot, plotArea } from '../shared/chart.ts';
import { numberRoom } from '../shared/names.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';

export interface ScatterSize {
  readonly width: number;
  readonly height: number;
  readonly textSize?: number;
}

export interface ScatterGeometry {
  readonly plot: Plot;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** All points on the chart as one path of strokes without length: round caps make them dots. */
  readonly dots: string;
  /** How many predictions lie outside the range or are not finite. */
  readonly outside: number;
}

/** More dots would only hide each other. */
const MOST_DOTS = 1500;

/** Predicted against true, both axes over the range of the true values with a tenth around. */
export function scatterGeometry(
  { width, height, textSize = DEFAULT_TEXT_SIZE }: ScatterSize,
  truths: ArrayLike<number>,
  predicted: ArrayLike<number>,
): ScatterGeometry {
  const domain = around(truths);
  const margin = { top: textSize * 2.5, right: textSize * 0.6, bottom: textSize * 2.6 };
  const ticksOf = ({ top, bottom }: Plot) => linearTicks(domain, bottom - top, textSize * 2.6);
  const wide = squareArea(width, height, { ...margin, left: numberRoom([], textSize) });
  const plot = squareArea(width, height, { ...margin, left: numberRoom(ticksOf(wide), textSize) });
  const side = plot.right - plot.left;
  const x = (value: number) => plot.left + ((value - domain[0]) / (domain[1] - domain[0])) * side;
  const y = (value: number) => plot.bottom - ((value - domain[0]) / (domain[1] - domain[0])) * side;
  const count = Math.min(truths.length, predicted.length);
  const stride = Math.max(1, Math.ceil(count / MOST_DOTS));
  const inside = (value: number) => value >= domain[0] && value <= domain[1];
  let [dots, outside] = ['', 0];
  for (let i = 0; i < count; i++) {
    if (!inside(predicted[i]!)) outside++;
    else if (i % stride === 0) dots += `M${x(truths[i]!).toFixed(1)},${y(predicted[i]!).toFixed(1)}h0`;
  }
  return {
    plot,
    x,
    y,
    ticks: linearTicks(domain, side, textSize * 4),
    yTicks: ticksOf(plot),
    dots,
    outside,
  };
}

/** The square in the upper left of what the margins leave. */
function squareArea(width: number, height: number, margin: Margin): Plot {
  const { left, top, right, bottom } = plotArea(width, height, margin);
  const side = Math.min(right - left, bottom - top);
  return { left, top, right: left + side, bottom: top + side };
}

function around(truths: ArrayLike<number>): Domain {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < truths.length; i++) {
    low = Math.min(low, truths[i]!);
    high = Math.max(high, truths[i]!);
  }
  if (!(low < high)) return Number.isFinite(low) ? [low - 1, low + 1] : [-1, 1];
  const padding = (high - low) / 10;
  return [low - padding, high + padding];
}
