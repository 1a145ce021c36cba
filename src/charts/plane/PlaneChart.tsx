import { useMemo } from 'react';
import { segmentsPath } from '../field/contour.ts';
import type { FieldGrid } from '../field/grid.ts';
import { MapFrame } from '../field/MapFrame.tsx';
import { mapGeometry } from '../field/map.ts';
import { type ArmSlot, type ChartProps, DEFAULT_TEXT_SIZE, INK, PAPER, type Point } from '../shared/chart.ts';
import { Raster } from '../shared/Raster.tsx';
import { classColour, classMarks, cssColour } from './classes.ts';
import { boundaries, planePixels } from './plane.ts';

export interface PlaneChartProps extends ChartProps {
  readonly slot: ArmSlot;
  readonly name: string;
  readonly note: string | null;
  readonly grid: FieldGrid;
  /** At every point of the grid, before the softmax, [points × classes]; null where no network is finite. */
  readonly scores: ArrayLike<number> | null;
  readonly classes: number;
  readonly data: readonly PlaneClass[];
  /** Under the name where there is no map. */
  readonly missing: string;
}

/** The training points of one class. */
export interface PlaneClass {
  /** Place of the class, from 0. */
  readonly index: number;
  readonly points: readonly Point[];
}

/** So many marks have room at full size. */
const SPARSE = 200;

/** Which class an arm gives every point of the plane, how surely, and the data. */
export function PlaneChart(props: PlaneChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, grid, scores, classes, data } = props;
  const geometry = mapGeometry({ width, height, textSize, grid, square: true });
  const { columns, rows, plot, x, y } = geometry;
  const pixels = useMemo(
    () => scores && planePixels(grid, scores, classes, columns, rows),
    [grid, scores, classes, columns, rows],
  );
  const border = useMemo(() => (scores ? boundaries(grid, scores, classes) : []), [grid, scores, classes]);
  const count = data.reduce((sum, { points }) => sum + points.length, 0);
  const radius = Math.max(1.1, Math.min(2.6, (plot.right - plot.left) / 70) * Math.min(1, Math.sqrt(SPARSE / count)));
  return (
    <MapFrame
      {...props}
      textSize={textSize}
      geometry={geometry}
      // The points fill the map: words in their midst could not be read.
      note={props.note ?? (scores === null ? props.missing : null)}
      missing={null}
      xName="x₁"
      yName="x₂"
    >
      {pixels && <Raster plot={plot} columns={columns} rows={rows} pixels={pixels} smooth />}
      <path
        d={segmentsPath(border, x, y)}
        style={{ fill: 'none', stroke: INK, strokeWidth: 1.2, strokeLinecap: 'round' }}
      />
      {data.map(({ index, points }) => (
        <path
          key={index}
          d={classMarks(
            index,
            points.filter(inside(grid)).map(([px, py]): Point => [x(px), y(py)]),
            Math.round(radius * 10) / 10,
          )}
          style={{ fill: cssColour(classColour(index)), stroke: PAPER, strokeWidth: 0.6 }}
        />
      ))}
    </MapFrame>
  );
}

const inside =
  ({ x, y }: FieldGrid) =>
  ([px, py]: Point): boolean =>
    px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
