import { interpolateMagma, interpolateViridis } from 'd3-scale-chromatic';
import type { Domain } from './chart.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

const SHADES = 256;

/**
 * Perceptually uniform, and in order for every kind of colour blindness: viridis for values, magma for how wrong they are.
 * On both, brighter is more, in light and dark alike.
 */
export const PALETTES = { viridis: sampled(interpolateViridis), magma: sampled(interpolateMagma) } as const;
export type PaletteName = keyof typeof PALETTES;

function sampled(interpolate: (t: number) => string): readonly Rgb[] {
  return Array.from({ length: SHADES }, (_, index) => {
    const hex = interpolate(index / (SHADES - 1));
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
  });
}

/** Colour of a value; beyond the domain that of its end. Null for what is not a finite number. */
export function shade(value: number | null, [low, high]: Domain, palette: PaletteName = 'viridis'): Rgb | null {
  if (value === null || !Number.isFinite(value)) return null;
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)));
  return PALETTES[palette][Math.round(t * (SHADES - 1))] ?? null;
}
