/** How a slider's positions stand for values. Linear sliders are in units of the value, logarithmic ones in decades. */
export interface SliderScale {
  readonly kind: 'linear' | 'log';
  /** Ends of the slider, in values; they may lie within the limits of what can be typed. */
  readonly min: number;
  readonly max: number;
  /** Distance of two positions: in values, or in decades. */
  readonly step: number;
}

/** A twentieth of a decade, about 12%: one press of an arrow key on a logarithmic slider. */
export const LOG_STEP = 0.05;

/** Attributes of the range input. */
export function positions({ kind, min, max, step }: SliderScale): { min: number; max: number; step: number } {
  return kind === 'linear' ? { min, max, step } : { min: decades(min), max: decades(max), step };
}

/** Position of a value; beyond the slider's ends: the end. */
export function positionOf({ kind, min, max }: SliderScale, value: number): number {
  const within = Math.min(max, Math.max(min, value));
  return kind === 'linear' ? within : decades(within);
}

/** Value at a position, never outside the slider's ends; on a logarithmic slider two significant digits. */
export function valueAt({ kind, min, max }: SliderScale, position: number): number {
  const value = kind === 'linear' ? Number(position.toPrecision(12)) : Number((10 ** position).toPrecision(2));
  return Math.min(max, Math.max(min, value));
}

/** log10, without the last bits in which powers of ten come out crooked. */
const decades = (value: number): number => Number(Math.log10(value).toFixed(9));
