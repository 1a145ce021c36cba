/** Arrays whose rows are filled up to whole panels. */
import { PANEL } from './product.ts';

/** A row's length in floats, filled up. */
export const padded = (width: number): number => Math.ceil(width / PANEL) * PANEL;

/** Copies [rows × width] into rows of padded length; what fills them up stays as it is. */
export function placeRows(source: Float32Array, width: number, target: Float32Array): void {
  const stride = padded(width);
  for (let from = 0, to = 0; from < source.length; from += width, to += stride) {
    target.set(source.subarray(from, from + width), to);
  }
}

/** The other way, from the first rows of an array. */
export function takeRows(source: Float32Array, width: number, target: Float32Array): void {
  const stride = padded(width);
  for (let from = 0, to = 0; to < target.length; from += stride, to += width) {
    target.set(source.subarray(from, from + width), to);
  }
}
