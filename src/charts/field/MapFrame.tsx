import type { ReactNode } from 'react';
import { type ArmSlot, armTextColour, INK, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { Marker } from '../shared/Marker.tsx';
import { MathText } from '../shared/MathText.tsx';
import type { MapGeometry } from './map.ts';

interface MapFrameProps {
  readonly width: number;
  readonly height: number;
  readonly textSize: number;
  readonly title: string;
  readonly description: string;
  readonly geometry: MapGeometry;
  /** Whose map it is; null: the target or exact solution, in ink. */
  readonly slot: ArmSlot | null;
  readonly name: string;
  /** A few words behind the name. */
  readonly note: string | null;
  readonly xName: string;
  readonly yName: string;
  /** Words in place of the map where there is none, else null. */
  readonly missing: string | null;
  readonly children: ReactNode;
}

/** What surrounds a map: the arm's marker and name, a hairline, few numbers. */
export function MapFrame(props: MapFrameProps) {
  const { width, height, textSize, title, description, geometry, slot, name, note, xName, yName, missing } = props;
  const { plot, x, y, xTicks, yTicks } = geometry;
  const small = textSize * NOTE_SIZE;
  const baseline = textSize * 0.95;
  const start = slot === null ? plot.left : plot.left + textSize * 1.05;
  const nameSize = textSize * Math.min(1, (width - start) / textWidth(name, textSize, true));
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      {props.children}
      <path
        d={`M${plot.left},${plot.top}H${plot.right}V${plot.bottom}H${plot.left}Z`}
        style={{ fill: 'none', stroke: INK_SOFT, strokeWidth: 0.75 }}
      />
      {slot !== null && (
        <Marker slot={slot} at={[plot.left + textSize * 0.4, baseline - textSize * 0.34]} radius={textSize * 0.4} />
      )}
      <text
        x={start}
        y={baseline}
        style={{ fontSize: nameSize, fontWeight: 650, fill: slot === null ? INK : armTextColour(slot) }}
      >
        {name}
      </text>
      {note && (
        <MathText
          text={note}
          x={plot.left}
          y={plot.top - textSize * 0.45}
          style={{ fontSize: small, fill: INK_SOFT }}
        />
      )}
      {missing && (
        <text
          x={(plot.left + plot.right) / 2}
          y={(plot.top + plot.bottom) / 2}
          textAnchor="middle"
          style={{ fill: INK_SOFT }}
        >
          {missing}
        </text>
      )}
      <g style={{ fontSize: small, fill: INK_SOFT }}>
        <path
          d={[
            ...xTicks.map(({ value }) => `M${x(value)},${plot.bottom}v3`),
            ...yTicks.map(({ value }) => `M${plot.left},${y(value)}h-3`),
          ].join('')}
          style={{ stroke: INK_SOFT, strokeWidth: 1 }}
        />
        {xTicks.map(({ value, label }) => (
          <text
            key={value}
            x={x(value)}
            y={plot.bottom + 3 + small}
            textAnchor={anchorAt(x(value), plot.left, plot.right, small)}
          >
            {label}
          </text>
        ))}
        {yTicks.map(({ value, label }) => (
          <text key={value} x={plot.left - 5} y={y(value) + small * 0.34} textAnchor="end">
            {label}
          </text>
        ))}
        <text x={plot.right} y={plot.bottom + 3 + small} textAnchor="end" style={{ fontStyle: 'italic' }}>
          {xName}
        </text>
        <text x={plot.left - 5} y={plot.top + small * 0.7} textAnchor="end" style={{ fontStyle: 'italic' }}>
          {yName}
        </text>
      </g>
    </Figure>
  );
}

/** A number at the border of the map stays within its width. */
const anchorAt = (x: number, left: number, right: number, size: number) =>
  x < left + size ? 'start' : x > right - size ? 'end' : 'middle';
