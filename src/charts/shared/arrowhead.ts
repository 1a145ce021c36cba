import type { Point } from './chart.ts';

/** svg path of a small solid arrowhead with its tip at a point; `angle` in degrees: 0 points right, 90 down. */
export function arrowheadPath([x, y]: Point, angle: number, textSize: number): string {
  const length = textSize * 0.8;
  const corner = (degrees: number) => {
    const radians = ((angle + degrees) * Math.PI) / 180;
    return `${(x + length * Math.cos(radians)).toFixed(2)},${(y + length * Math.sin(radians)).toFixed(2)}`;
  };
  return `M${x.toFixed(2)},${y.toFixed(2)}L${corner(160)}L${corner(-160)}Z`;
}

/** Direction from one point to another in degrees: 0 right, 90 down. */
export const direction = (from: Point, to: Point): number =>
  (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
