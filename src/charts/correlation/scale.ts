import type { Domain, Plot } from '../shared/chart.ts';
import { formatNumber } from '../shared/format.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';

/** Nearer to 1 a correlation is told by what is left of 1 - c. */
const NEARLY_ONE = 0.005;

/** `0.38`, `−0.07`, `1 − 2.1·10⁻⁵`. */
export function correlationText(apart: number): string {
  if (apart === 0) return '1';
  if (apart < NEARLY_ONE) return `1 − ${formatNumber(apart)}`;
  const text = Math.abs(1 - apart).toFixed(2);
  return 1 - apart < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** Of c: all of it where some are negative, else from 0; a little more than 1, so that marks there are whole. */
export function correlationDomain(correlations: readonly number[]): Domain {
  return [correlations.some((c) => c < -NEARLY_ONE) ? -1 : 0, 1];
}

/** Marks at c = 1 and c = -1 need so many text sizes beyond. */
const INSET = 0.5;

/** A vertical axis of c. */
export function correlationAxis([low, high]: Domain, plot: Plot, textSize: number) {
  const inset = INSET * textSize;
  const [bottom, top] = [plot.bottom - inset, plot.top + inset];
  return {
    y: (c: number) => bottom - ((c - low) / (high - low)) * (bottom - top),
    yTicks: correlationTicks([low, high], bottom - top, textSize * 2.4),
  };
}

export const correlationTicks = (domain: Domain, length: number, distance: number): readonly Tick[] =>
  linearTicks(domain, length, distance);
