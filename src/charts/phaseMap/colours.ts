/**
 * One warm and one cool colour, laid over the paper the more opaque the earlier the layer: so the same pixels run from the
 * paper to the full colour in light and in dark, and survival is the paper itself. Both are of middle lightness, apart in
 * hue for every kind of colour blindness (orange-red against blue).
 */
export const OVERFLOW_COLOUR = [200, 60, 30] as const;
export const VANISH_COLOUR = [45, 110, 190] as const;
const FAINTEST = 0.26;

/** Opacity of the colour for an outcome at that layer, of `depth`: 1 at layer 1, faint at the last. */
export function opacityAt(layer: number, depth: number): number {
  const t = depth > 1 ? (Math.min(layer, depth) - 1) / (depth - 1) : 0;
  return 1 - (1 - FAINTEST) * t;
}

/** RGBA pixels of a grid of outcomes, [rows from the largest K_1 down][columns]; survival is transparent. */
export function phasePixels(
  { columns, rows, outcome }: { readonly columns: number; readonly rows: number; readonly outcome: Int16Array },
  depth: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const layer = outcome[row * columns + column] ?? 0;
      if (layer === 0) continue;
      const at = ((rows - 1 - row) * columns + column) * 4;
      pixels.set(layer > 0 ? OVERFLOW_COLOUR : VANISH_COLOUR, at);
      pixels[at + 3] = Math.round(255 * opacityAt(Math.abs(layer), depth));
    }
  }
  return pixels;
}
