import { type ArmSlot, armTextColour, INK_SOFT } from '../shared/chart.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { Marker } from '../shared/Marker.tsx';

interface ArmHeadingProps {
  readonly slot: ArmSlot;
  readonly name: string;
  readonly note: string | null;
  readonly left: number;
  readonly textSize: number;
}

/** Marker and name of the arm, a few words below. */
export function ArmHeading({ slot, name, note, left, textSize }: ArmHeadingProps) {
  return (
    <>
      <Marker slot={slot} at={[left + textSize * 0.4, textSize * 0.61]} radius={textSize * 0.4} />
      <text x={left + textSize * 1.05} y={textSize * 0.95} style={{ fontWeight: 650, fill: armTextColour(slot) }}>
        {name}
      </text>
      {note && (
        <text x={left} y={textSize * 2.05} style={{ fontSize: textSize * NOTE_SIZE, fill: INK_SOFT }}>
          {note}
        </text>
      )}
    </>
  );
}
