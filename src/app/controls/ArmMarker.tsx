import type { ArmSlot } from '../../charts/shared/chart.ts';
import { Marker } from '../../charts/shared/Marker.tsx';

/** The arm's marker as it stands in every chart. */
export function ArmMarker({ slot }: { readonly slot: ArmSlot }) {
  return (
    <svg className="arm-marker" width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
      <Marker slot={slot} at={[7, 7]} radius={5.5} />
    </svg>
  );
}
