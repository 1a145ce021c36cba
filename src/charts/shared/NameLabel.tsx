import { type ArmSlot, armTextColour, INK, INK_SOFT, PAPER } from './chart.ts';
import { NAME_LINE, NOTE_LINE, NOTE_SIZE, type Rect } from './labels.ts';
import { MathText } from './MathText.tsx';

interface NameLabelProps {
  /** Null: in ink, for what belongs to no arm. */
  readonly slot: ArmSlot | null;
  readonly name: string;
  readonly notes: readonly string[];
  readonly rect: Rect;
  readonly anchor: 'start' | 'end';
  readonly textSize: number;
}

/** An arm's name where its curve ends, notes below in a softer, smaller type; a halo of paper keeps it readable over lines. */
export function NameLabel({ slot, name, notes, rect, anchor, textSize }: NameLabelProps) {
  const x = anchor === 'start' ? rect.x : rect.x + rect.width;
  const halo = { paintOrder: 'stroke', stroke: PAPER, strokeWidth: textSize * 0.3, strokeLinejoin: 'round' } as const;
  return (
    <g textAnchor={anchor} style={halo}>
      <text
        x={x}
        y={rect.y + textSize * (NAME_LINE - 0.29)}
        style={{ fontSize: textSize, fontWeight: 650, fill: slot === null ? INK : armTextColour(slot) }}
      >
        {name}
      </text>
      {notes.map((note, index) => (
        <MathText
          key={note}
          text={note}
          x={x}
          y={rect.y + textSize * (NAME_LINE + (index + 1) * NOTE_LINE - 0.26)}
          style={{ fontSize: textSize * NOTE_SIZE, fill: INK_SOFT }}
        />
      ))}
    </g>
  );
}
