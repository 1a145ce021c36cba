/** Where the cells of a plane lie. */
import { columnAndRow } from '../../lib/columnAndRow.ts';
import type { Domain, Plot } from '../shared/chart.ts';
import { formatParameter, powerOfTen } from '../shared/format.ts';
import { decadeTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import type { MapChartAxis } from './types.ts';

/** A value as an axis measures it: log10 on a logarithmic one. */
export const measured = ({ log }: Pick<MapChartAxis, 'log'>, value: number): number =>
  log ? Math.log10(value) : value;

/** Half a step: from the centre of a cell to its border. */
function half(axis: MapChartAxis): number {
  const span = measured(axis, axis.to) - measured(axis, axis.from);
  return axis.cells > 1 ? span / (axis.cells - 1) / 2 : 0.5;
}

/** The axis's ends: half a cell beyond the first and the last centre. */
export function axisDomain(axis: MapChartAxis): Domain {
  const margin = half(axis);
  return [measured(axis, axis.from) - margin, measured(axis, axis.to) + margin];
}

/** Pixel of a measured value between two borders. */
export function axisScale(axis: MapChartAxis, from: number, to: number): (at: number) => number {
  const [low, high] = axisDomain(axis);
  return (at) => from + ((at - low) / (high - low)) * (to - from);
}

/** The cell under a share of the axis's length. */
export const cellAt = ({ cells }: MapChartAxis, share: number): number =>
  Math.max(0, Math.min(cells - 1, Math.floor(share * cells)));

/** The measured value, moved to the border where it lies beyond. */
export function clamped(axis: MapChartAxis, value: number): number {
  const [low, high] = axisDomain(axis);
  const at = measured(axis, value);
  return Number.isNaN(at) ? low : Math.max(low, Math.min(high, at));
}

/** Labelled ticks, at least `distance` pixels apart. */
export function axisTicks(axis: MapChartAxis, length: number, distance: number): Tick[] {
  const domain = axisDomain(axis);
  if (!axis.log) return linearTicks(domain, length, distance);
  const decades = decadeTicks(domain, length, distance);
  // As plain numbers where they are that, which is easier read than powers.
  const plain = decades.map((tick) =>
    tick.label !== null && Math.abs(tick.value) <= 2 ? { ...tick, label: formatParameter(10 ** tick.value) } : tick,
  );
  const labelled = decades.filter(({ label }) => label !== null);
  if (labelled.length >= 2) return labelled.some(({ value }) => Math.abs(value) > 2) ? decades : plain;
  // Less than two decades: the ends say more than one power.
  return [axis.from, axis.to].map((value) => ({ value: Math.log10(value), label: endLabel(value) }));
}

const endLabel = (value: number): string => {
  const log10 = Math.log10(value);
  return Number.isInteger(log10) && Math.abs(log10) > 2 ? powerOfTen(log10) : formatParameter(value);
};

/** What stands at a pixel of the plot, as an index of a cell. */
export function indexAt(
  { x, y }: { readonly x: MapChartAxis; readonly y: MapChartAxis },
  across: number,
  up: number,
): number {
  return cellAt(y, up) * x.cells + cellAt(x, across);
}

/** Borders of a cell in pixels. */
export function cellBox({ x }: { readonly x: MapChartAxis }, rows: number, plot: Plot, index: number) {
  const [width, height] = [(plot.right - plot.left) / x.cells, (plot.bottom - plot.top) / rows];
  const [column, row] = columnAndRow(index, x.cells);
  return { x: plot.left + column * width, y: plot.bottom - (row + 1) * height, width, height };
}

/** The cell that a key leads to; null: no key of the map's. */
export function moved(
  { x, y }: { readonly x: MapChartAxis; readonly y: MapChartAxis },
  index: number,
  key: string,
): number | null {
  const [column, row] = columnAndRow(index, x.cells);
  const to = (toColumn: number, toRow: number) =>
    Math.max(0, Math.min(y.cells - 1, toRow)) * x.cells + Math.max(0, Math.min(x.cells - 1, toColumn));
  switch (key) {
    case 'ArrowRight':
      return to(column + 1, row);
    case 'ArrowLeft':
      return to(column - 1, row);
    case 'ArrowUp':
      return to(column, row + 1);
    case 'ArrowDown':
      return to(column, row - 1);
    case 'Home':
      return to(0, row);
    case 'End':
      return to(x.cells - 1, row);
    default:
      return null;
  }
}
