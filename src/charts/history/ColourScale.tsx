import { INK_SOFT, RULE } from '../shared/chart.ts';
import { MathText } from '../shared/MathText.tsx';
import type { HistoryGeometry } from './history.ts';

/** The numbers beside the bar of colours. */
export function ColourScale({
  legend,
  textSize,
}: {
  readonly legend: HistoryGeometry['legend'];
  readonly textSize: number;
}) {
  const { plot, ticks, y } = legend;
  return (
    <g style={{ fill: INK_SOFT }}>
      <path
        d={`M${plot.left},${plot.top}H${plot.right}V${plot.bottom}H${plot.left}Z`}
        style={{ fill: 'none', stroke: RULE, strokeWidth: 1 }}
      />
      <path
        d={ticks.map(({ value }) => `M${plot.right},${y(value)}h${textSize * 0.3}`).join('')}
        style={{ stroke: INK_SOFT, strokeWidth: Math.max(1, textSize / 14) }}
      />
      {ticks.map(({ value, label }) => (
        <MathText key={value} text={label ?? ''} x={plot.right + textSize * 0.5} y={y(value) + textSize * 0.34} />
      ))}
      <text x={legend.nameRight} y={plot.top - textSize * 0.8} textAnchor="end">
        variance
      </text>
    </g>
  );
}
