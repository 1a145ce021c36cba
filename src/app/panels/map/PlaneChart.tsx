import { memo, useMemo } from 'react';
import { describeMap } from '../../../charts/map/describe.ts';
import { MapChart } from '../../../charts/map/MapChart.tsx';
import type { MapChartProps } from '../../../charts/map/types.ts';
import type { MapPlan, MapPlane } from '../../../experiment/map/map.ts';
import { useTextSize } from '../../views/textSize.ts';
import { ChartSpace } from '../ChartBox.tsx';
import { chartAxis } from './axisWords.ts';
import { drawnCells } from './view.ts';

interface PlaneChartProps
  extends Pick<MapChartProps, 'arm' | 'depth' | 'least' | 'theory' | 'point' | 'read' | 'onRead'> {
  readonly plan: MapPlan;
  readonly plane: MapPlane;
  /** Place of the arm. */
  readonly index: number;
  readonly onOpen: (arm: number, cell: number) => void;
}

/** The plane of one arm in the space that the panel gives it. */
export const PlaneChart = memo(function PlaneChart({ plan, plane, index, onOpen, ...shown }: PlaneChartProps) {
  const textSize = useTextSize();
  const { cells, baseline } = plane;
  const drawn = useMemo(() => drawnCells(plan, cells), [plan, cells]);
  const axes = useMemo(() => ({ x: chartAxis(plan.x), y: chartAxis(plan.y) }), [plan]);
  const title = `Map of ${shown.arm.label}`;
  return (
    <ChartSpace name={title} stale={false} resetKey={cells}>
      {({ width, height }) => (
        <MapChart
          width={width}
          height={height}
          textSize={textSize}
          title={title}
          description={describeMap({ ...shown, ...axes, cells, baseline })}
          {...shown}
          {...axes}
          cells={cells}
          baseline={baseline}
          drawn={drawn}
          onOpen={(cell) => onOpen(index, cell)}
        />
      )}
    </ChartSpace>
  );
});
