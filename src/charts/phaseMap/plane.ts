import type { Domain, Plot } from '../shared/chart.ts';
import type { PhaseGrid, PhasePoint } from './types.ts';

/** C_W and K_1 at the centre of a cell. */
export function phaseCellCentre(
  { columns, rows, cwLog10, k1Log10 }: Omit<PhaseGrid, 'outcome'>,
  column: number,
  row: number,
): PhasePoint {
  return {
    cw: 10 ** within(cwLog10, (column + 0.5) / columns),
    k1: 10 ** within(k1Log10, (row + 0.5) / rows),
  };
}

/** What is predicted at a point: the outcome of its cell; null farther outside the plane than rounding takes it. */
export function outcomeAt(grid: PhaseGrid, { cw, k1 }: PhasePoint): number | null {
  const column = cellOf(grid.cwLog10, grid.columns, Math.log10(cw));
  const row = cellOf(grid.k1Log10, grid.rows, Math.log10(k1));
  return column === null || row === null ? null : (grid.outcome[row * grid.columns + column] ?? null);
}

/** Pixels of the plane's points and back, [log10 C_W, log10 K_1] between its borders. */
export interface PlaneScale {
  readonly x: (log10Cw: number) => number;
  readonly y: (log10K1: number) => number;
  /** The point at a pixel, in three digits; moved to the border if it lies beyond. */
  readonly pointAt: (x: number, y: number) => PhasePoint;
}

export function planeScale({ cwLog10, k1Log10 }: Pick<PhaseGrid, 'cwLog10' | 'k1Log10'>, plot: Plot): PlaneScale {
  const width = plot.right - plot.left;
  const height = plot.bottom - plot.top;
  return {
    x: (log10) => plot.left + share(cwLog10, log10) * width,
    y: (log10) => plot.bottom - share(k1Log10, log10) * height,
    pointAt: (x, y) => ({
      cw: fromLog10(within(cwLog10, clamp01((x - plot.left) / width))),
      k1: fromLog10(within(k1Log10, clamp01((plot.bottom - y) / height))),
    }),
  };
}

/** The number with that log10 in three digits: finer than a pixel, and short in a permalink. */
export const fromLog10 = (log10: number): number => Number((10 ** log10).toPrecision(3));

/** log10 of a coordinate, moved into the domain. */
export function clampedLog10(value: number, [low, high]: Domain): number {
  const log10 = Math.log10(value);
  return Number.isNaN(log10) ? low : Math.max(low, Math.min(high, log10));
}

const within = ([low, high]: Domain, t: number): number => low + t * (high - low);
const share = ([low, high]: Domain, value: number): number => (value - low) / (high - low);
const clamp01 = (t: number): number => (t >= 0 ? Math.min(1, t) : 0);

function cellOf(domain: Domain, count: number, value: number): number | null {
  const t = share(domain, value);
  return t >= -0.01 && t <= 1.01 ? Math.max(0, Math.min(count - 1, Math.floor(t * count))) : null;
}
