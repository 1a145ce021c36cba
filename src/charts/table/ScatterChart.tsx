import { Axes } from '../shared/Axes.tsx';
import { type ArmSlot, armColour, type ChartProps, DEFAULT_TEXT_SIZE, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { ArmHeading } from './ArmHeading.tsx';
import { scatterGeometry } from './scatter.ts';

export interface ScatterChartProps extends ChartProps {
  readonly slot: ArmSlot;
  readonly name: string;
  readonly note: string | null;
  /** In place of the picture where there is none. */
  readonly missing: string;
  readonly truths: ArrayLike<number>;
  /** Null where no network is finite. */
  readonly predicted: ArrayLike<number> | null;
}

/** Predicted against true values of held-out examples; on the diagonal they agree. */
export function ScatterChart(props: ScatterChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, slot, truths, predicted } = props;
  const { plot, x, y, ticks, yTicks, dots } = scatterGeometry({ width, height, textSize }, truths, predicted ?? []);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <ArmHeading {...props} left={plot.left} textSize={textSize} />
      <Axes plot={plot} textSize={textSize} xTicks={ticks} yTicks={yTicks} x={x} y={y} xName="true" yName="" />
      <path
        d={`M${plot.left},${plot.bottom}L${plot.right},${plot.top}`}
        style={{ stroke: INK_SOFT, strokeDasharray: '5 4' }}
      />
      <path
        d={dots}
        style={{ stroke: armColour(slot), strokeWidth: textSize * 0.3, strokeLinecap: 'round', opacity: 0.55 }}
      />
      {predicted === null && (
        <text
          x={(plot.left + plot.right) / 2}
          y={plot.top + textSize * 2}
          textAnchor="middle"
          style={{ fill: INK_SOFT }}
        >
          {props.missing}
        </text>
      )}
    </Figure>
  );
}
