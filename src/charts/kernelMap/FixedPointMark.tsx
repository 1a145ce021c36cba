import { type ArmSlot, armColour, PAPER, type Point } from '../shared/chart.ts';
import type { Stability } from './types.ts';

interface FixedPointMarkProps {
  readonly slot: ArmSlot;
  readonly stability: Stability;
  readonly at: Point;
  readonly radius: number;
}

/** As in textbooks of dynamics: a filled circle is stable, a hollow one unstable, half filled half-stable. */
export function FixedPointMark({ slot, stability, at: [x, y], radius }: FixedPointMarkProps) {
  const colour = armColour(slot);
  return (
    <g transform={`translate(${x},${y})`} data-stability={stability}>
      <circle r={radius + 1.5} style={{ fill: PAPER, stroke: 'none' }} />
      <circle
        r={radius}
        style={{ fill: stability === 'stable' ? colour : PAPER, stroke: colour, strokeWidth: radius * 0.4 }}
      />
      {stability === 'half-stable' && (
        <path d={`M0,${-radius}A${radius},${radius},0,0,0,0,${radius}Z`} style={{ fill: colour }} />
      )}
    </g>
  );
}
