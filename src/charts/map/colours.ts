/** What becomes of a network, as a colour: those of the phase map for what is lost at the start, a scale of its own for what is learned. */
import { OVERFLOW_COLOUR, opacityAt, VANISH_COLOUR } from '../phaseMap/colours.ts';
import { PALETTES, type Rgb } from '../shared/palette.ts';
import type { CellChart } from './types.ts';

/** Diverged in training: between overflow at the start and the paper, and crossed (textures.ts). */
export const DIVERGED_OPACITY = 0.5;
/** A grey that stands on light and dark paper. */
export const MEAN_COLOUR: Rgb = [128, 128, 128];
export const MEAN_OPACITY = 0.34;

/** Learned: from here on viridis is apart from the blue of what vanishes; brighter is more. */
const LEARNED_FROM = 0.45;

/** `learned` means a loss below this share of the best constant's. */
const MOST = 0.9;

/** Decades of the loss that the scale of colours spans, whatever was learned. */
const LEAST_DECADES = 1;
const MOST_DECADES = 6;

/** log10 of the share of the best constant's loss at the bright end of the scale. */
export function scaleEnd(least: number): number {
  const decades = least > 0 ? Math.ceil(-Math.log10(least) - 1e-9) : MOST_DECADES;
  return -Math.max(LEAST_DECADES, Math.min(MOST_DECADES, decades));
}

/** Colour of a network that learned, at the share of the best constant's loss that is left. */
export function learnedColour(share: number, least: number): Rgb {
  const top = Math.log10(MOST);
  const log10 = share > 0 ? Math.log10(share) : Number.NEGATIVE_INFINITY;
  const t = Math.max(0, Math.min(1, (top - log10) / (top - scaleEnd(least))));
  const shades = PALETTES.viridis;
  return shades[Math.round((LEARNED_FROM + (1 - LEARNED_FROM) * t) * (shades.length - 1))] as Rgb;
}

export interface Paint {
  readonly colour: Rgb;
  readonly opacity: number;
}

/** Null: the paper itself, of what is alive and was not trained. */
export function paintOf(
  { outcome, layer, loss }: Pick<CellChart, 'outcome' | 'layer' | 'loss'>,
  { depth, least, baseline }: { readonly depth: number; readonly least: number; readonly baseline: number },
): Paint | null {
  switch (outcome) {
    case 'overflow':
      return { colour: OVERFLOW_COLOUR, opacity: opacityAt(layer ?? depth, depth) };
    case 'diverged':
      return { colour: OVERFLOW_COLOUR, opacity: DIVERGED_OPACITY };
    case 'vanished':
      return { colour: VANISH_COLOUR, opacity: opacityAt(layer ?? depth, depth) };
    case 'mean':
      return { colour: MEAN_COLOUR, opacity: MEAN_OPACITY };
    case 'learned':
      return { colour: learnedColour((loss ?? baseline) / baseline, least), opacity: 1 };
    case 'open':
      return null;
  }
}

/** RGBA pixels, one for each cell, from the largest y down; what is not known yet is transparent. */
export function mapPixels(
  drawn: readonly (CellChart | null)[],
  columns: number,
  rows: number,
  scale: { readonly depth: number; readonly least: number; readonly baseline: number },
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = drawn[row * columns + column];
      const paint = cell && paintOf(cell, scale);
      if (!paint) continue;
      const at = ((rows - 1 - row) * columns + column) * 4;
      pixels.set(paint.colour, at);
      pixels[at + 3] = Math.round(255 * paint.opacity);
    }
  }
  return pixels;
}
