import type { CSSProperties } from 'react';
import { type ArmSlot, armColour, lookOf, PAPER, type Point } from './chart.ts';

const hundredths = (value: number): number => Math.round(100 * value) / 100;

/** The polygon through these points, in units of `scale`. */
const polygon = (scale: number, points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${hundredths(x * scale)},${hundredths(y * scale)}`).join('L')}Z`;

/** Corners on a circle of radius 1, the first at the top, every second one at `inner` of the way out. */
const star = (points: number, inner: number): readonly Point[] =>
  Array.from({ length: 2 * points }, (_, i): Point => {
    const angle = (Math.PI * i) / points;
    const reach = i % 2 === 0 ? 1 : inner;
    return [reach * Math.sin(angle), -reach * Math.cos(angle)];
  });

const STAR_INNER = 0.46;
const PLUS_ARM = 1 / 3;

/**
 * Around the origin, each of that area: circle, square, equilateral triangle, star, a diamond of 60°, triangle upside down,
 * plus and hourglass. A ✕ is not among them: it says that an arm failed.
 */
const SHAPES: readonly Shape[] = [
  (area) => {
    const r = hundredths(Math.sqrt(area / Math.PI));
    return `M${r},0A${r},${r},0,1,1,${-r},0A${r},${r},0,1,1,${r},0Z`;
  },
  (area) =>
    polygon(Math.sqrt(area) / 2, [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ]),
  (area) =>
    polygon(Math.sqrt(area / (3 * Math.sqrt(3))), [
      [0, -2],
      [Math.sqrt(3), 1],
      [-Math.sqrt(3), 1],
    ]),
  (area) => polygon(Math.sqrt(area / (5 * STAR_INNER * Math.sin(Math.PI / 5))), star(5, STAR_INNER)),
  (area) =>
    polygon(Math.sqrt((area * Math.sqrt(3)) / 2), [
      [0, -1],
      [Math.sqrt(1 / 3), 0],
      [0, 1],
      [-Math.sqrt(1 / 3), 0],
    ]),
  (area) =>
    polygon(Math.sqrt(area / (3 * Math.sqrt(3))), [
      [0, 2],
      [-Math.sqrt(3), -1],
      [Math.sqrt(3), -1],
    ]),
  (area) =>
    polygon(Math.sqrt(area / (8 * PLUS_ARM - 4 * PLUS_ARM ** 2)), [
      [-PLUS_ARM, -1],
      [PLUS_ARM, -1],
      [PLUS_ARM, -PLUS_ARM],
      [1, -PLUS_ARM],
      [1, PLUS_ARM],
      [PLUS_ARM, PLUS_ARM],
      [PLUS_ARM, 1],
      [-PLUS_ARM, 1],
      [-PLUS_ARM, PLUS_ARM],
      [-1, PLUS_ARM],
      [-1, -PLUS_ARM],
      [-PLUS_ARM, -PLUS_ARM],
    ]),
  (area) =>
    polygon(Math.sqrt(area / 2.3), [
      [-1, -1],
      [1, -1],
      [0.15, 0],
      [1, 1],
      [-1, 1],
      [-0.15, 0],
    ]),
];
type Shape = (area: number) => string;

/** The arm's marker around the origin, of the area of a circle of that radius. */
export const markerPath = (slot: ArmSlot, radius: number): string =>
  SHAPES[lookOf(slot).marker]?.(Math.PI * radius * radius) ?? '';

interface MarkerProps {
  readonly slot: ArmSlot;
  readonly at: Point;
  readonly radius: number;
  /** Outline only: a state of the past. */
  readonly hollow?: boolean;
}

/** The arm's marker; a thin halo of paper keeps it apart from lines and other markers. */
export function Marker({ slot, at, radius, hollow = false }: MarkerProps) {
  const colour = armColour(slot);
  const style: CSSProperties = hollow
    ? { fill: PAPER, stroke: colour, strokeWidth: 1.2, opacity: 0.5 }
    : { fill: colour, stroke: PAPER, strokeWidth: 1 };
  return <path d={markerPath(slot, radius)} transform={`translate(${at[0]},${at[1]})`} style={style} />;
}

/** A cross where an arm ended. */
export function Cross({ slot, at, size }: { readonly slot: ArmSlot; readonly at: Point; readonly size: number }) {
  const [x, y] = at;
  const d = `M${x - size},${y - size}L${x + size},${y + size}M${x - size},${y + size}L${x + size},${y - size}`;
  return (
    <g style={{ fill: 'none', strokeLinecap: 'round' }}>
      <path d={d} style={{ stroke: PAPER, strokeWidth: size * 0.5 + 3 }} />
      <path d={d} style={{ stroke: armColour(slot), strokeWidth: size * 0.5 }} />
    </g>
  );
}
