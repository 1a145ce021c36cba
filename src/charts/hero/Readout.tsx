import { INK, INK_SOFT, PAPER, RULE } from '../shared/chart.ts';
import { Marker } from '../shared/Marker.tsx';
import { MathText } from '../shared/MathText.tsx';
import type { Frame } from './frame.ts';
import { type ReadoutRow, readoutBox } from './readout.ts';

interface ReadoutProps {
  readonly rows: readonly ReadoutRow[];
  readonly layer: number;
  readonly frame: Frame;
}

/** Crosshair at a layer with a small table: measured beside theory. */
export function Readout({ rows, layer, frame }: ReadoutProps) {
  const { plot, x } = frame;
  const box = readoutBox(rows, layer, frame);
  const row = (index: number) => box.rect.y + box.rowHeight * (index + 1);
  return (
    <g style={{ fontSize: box.size }}>
      <path
        d={`M${x(layer)},${plot.top}V${plot.bottom}`}
        style={{ stroke: INK_SOFT, strokeWidth: 1, strokeDasharray: '2 3' }}
      />
      <rect {...box.rect} rx={3} style={{ fill: PAPER, stroke: RULE }} />
      <g style={{ fill: INK_SOFT }}>
        <text x={box.labelX} y={row(0)}>
          {`layer ${layer}`}
        </text>
        <text x={box.measuredX} y={row(0)} textAnchor="end">
          measured
        </text>
        <text x={box.theoryX} y={row(0)} textAnchor="end">
          theory
        </text>
      </g>
      {rows.map(({ slot, label, measured, theory }, index) => (
        <g key={slot} style={{ fill: INK }}>
          <Marker
            slot={slot}
            at={[box.labelX + box.size * 0.3, row(index + 1) - box.size * 0.35]}
            radius={box.size * 0.3}
          />
          <text x={box.labelX + box.size} y={row(index + 1)}>
            {label}
          </text>
          <MathText text={measured} x={box.measuredX} y={row(index + 1)} textAnchor="end" />
          <MathText text={theory} x={box.theoryX} y={row(index + 1)} textAnchor="end" />
        </g>
      ))}
    </g>
  );
}
