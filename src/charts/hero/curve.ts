import type { Point } from '../shared/chart.ts';
import { clipLine, linePath, upTo } from '../shared/polyline.ts';
import { type BandStop, bandPath, bandStop, clamped, varianceBand } from './band.ts';
import type { Frame, Zone } from './frame.ts';
import type { VarianceArm } from './types.ts';

export interface Dot {
  readonly layer: number;
  readonly at: Point;
}

/** An arrowhead where the prediction leaves the chart or float32. */
export interface Arrow {
  readonly at: Point;
  /** Degrees; 0 points right, 90 down. */
  readonly angle: number;
  /** Layer, a fraction, at which it leaves. */
  readonly layer: number;
  readonly side: 'top' | 'bottom';
}

/** What is drawn of one arm, in CSS pixels. */
export interface Curve {
  readonly arm: VarianceArm;
  /** Prediction, as far as it is revealed. */
  readonly line: string;
  /** Prediction in full, for labels to keep clear of. */
  readonly pieces: readonly (readonly Point[])[];
  readonly arrows: readonly Arrow[];
  readonly band: string;
  readonly bandStop: BandStop | null;
  readonly dots: readonly Dot[];
  /** Initialisation, where it differs visibly from the present. */
  readonly ghosts: readonly Dot[];
  /** Measured spread over replicas: vertical strokes; upwards alone where it is as large as the mean, since below there is no variance left. */
  readonly whiskers: readonly { readonly layer: number; readonly top: Point; readonly bottom: Point }[];
  /** First layer without a finite value: an overflow in the zone above, an exact zero in the zone below. */
  readonly end: { readonly kind: 'overflow' | 'zero'; readonly layer: number; readonly at: Point } | null;
}

export function heroCurve(arm: VarianceArm, frame: Frame, reveal: number): Curve {
  const { x, y, place, level, domain, drawn } = frame;
  const predicted = arm.predictedLog10.slice(0, frame.depth).map((log10, index): Point => [index + 1, place(log10)]);
  const clipped = clipLine(predicted, drawn);
  const onScreen = ([layer, at]: Point): Point => [x(layer), level(at)];
  const revealed = (points: readonly Point[]) => upTo(points, reveal).map(onScreen);

  const present = dots(arm.measuredLog10, frame, reveal);
  const where = new Map(present.map(({ layer, at }) => [layer, at[1]]));
  const ghosts = dots(arm.ghostLog10, frame, reveal).filter(
    ({ layer, at }) => Math.abs((where.get(layer) ?? Number.POSITIVE_INFINITY) - at[1]) > frame.dotRadius * 0.6,
  );
  const band = varianceBand(arm, frame.depth, domain);
  return {
    arm,
    line: clipped.pieces.map((piece) => linePath(revealed(piece))).join(''),
    pieces: clipped.pieces.map((piece) => piece.map(onScreen)),
    arrows: clipped.exits
      .map(({ at, from, side }): Arrow => {
        const [tip, tail] = [onScreen(at), onScreen(from)];
        const angle = (Math.atan2(tip[1] - tail[1], tip[0] - tail[0]) * 180) / Math.PI;
        return { at: tip, angle: Number.isFinite(angle) ? angle : 0, layer: at[0], side };
      })
      .filter(({ layer }) => layer <= reveal),
    band: bandPath(band, frame, reveal),
    bandStop: bandStop(band, frame, reveal),
    dots: present,
    ghosts,
    whiskers: arm.spread
      ? present.flatMap(({ layer }) => {
          const limits = spreadLimits(arm.measuredLog10[layer - 1], arm.spread?.[layer - 1], domain);
          return limits ? [{ layer, top: [x(layer), y(limits[1])], bottom: [x(layer), y(limits[0])] }] : [];
        })
      : [],
    end: curveEnd(arm, frame, reveal),
  };
}

function dots(log10s: readonly (number | null)[], { depth, domain, x, y }: Frame, reveal: number): Dot[] {
  return log10s.slice(0, depth).flatMap((log10, index): Dot[] => {
    const layer = index + 1;
    if (log10 === null || !(log10 >= domain[0] && log10 <= domain[1]) || layer > reveal + 1e-9) return [];
    return [{ layer, at: [x(layer), y(log10)] }];
  });
}

function spreadLimits(
  log10: number | null | undefined,
  deviation: number | null | undefined,
  domain: readonly [number, number],
): [number, number] | null {
  if (log10 === null || log10 === undefined || !Number.isFinite(log10)) return null;
  if (deviation === null || deviation === undefined || !(deviation > 0)) return null;
  const ratio = deviation / 10 ** log10;
  const top = log10 + Math.log10(1 + ratio);
  const bottom = ratio < 1 ? log10 + Math.log10(1 - ratio) : log10;
  return Number.isFinite(top) ? [clamped(bottom, domain), clamped(top, domain)] : null;
}

function curveEnd(arm: VarianceArm, { depth, zones, x }: Frame, reveal: number): Curve['end'] {
  const inZone = (layer: number, side: Zone['side']): Point | null => {
    const rect = zones.find((zone) => zone.side === side)?.rect;
    return rect && layer >= 1 && layer <= Math.min(depth, reveal) ? [x(layer), rect.y + rect.height / 2] : null;
  };
  const overflow = (arm.failure?.kind === 'overflow' && arm.failure.layer) || 0;
  const above = inZone(overflow, 'top');
  if (above) return { kind: 'overflow', layer: overflow, at: above };
  const zero = arm.measuredLog10.indexOf(Number.NEGATIVE_INFINITY) + 1;
  const below = inZone(zero, 'bottom');
  return below && { kind: 'zero', layer: zero, at: below };
}
