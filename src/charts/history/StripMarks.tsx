import { armTextColour, INK_SOFT, PAPER, RULE } from '../shared/chart.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { Cross } from '../shared/Marker.tsx';
import type { Tick } from '../shared/ticks.ts';
import type { Strip } from './history.ts';
import { notFinite } from './raster.ts';

interface StripMarksProps {
  readonly strip: Strip;
  /** Measurement shown in each column of the heat map. */
  readonly shown: Int32Array;
  readonly depth: number;
  /** Prefix of the id of the pattern for cells that are not finite. */
  readonly hatch: string;
  readonly textSize: number;
  readonly x: (step: number) => number;
  readonly xTicks: readonly Tick[];
  /** The topmost strip names the axis of layers. */
  readonly topmost: boolean;
  /** The lowest strip carries the numbers of the steps. */
  readonly numbered: boolean;
}

/** What stands over one arm's heat map: its name, the hatching, the axes and the cross where it failed. */
export function StripMarks({ strip, shown, depth, hatch, textSize, x, xTicks, topmost, numbered }: StripMarksProps) {
  const { arm, plot, y, yTicks, cross, note } = strip;
  const column = (plot.right - plot.left) / shown.length;
  const row = (plot.bottom - plot.top) / depth;
  const hatched = notFinite(arm, shown, depth).map(
    ([r, from, count]) =>
      `M${plot.left + from * column},${plot.top + r * row}h${count * column}v${row}h${-count * column}Z`,
  );
  const tick = Math.round(textSize * 0.35);
  return (
    <g style={{ fill: INK_SOFT }}>
      <pattern
        id={`${hatch}${arm.slot}`}
        width={6}
        height={6}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M1.5,0V6" style={{ stroke: INK_SOFT, strokeWidth: 1.6 }} />
      </pattern>
      {hatched.length > 0 && <path d={hatched.join('')} style={{ fill: `url(#${hatch}${arm.slot})` }} />}
      <path
        d={`M${plot.left},${plot.top}H${plot.right}V${plot.bottom}H${plot.left}Z`}
        style={{ fill: 'none', stroke: RULE, strokeWidth: Math.max(1, textSize / 14) }}
      />
      <text x={plot.left} y={plot.top - textSize * 0.4} style={{ fontWeight: 650, fill: armTextColour(arm.slot) }}>
        {arm.label}
      </text>
      {topmost && (
        <text x={plot.left - textSize * 0.6} y={plot.top - textSize * 0.4} textAnchor="end">
          layer
        </text>
      )}
      {yTicks.map(({ value, label }) => (
        <text key={value} x={plot.left - textSize * 0.5} y={y(value) + textSize * 0.34} textAnchor="end">
          {label}
        </text>
      ))}
      {numbered && (
        <g>
          <path
            d={xTicks.map(({ value }) => `M${x(value)},${plot.bottom}v${tick}`).join('')}
            style={{ stroke: INK_SOFT, strokeWidth: Math.max(1, textSize / 14) }}
          />
          {xTicks.map(({ value, label }) => (
            <text key={value} x={x(value)} y={plot.bottom + tick + textSize * 1.02} textAnchor="middle">
              {label}
            </text>
          ))}
          <text x={plot.right} y={plot.bottom + tick + textSize * 2.25} textAnchor="end">
            step
          </text>
        </g>
      )}
      {cross && note && (
        <text
          x={note.x}
          y={cross[1] + textSize * 0.3}
          textAnchor={note.anchor}
          style={{
            fontSize: textSize * NOTE_SIZE,
            paintOrder: 'stroke',
            stroke: PAPER,
            strokeWidth: textSize * 0.6,
            strokeLinejoin: 'round',
          }}
        >
          {note.text}
        </text>
      )}
      {cross && <Cross slot={arm.slot} at={cross} size={textSize * 0.42} />}
    </g>
  );
}
