import { useMemo, useState } from 'react';
import { Axes } from '../shared/Axes.tsx';
import { armColour, armTextColour, DEFAULT_TEXT_SIZE, INK, INK_SOFT, PAPER, RULE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NOTE_SIZE } from '../shared/labels.ts';
import { markerPath } from '../shared/Marker.tsx';
import { Raster } from '../shared/Raster.tsx';
import { Subscripted } from '../shared/Subscripted.tsx';
import { phasePixels } from './colours.ts';
import { pointText } from './describe.ts';
import { type Axis, PointControls } from './PointControls.tsx';
import { type PlaneLabel, phaseGeometry } from './phaseMap.ts';
import { refined } from './refine.ts';
import type { PhaseMapProps } from './types.ts';

/** Points of the picture for a cell, along either axis; more of them would take the page longer than a frame or two. */
const FINER = 2;

/** Where in the plane of C_W and K_1 an arm overflows, vanishes or survives at infinite width, with the present point to be dragged. */
export function PhaseMap(props: PhaseMapProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, arm, grid, depth, point } = props;
  const geometry = phaseGeometry(props);
  const { plot, x, y, xTicks, yTicks, at, critical, separatrix, regions } = geometry;
  const fine = useMemo(() => refined(grid, FINER), [grid]);
  const pixels = useMemo(() => phasePixels(fine, depth), [fine, depth]);
  const [axis, setAxis] = useState<Axis | null>(null);
  const ends = { cw: `M${plot.left},${at[1]}H${plot.right}`, k1: `M${at[0]},${plot.top}V${plot.bottom}` };
  return (
    <Figure
      width={width}
      height={height}
      textSize={textSize}
      title={title}
      description={description}
      overlay={
        <PointControls
          label={arm.label}
          plot={plot}
          scale={geometry}
          grid={grid}
          point={point}
          outcome={pointText(props)}
          onDrag={props.onDrag}
          onDrop={props.onDrop}
          onFocusAxis={setAxis}
        />
      }
    >
      <Raster plot={plot} columns={fine.columns} rows={fine.rows} pixels={pixels} smooth />
      <path d={`M${plot.left},${plot.top}H${plot.right}V${plot.bottom}`} style={{ fill: 'none', stroke: RULE }} />
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName={<Subscripted base="C" index="W" after=", weight variance" />}
        yName={<Subscripted base="K" index="1" after=", input scale" />}
      />
      <text x={plot.right} y={plot.top - textSize} textAnchor="end" style={{ fill: INK_SOFT }}>
        <tspan style={{ fontWeight: 650, fill: armTextColour(arm.slot) }}>{arm.label}</tspan>, infinite width
      </text>
      {separatrix && (
        <path
          d={separatrix.path}
          style={{ fill: 'none', stroke: INK, strokeWidth: textSize / 9, strokeDasharray: '6 4' }}
        />
      )}
      {critical && (
        <circle
          cx={critical.at[0]}
          cy={critical.at[1]}
          r={textSize * 0.36}
          style={{ fill: PAPER, stroke: INK, strokeWidth: textSize / 8 }}
        />
      )}
      {[...regions, separatrix?.label, critical?.label].map(
        (label) => label && <Name key={label.name} label={label} textSize={textSize} />,
      )}
      {axis && <path d={ends[axis]} style={{ stroke: INK, strokeWidth: textSize / 8 }} />}
      <g transform={`translate(${at[0]},${at[1]})`}>
        <circle r={textSize * 0.95} style={{ fill: PAPER, stroke: INK, strokeWidth: textSize / 8 }} />
        <path d={markerPath(arm.slot, textSize * 0.5)} style={{ fill: armColour(arm.slot) }} />
      </g>
    </Figure>
  );
}

function Name({ label: { name, rect }, textSize }: { readonly label: PlaneLabel; readonly textSize: number }) {
  return (
    <text
      x={rect.x}
      y={rect.y + textSize * 0.85}
      style={{
        fill: INK,
        fontSize: textSize * NOTE_SIZE,
        paintOrder: 'stroke',
        stroke: PAPER,
        strokeWidth: textSize * 0.3,
        strokeLinejoin: 'round',
      }}
    >
      {name}
    </text>
  );
}
