import type { CSSProperties } from 'react';
import { type ArmSlot, armColour, armTextColour } from '../../charts/shared/chart.ts';
import { Marker } from '../../charts/shared/Marker.tsx';

/** The arm's marker as it stands in every chart. */
export function ArmMarker({ slot }: { readonly slot: ArmSlot }) {
  return (
    <svg className="arm-marker" width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
      <Marker slot={slot} at={[7, 7]} radius={5.5} />
    </svg>
  );
}

interface ArmScope {
  readonly 'data-slot': ArmSlot;
  readonly style: CSSProperties;
}

/** Properties of an element that is an arm's: style sheets have its colours there as --arm and --arm-text. */
export const armScope = (slot: ArmSlot): ArmScope => ({
  'data-slot': slot,
  style: { '--arm': armColour(slot), '--arm-text': armTextColour(slot) } as CSSProperties,
});
