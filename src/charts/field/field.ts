import { ticks } from 'd3-array';
import type { Domain } from '../shared/chart.ts';
import { type PaletteName, shade } from '../shared/palette.ts';
import { grown } from '../shared/steady.ts';
import { contour } from './contour.ts';
import { type FieldGrid, resampled } from './grid.ts';

/** The field as RGBA pixels from the top down; beyond the domain the colour of its end, transparent where it is no number. */
export function fieldPixels(
  grid: FieldGrid,
  values: ArrayLike<number>,
  domain: Domain,
  palette: PaletteName,
  columns: number,
  rows: number,
): Uint8ClampedArray {
  // Bounded before it is interpolated: one infinite value must not spread.
  const bounded = (point: number) => Math.max(domain[0], Math.min(domain[1], values[point] ?? Number.NaN));
  const image = resampled(grid, bounded, columns, rows);
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  image.forEach((value, index) => {
    const colour = shade(value, domain, palette);
    if (!colour) return;
    pixels.set(colour, index * 4);
    pixels[index * 4 + 3] = 255;
  });
  return pixels;
}

/** Lines of equal value at round numbers inside the domain. */
export function isolines(grid: FieldGrid, values: ArrayLike<number>, domain: Domain) {
  const inside = ticks(domain[0], domain[1], 6).filter((level) => level > domain[0] && level < domain[1]);
  return inside.flatMap((level) => contour(grid, (point) => values[point] ?? Number.NaN, level));
}

/** Smallest and largest finite value; [-1, 1] where there is none. */
export function valueDomain(values: ArrayLike<number>): Domain {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-1, 1];
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** Decades of the scale below its largest value. */
const SHOWN_DECADES = 4;
/** With more the first ones could not be told apart. */
const MOST_DECADES = 8;

/**
 * log10 range for the sizes of errors: from that of the largest of all fields down four decades, so that training is seen;
 * at most two decades over a familiar size. Given `previous` it only expands.
 */
export function errorDomain(fields: readonly ArrayLike<number>[], reference: number, previous?: Domain): Domain {
  const level = Number.isFinite(Math.log10(reference)) ? Math.log10(reference) : 0;
  let largest = 0;
  for (const field of fields) {
    for (let i = 0; i < field.length; i++) {
      const size = Math.abs(field[i]!);
      if (Number.isFinite(size) && size > largest) largest = size;
    }
  }
  const high = Math.max(level - SHOWN_DECADES, Math.min(level + 2, largest > 0 ? Math.log10(largest) : level));
  const top = Math.ceil(high) + 0;
  const widest = (previous?.[1] ?? top) - MOST_DECADES;
  return grown([Math.max(widest, top - SHOWN_DECADES), top], previous);
}

/** log10 of the size of each value. */
export const log10Sizes = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: values.length }, (_, i) => Math.log10(Math.abs(values[i]!)));
