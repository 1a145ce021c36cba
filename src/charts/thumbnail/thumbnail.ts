import type { Domain, Point } from '../shared/chart.ts';
import { clipLine, linePath } from '../shared/polyline.ts';

/** Range of z, and the part of the vertical range that lies below zero: room for the dip of GELU, MRePU and tanh. */
const RANGE: Domain = [-3, 3];
const BELOW = 1 / 3;
const SAMPLES = 96;

export interface ThumbnailGeometry {
  readonly value: string;
  readonly derivative: string | null;
  /** Both axes through the origin. */
  readonly axes: string;
}

/** σ(z), and σ′(z) if given, on [-3, 3] with the same scale on both axes; what rises beyond the frame leaves it. */
export function thumbnailGeometry(
  value: (z: number) => number,
  derivative: ((z: number) => number) | undefined,
  width: number,
  height: number,
): ThumbnailGeometry {
  const [from, to] = RANGE;
  const scale = width / (to - from);
  const domain: Domain = [(-height * BELOW) / scale, (height * (1 - BELOW)) / scale];
  const screen = ([z, s]: Point): Point => [(z - from) * scale, height - (s - domain[0]) * scale];
  const curve = (f: (z: number) => number): string => {
    const samples = Array.from({ length: SAMPLES + 1 }, (_, index): Point => {
      const z = from + ((to - from) * index) / SAMPLES;
      return [z, f(z)];
    });
    return clipLine(samples, domain)
      .pieces.map((piece) => linePath(piece.map(screen)))
      .join('');
  };
  const [x0, y0] = screen([0, 0]);
  return {
    value: curve(value),
    derivative: derivative ? curve(derivative) : null,
    axes: `M0,${Math.round(y0) + 0.5}H${width}M${Math.round(x0) + 0.5},0V${height}`,
  };
}
