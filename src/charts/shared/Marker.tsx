import { type SymbolType, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import type { CSSProperties } from 'react';
import { type ArmSlot, armColour, PAPER, type Point } from './chart.ts';

const SHAPES: readonly [SymbolType, SymbolType, SymbolType, SymbolType] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
];

/** The arm's marker around the origin, of the area of a circle of that radius. */
export const markerPath = (slot: ArmSlot, radius: number): string =>
  symbol(SHAPES[slot], Math.PI * radius * radius)() ?? '';

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
