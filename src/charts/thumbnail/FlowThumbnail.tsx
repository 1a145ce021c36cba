import { type ArmSlot, armColour, RULE } from '../shared/chart.ts';
import { flowPaths } from './flow.ts';

interface FlowThumbnailProps {
  /** Per arm, log10 of the predicted variance by layer. */
  readonly curves: readonly (readonly number[])[];
  /** How each arm looks. */
  readonly slots: readonly ArmSlot[];
  readonly width: number;
  readonly height: number;
}

/** Decorative: what it shows is said beside it. */
export function FlowThumbnail({ curves, slots, width, height }: FlowThumbnailProps) {
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="flow-thumbnail">
      <path d={`M3,3V${height - 3}H${width - 3}`} style={{ fill: 'none', stroke: RULE }} />
      {flowPaths(curves, width, height).map((path, arm) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: arms are told apart by their place.
          key={arm}
          d={path}
          style={{ fill: 'none', stroke: armColour(slots[arm] ?? 0), strokeWidth: 2, strokeLinejoin: 'round' }}
        />
      ))}
    </svg>
  );
}
