import type { Point } from '../shared/chart.ts';
import { areaPath, upTo } from '../shared/polyline.ts';
import type { Frame } from './frame.ts';
import type { VarianceArm } from './types.ts';

/** Why a band ends before the last layer. */
export type BandLimit = 'as wide as the mean' | 'leading order fails';

/** The band of an arm in log10 of variance: from layer 1 as far as it means anything. */
export interface Band {
  readonly upper: readonly Point[];
  readonly lower: readonly Point[];
  /** Null where it reaches the last layer, or the mean leaves `domain` first. */
  readonly limit: BandLimit | null;
}

/** log10 of mean ± standard deviation per layer, to the last layer at which their ratio is known and below one. */
export function varianceBand(
  { predictedLog10, band }: Pick<VarianceArm, 'predictedLog10' | 'band'>,
  depth: number,
  domain: readonly [number, number],
): Band {
  const upper: Point[] = [];
  const lower: Point[] = [];
  const endedBy = (limit: BandLimit): Band => ({ upper, lower, limit: upper.length > 0 ? limit : null });
  for (let index = 0; index < Math.min(depth, band.length); index++) {
    const mean = predictedLog10[index];
    const deviation = band[index];
    if (mean === undefined || !Number.isFinite(mean) || mean > domain[1] || mean < domain[0]) break;
    if (deviation === null || deviation === undefined || !(deviation >= 0)) return endedBy('leading order fails');
    const ratio = deviation / 10 ** mean;
    if (!(ratio < 1)) return endedBy('as wide as the mean');
    upper.push([index + 1, mean + Math.log10(1 + ratio)]);
    lower.push([index + 1, mean + Math.log10(1 - ratio)]);
  }
  return { upper, lower, limit: null };
}

/** Vertical stroke where a band ends early, in CSS pixels. */
export interface BandStop {
  readonly layer: number;
  readonly limit: BandLimit;
  readonly top: Point;
  readonly bottom: Point;
}

export const clamped = (value: number, [low, high]: readonly [number, number]): number =>
  Math.max(low, Math.min(high, value));

export function bandPath({ upper, lower }: Band, { x, level, place, domain }: Frame, reveal: number): string {
  const placed = ([layer, log10]: Point): Point => [layer, place(clamped(log10, domain))];
  const onScreen = ([layer, at]: Point): Point => [x(layer), level(at)];
  const edge = (points: readonly Point[]) => upTo(points.map(placed), reveal).map(onScreen);
  return areaPath(edge(upper), edge(lower));
}

export function bandStop({ upper, lower, limit }: Band, { x, y, domain }: Frame, reveal: number): BandStop | null {
  const [top, bottom] = [upper.at(-1), lower.at(-1)];
  if (limit === null || !top || !bottom || top[0] > reveal) return null;
  // At least a short stroke, or nobody sees that the band stops here.
  const [high, low] = [y(clamped(top[1], domain)), y(clamped(bottom[1], domain))];
  const extra = Math.max(0, 9 - (low - high) / 2);
  return { layer: top[0], limit, top: [x(top[0]), high - extra], bottom: [x(top[0]), low + extra] };
}
