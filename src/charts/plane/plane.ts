import { contour } from '../field/contour.ts';
import { type FieldGrid, resampled } from '../field/grid.ts';
import type { Point } from '../shared/chart.ts';
import { classColour } from './classes.ts';

/** exp(z_k) / Σ exp(z), without overflow; NaN throughout where a score is not finite. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores.length; k++) largest = Math.max(largest, scores[k]!);
  const exponentials = Float64Array.from(scores, (score) => Math.exp(score - largest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}

/** Opacity of a class's colour where it is certain. */
const MOST = 0.62;
/** And where it hardly leads. */
const LEAST = 0.07;

/**
 * The decision map as RGBA pixels from the top down: the colour of the likeliest class over the paper, the more opaque the
 * surer the network is; transparent where it is not finite.
 * @param scores at every point of the grid, before the softmax, [points × classes]
 */
export function planePixels(
  grid: FieldGrid,
  scores: ArrayLike<number>,
  classes: number,
  columns: number,
  rows: number,
): Uint8ClampedArray {
  const points = grid.columns * grid.rows;
  const probabilities = Array.from({ length: points }, (_, point) =>
    softmax(Array.from({ length: classes }, (_, k) => scores[point * classes + k] ?? Number.NaN)),
  );
  const images = Array.from({ length: classes }, (_, k) =>
    resampled(grid, (point) => probabilities[point]?.[k] ?? Number.NaN, columns, rows),
  );
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let pixel = 0; pixel < columns * rows; pixel++) {
    let best = 0;
    for (let k = 1; k < classes; k++) if (images[k]![pixel]! > images[best]![pixel]!) best = k;
    const probability = images[best]?.[pixel] ?? Number.NaN;
    if (!Number.isFinite(probability)) continue;
    const lead = Math.max(0, (probability - 1 / classes) / (1 - 1 / classes));
    pixels.set(classColour(best), pixel * 4);
    pixels[pixel * 4 + 3] = Math.round(255 * (LEAST + (MOST - LEAST) * lead));
  }
  return pixels;
}

/** Where the likeliest class changes. */
export function boundaries(grid: FieldGrid, scores: ArrayLike<number>, classes: number): [Point, Point][] {
  const lead = (own: number) => (point: number) => {
    let other = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) if (k !== own) other = Math.max(other, scores[point * classes + k]!);
    return scores[point * classes + own]! - other;
  };
  // With two classes each boundary is the other's.
  const owners = classes === 2 ? [0] : Array.from({ length: classes }, (_, k) => k);
  return owners.flatMap((own) => contour(grid, lead(own), 0));
}
