import type { Domain } from '../shared/chart.ts';
import { shade } from '../shared/palette.ts';
import type { HistoryArm } from './types.ts';

/**
 * Index of the measurement shown in each of `columns` equal parts of the steps 0 … `end`: the last one at or before
 * the part's right border; -1 before the first and after the last, which itself takes one column.
 */
export function columnMeasurements(steps: ArrayLike<number>, end: number, columns: number): Int32Array {
  const shown = new Int32Array(columns).fill(-1);
  let index = -1;
  const last = steps[steps.length - 1] ?? Number.NEGATIVE_INFINITY;
  for (let column = 0; column < columns; column++) {
    const right = ((column + 1) / columns) * end;
    while (index + 1 < steps.length && (steps[index + 1] ?? Number.POSITIVE_INFINITY) < right) index++;
    const left = (column / columns) * end;
    if (left <= last) shown[column] = index;
  }
  return shown;
}

/** The heat map as RGBA pixels, [L rows from the last layer down to the first][columns]; transparent where no number is. */
export function heatMap(
  { log10 }: HistoryArm,
  shown: Int32Array,
  depth: number,
  domain: Domain,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(shown.length * depth * 4);
  shown.forEach((index, column) => {
    const layers = log10[index];
    if (!layers) return;
    for (let l = 0; l < depth; l++) {
      const colour = shade(layers[l] ?? null, domain);
      if (!colour) continue;
      const at = ((depth - 1 - l) * shown.length + column) * 4;
      pixels.set(colour, at);
      pixels[at + 3] = 255;
    }
  });
  return pixels;
}

/** Cells measured but not finite, as runs [row from the top, first column, columns]: they are hatched. */
export function notFinite({ log10 }: HistoryArm, shown: Int32Array, depth: number): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (let row = 0; row < depth; row++) {
    let start = -1;
    for (let column = 0; column <= shown.length; column++) {
      // Several columns show one measurement.
      if (column > 0 && shown[column] === shown[column - 1]) continue;
      const layers = log10[shown[column] ?? -1];
      const value = layers?.[depth - 1 - row] ?? null;
      const missing = layers !== undefined && (value === null || !Number.isFinite(value));
      if (missing && start < 0) start = column;
      if (!missing && start >= 0) {
        runs.push([row, start, column - start]);
        start = -1;
      }
    }
  }
  return runs;
}

/** The palette as one column of RGBA pixels, the largest value at the top. */
export function colourScale(rows: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(rows * 4);
  for (let row = 0; row < rows; row++) {
    pixels.set([...(shade(rows - 1 - row, [0, rows - 1]) ?? []), 255], row * 4);
  }
  return pixels;
}
