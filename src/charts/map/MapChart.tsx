import { useMemo, useState } from 'react';
import { Axes } from '../shared/Axes.tsx';
import { armColour, armTextColour, DEFAULT_TEXT_SIZE, INK, PAPER, type Plot, RULE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Marker, markerPath } from '../shared/Marker.tsx';
import { Raster } from '../shared/Raster.tsx';
import { Subscripted } from '../shared/Subscripted.tsx';
import { boundaryPath } from './boundary.ts';
import { mapPixels } from './colours.ts';
import { cellText, placeText } from './describe.ts';
import { mapLayout } from './layout.ts';
import { MapReader } from './MapReader.tsx';
import { cellBox } from './plane.ts';
import { STROKE, texturePath } from './textures.ts';
import type { MapChartAxis, MapChartProps, MapTheory } from './types.ts';

/** One arm's plane of networks: every cell one that was trained, theory's boundaries over them. */
export function MapChart(props: MapChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, arm, x, y, cells, theory, read } = props;
  const [focused, setFocused] = useState(false);
  const layout = mapLayout(props);
  const { plot, at } = layout;
  const box = read === null ? null : cellBox({ x }, y.cells, plot, read);
  const line = Math.max(1, textSize / 9);
  return (
    <Figure
      width={width}
      height={height}
      textSize={textSize}
      title={title}
      description={description}
      overlay={
        <MapReader
          {...props}
          name={`Cells of the map of ${arm.label}`}
          plot={plot}
          start={Math.floor(y.cells / 2) * x.cells + Math.floor(x.cells / 2)}
          text={readText(props)}
          onFocused={setFocused}
        />
      }
    >
      <Cells {...props} textSize={textSize} plot={plot} />
      <path d={`M${plot.left},${plot.top}H${plot.right}V${plot.bottom}`} style={{ fill: 'none', stroke: RULE }} />
      {theory && <Boundary x={x} y={y} theory={theory} plot={plot} line={line} />}
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={layout.xTicks}
        yTicks={layout.yTicks}
        x={layout.x}
        y={layout.y}
        xName={layout.low && !x.symbol.includes('_') ? x.symbol : <AxisName axis={x} worded={layout.worded.x} />}
        yName={<AxisName axis={y} worded={layout.worded.y} />}
        low={layout.low}
      />
      <Marker
        slot={arm.slot}
        at={[layout.name[0] + textSize * 0.4, layout.name[1] - textSize * 0.34]}
        radius={textSize * 0.4}
      />
      <text
        x={layout.name[0] + textSize * 1.05}
        y={layout.name[1]}
        style={{ fontSize: layout.nameSize, fontWeight: 650, fill: armTextColour(arm.slot) }}
      >
        {arm.label}
      </text>
      {box && cells.length > 1 && (
        <>
          <rect {...box} style={{ fill: 'none', stroke: PAPER, strokeWidth: 3.5 * line }} />
          <rect {...box} style={{ fill: 'none', stroke: INK, strokeWidth: 1.6 * line }} />
        </>
      )}
      {at && (
        <g transform={`translate(${at[0]},${at[1]})`} style={{ pointerEvents: 'none' }}>
          <circle r={textSize * 0.7} style={{ fill: PAPER, stroke: INK, strokeWidth: line }} />
          <path d={markerPath(arm.slot, textSize * 0.38)} style={{ fill: armColour(arm.slot) }} />
        </g>
      )}
      {focused && (
        <rect
          x={plot.left}
          y={plot.top}
          width={plot.right - plot.left}
          height={plot.bottom - plot.top}
          style={{ fill: 'none', stroke: 'var(--focus)', strokeWidth: 2 }}
        />
      )}
    </Figure>
  );
}

/** The cell that is read, or how to read one. */
function readText({ x, y, cells, baseline, read }: MapChartProps): string {
  if (read === null) return 'no cell is read';
  const cell = cells[read] ?? null;
  return cell === null ? cellText(null, baseline) : `${placeText(x, y, cell)}: ${cellText(cell, baseline)}`;
}

interface PlaneProps extends MapChartProps {
  readonly textSize: number;
  readonly plot: Plot;
}

/** Drawn anew only with what was computed, not with the cell that is read. */
function Cells({ x, y, drawn, depth, least, baseline, plot, textSize }: PlaneProps) {
  const { left, right, top, bottom } = plot;
  const pixels = useMemo(
    () => mapPixels(drawn, x.cells, y.cells, { depth, least, baseline }),
    [drawn, x.cells, y.cells, depth, least, baseline],
  );
  const texture = useMemo(
    () => texturePath(drawn, x.cells, y.cells, { left, right, top, bottom }, textSize),
    [drawn, x.cells, y.cells, left, right, top, bottom, textSize],
  );
  return (
    <>
      <Raster plot={plot} columns={x.cells} rows={y.cells} pixels={pixels} />
      <path
        d={texture}
        style={{
          fill: 'none',
          stroke: INK,
          strokeOpacity: 0.42,
          strokeWidth: textSize * STROKE,
          strokeLinecap: 'round',
        }}
      />
    </>
  );
}

interface BoundaryProps extends Pick<MapChartProps, 'x' | 'y'> {
  readonly theory: MapTheory;
  readonly plot: Plot;
  readonly line: number;
}

/** Of theory's line and of the paper round it. */
const [LINE, HALO] = [1.4, 3.4];

/** Drawn anew only with theory, and where the chart has another size. */
function Boundary({ theory, x, y, plot: { left, right, top, bottom }, line }: BoundaryProps) {
  const path = useMemo(
    () => boundaryPath(theory, { x, y }, { left, right, top, bottom }, HALO * line),
    [theory, x, y, left, right, top, bottom, line],
  );
  const stroke = { fill: 'none', strokeLinecap: 'round' } as const;
  return (
    <>
      <path d={path} style={{ ...stroke, stroke: PAPER, strokeWidth: HALO * line }} />
      <path d={path} style={{ ...stroke, stroke: INK, strokeWidth: LINE * line }} />
    </>
  );
}

function AxisName({ axis: { symbol, words }, worded }: { readonly axis: MapChartAxis; readonly worded: boolean }) {
  const [base = '', index] = symbol.split('_');
  const after = worded && words !== '' ? `, ${words}` : '';
  if (index === undefined) return <tspan>{`${base}${after}`}</tspan>;
  return <Subscripted base={base} index={index} after={after} />;
}
