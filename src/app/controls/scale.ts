/** How a slider's positions stand for values. Linear sliders are in units of the value, logarithmic ones in decades. */
export interface SliderScale {
  readonly kind: 'linear' | 'log';
  /** Ends of the slider, in values; they may lie within the limits of what can be typed. */
  readonly min: number;
  readonly max: number;
  /** Distance of two positions: in values, or in decades. */
  readonly step: number;
  /** Whole numbers alone. */
  readonly whole?: boolean;
}

/** A twentieth of a decade, about 12%: one press of an arrow key on a logarithmic slider. */
export const LOG_STEP = 0.05;

/** Ends that lie so many times apart are shown in decades. */
const WIDE = 50;

/**
 * A scale over the whole range of a number. In decades, steps of about a twentieth that lead from end to end, so that
 * both can be reached.
 */
export function scaleOver({ min, max, integer }: { min: number; max: number; integer: boolean }): SliderScale {
  if (min <= 0 || max < WIDE * min) return { kind: 'linear', min, max, step: integer ? 1 : (max - min) / 100 };
  const range = decades(max) - decades(min);
  const step = Math.floor((range / Math.floor(range / LOG_STEP)) * 1e9) / 1e9;
  return { kind: 'log', min, max, step, whole: integer };
}

/** Attributes of the range input. */
export function positions({ kind, min, max, step }: SliderScale): { min: number; max: number; step: number } {
  return kind === 'linear' ? { min, max, step } : { min: decades(min), max: decades(max), step };
}

/** Position of a value; beyond the slider's ends: the end. */
export function positionOf({ kind, min, max }: SliderScale, value: number): number {
  const within = Math.min(max, Math.max(min, value));
  return kind === 'linear' ? within : decades(within);
}

/** How far along the slider a value stands, from 0 to 1. */
export function shareOf(scale: SliderScale, value: number): number {
  const { min, max } = positions(scale);
  return (positionOf(scale, value) - min) / (max - min);
}

/** Value at a position, never outside the slider's ends; on a logarithmic slider two significant digits but for the ends. */
export function valueAt({ kind, min, max, step, whole }: SliderScale, position: number): number {
  if (kind === 'linear') return Math.min(max, Math.max(min, Number(position.toPrecision(12))));
  if (position < decades(min) + step / 2) return min;
  if (position > decades(max) - step / 2) return max;
  const value = Number((10 ** position).toPrecision(2));
  return whole ? Math.round(value) : value;
}

/** log10, without the last bits in which powers of ten come out crooked. */
const decades = (value: number): number => Number(Math.log10(value).toFixed(9));
