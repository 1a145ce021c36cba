import { DEFAULT_TEXT_SIZE, nameRoom, nameTextSize, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { linePath } from '../shared/polyline.ts';
import { decadeTicks, type Tick } from '../shared/ticks.ts';
import { type MapCurve, type MapFrame, mapCurve } from './curve.ts';
import { kernelLabels, type MapLabel } from './labels.ts';
import type { KernelMapProps } from './types.ts';
import { kernelWindow } from './window.ts';
import { type ZeroPoints, zeroPoints } from './zeros.ts';

export interface KernelMapGeometry extends MapFrame {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly diagonal: string;
  readonly curves: readonly MapCurve[];
  readonly zeros: ZeroPoints | null;
  readonly labels: readonly MapLabel[];
}

/** The plot may be so much wider than high: near a square, a slope is seen as what it is. */
const WIDEST = 1.25;

export function kernelMapGeometry(props: Omit<KernelMapProps, 'title' | 'description'>): KernelMapGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms } = props;
  const window = props.window ?? kernelWindow(arms);
  const [low, high] = window;
  const margin = { top: textSize * 2.1, bottom: textSize * 2.9, left: textSize * 3.4 };
  const widestName = Math.max(0, ...arms.map(({ label }) => textWidth(label, textSize, true)));
  const nameSize = nameTextSize(widestName, width, textSize);
  const names = nameRoom(widestName * (nameSize / textSize) + textSize * 1.6, margin.left, width, textSize);
  const spare = width - margin.left - (height - margin.top - margin.bottom) * WIDEST;
  const plot = plotArea(width, height, { ...margin, right: Math.max(names, spare) });
  const frame: MapFrame = {
    plot,
    textSize,
    nameSize,
    window,
    x: (log10) => plot.left + ((log10 - low) / (high - low)) * (plot.right - plot.left),
    y: (log10) => plot.bottom - ((log10 - low) / (high - low)) * (plot.bottom - plot.top),
  };
  const zeros = zeroPoints(arms, frame, width);
  const curves = arms.map((arm) => mapCurve(arm, frame));
  return {
    ...frame,
    xTicks: decadeTicks(window, plot.right - plot.left, textSize * 3),
    yTicks: decadeTicks(window, plot.bottom - plot.top, textSize * 2.4),
    diagonal: linePath([
      [plot.left, plot.bottom],
      [plot.right, plot.top],
    ]),
    curves,
    zeros,
    labels: kernelLabels(curves, zeros, frame, width),
  };
}
