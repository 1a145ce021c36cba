import { DEFAULT_TEXT_SIZE, type Plot, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';
import type { FieldGrid } from './grid.ts';

/** A pixel of the image for so many of the screen: more would not be seen, and has to be drawn at every measurement. */
const MOST_PIXELS = 128;
/** From a number to the border of the map. */
const TICK_GAP = 6;

export interface MapSize {
  readonly width: number;
  readonly height: number;
  readonly textSize?: number;
  readonly grid: FieldGrid;
  /** One unit of x as long as one of y. */
  readonly square: boolean;
}

/** Where one map of a row of small multiples is drawn. */
export interface MapGeometry {
  readonly plot: Plot;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Pixels of the image. */
  readonly columns: number;
  readonly rows: number;
}

export function mapGeometry({ width, height, textSize = DEFAULT_TEXT_SIZE, grid, square }: MapSize): MapGeometry {
  const [top, bottom] = [textSize * 2.5, textSize * 1.7];
  const yTicks = linearTicks(grid.y, Math.max(1, height - top - bottom), textSize * 2.6);
  const numbers = yTicks.map(({ label }) => textWidth(label ?? '', textSize * NOTE_SIZE));
  const left = Math.max(textSize * 2.1, ...numbers.map((number) => number + TICK_GAP));
  const room = plotArea(width, height, { top, right: textSize * 0.4, bottom, left });
  const plot = square ? squared(room, grid) : room;
  const x = (value: number) => plot.left + ((value - grid.x[0]) / (grid.x[1] - grid.x[0])) * (plot.right - plot.left);
  const y = (value: number) => plot.bottom - ((value - grid.y[0]) / (grid.y[1] - grid.y[0])) * (plot.bottom - plot.top);
  return {
    plot,
    x,
    y,
    // The names of the axes stand in place of the last numbers.
    xTicks: linearTicks(grid.x, plot.right - plot.left, textSize * 3.4).filter(
      ({ value }) => x(value) <= plot.right - textSize * 1.5,
    ),
    yTicks: linearTicks(grid.y, plot.bottom - plot.top, textSize * 2.6).filter(
      ({ value }) => y(value) >= plot.top + textSize * 1.3,
    ),
    columns: Math.max(1, Math.min(MOST_PIXELS, Math.round(plot.right - plot.left))),
    rows: Math.max(1, Math.min(MOST_PIXELS, Math.round(plot.bottom - plot.top))),
  };
}

/** The largest rectangle of the grid's proportions, at the left and the top. */
function squared(room: Plot, { x, y }: FieldGrid): Plot {
  const [across, up] = [x[1] - x[0], y[1] - y[0]];
  const scale = Math.min((room.right - room.left) / across, (room.bottom - room.top) / up);
  return { left: room.left, top: room.top, right: room.left + across * scale, bottom: room.top + up * scale };
}
