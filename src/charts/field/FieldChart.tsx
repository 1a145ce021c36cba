import { useMemo } from 'react';
import { type ArmSlot, type ChartProps, DEFAULT_TEXT_SIZE, type Domain } from '../shared/chart.ts';
import type { PaletteName } from '../shared/palette.ts';
import { Raster } from '../shared/Raster.tsx';
import { segmentsPath } from './contour.ts';
import { fieldPixels, isolines } from './field.ts';
import type { FieldGrid } from './grid.ts';
import { MapFrame } from './MapFrame.tsx';
import { mapGeometry } from './map.ts';

export interface FieldChartProps extends ChartProps {
  /** Whose field it is; null: the target or exact solution. */
  readonly slot: ArmSlot | null;
  readonly name: string;
  /** A few words under the name, e.g. an error. */
  readonly note: string | null;
  readonly grid: FieldGrid;
  /** At every point of the grid, as it is coloured; null where no network is finite. */
  readonly values: ArrayLike<number> | null;
  /** Values at the ends of the colour scale, which several maps share. */
  readonly domain: Domain;
  readonly palette: PaletteName;
  /** Draws lines of equal value. */
  readonly lines: boolean;
  readonly square: boolean;
  readonly xName: string;
  readonly yName: string;
  /** In place of the map where there is none. */
  readonly missing: string;
}

/** A field over a rectangle as a heat map. */
export function FieldChart(props: FieldChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, grid, values, domain, palette, lines, square } = props;
  const geometry = mapGeometry({ width, height, textSize, grid, square });
  const { columns, rows, plot, x, y } = geometry;
  const [low, high] = domain;
  const pixels = useMemo(
    () => values && fieldPixels(grid, values, [low, high], palette, columns, rows),
    [grid, values, low, high, palette, columns, rows],
  );
  const drawn = useMemo(
    () => (values && lines ? isolines(grid, values, [low, high]) : []),
    [grid, values, lines, low, high],
  );
  return (
    <MapFrame {...props} textSize={textSize} geometry={geometry} missing={values === null ? props.missing : null}>
      {pixels && <Raster plot={plot} columns={columns} rows={rows} pixels={pixels} smooth />}
      {drawn.length > 0 && (
        <path
          d={segmentsPath(drawn, x, y)}
          style={{ fill: 'none', stroke: '#ffffff', strokeOpacity: 0.55, strokeWidth: 0.8 }}
        />
      )}
    </MapFrame>
  );
}
