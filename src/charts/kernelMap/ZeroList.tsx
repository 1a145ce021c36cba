import { armTextColour, INK_SOFT, PAPER } from '../shared/chart.ts';
import { NAME_LINE, NOTE_SIZE } from '../shared/labels.ts';
import { FixedPointMark } from './FixedPointMark.tsx';
import { ZEROS_TITLE, type ZeroPoints } from './zeros.ts';

/** The list of fixed points at K* = 0, each with its mark. */
export function ZeroList({ zeros, textSize }: { readonly zeros: ZeroPoints; readonly textSize: number }) {
  const { rect, rows } = zeros;
  const text = textSize * 1.2;
  return (
    <g
      style={{
        fontSize: textSize * NOTE_SIZE,
        paintOrder: 'stroke',
        stroke: PAPER,
        strokeWidth: textSize * 0.35,
        strokeLinejoin: 'round',
      }}
    >
      <text x={rect.x + text} y={rect.y + textSize * (NAME_LINE / 2 + 0.3)} style={{ fill: INK_SOFT }}>
        {ZEROS_TITLE}
      </text>
      {rows.map((row) => (
        <text
          key={row.arm.slot}
          x={rect.x + text}
          y={row.y + textSize * 0.3}
          style={{ fill: armTextColour(row.arm.slot) }}
        >
          {row.text}
        </text>
      ))}
      {rows.map(({ arm, point, y }) => (
        <FixedPointMark
          key={arm.slot}
          slot={arm.slot}
          stability={point.stability}
          at={[rect.x + textSize * 0.5, y]}
          radius={textSize * 0.36}
        />
      ))}
    </g>
  );
}
