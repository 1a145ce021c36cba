import { Axes } from '../shared/Axes.tsx';
import { armColour, DEFAULT_TEXT_SIZE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { correlationGeometry } from './layers.ts';
import type { CorrelationChartProps } from './types.ts';

/** The correlation of inputs in every hidden layer: lines are predicted, dots measured, whiskers their spread over networks. */
export function CorrelationChart(props: CorrelationChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description } = props;
  const { plot, x, y, xTicks, yTicks, curves, dotRadius, nameSize } = correlationGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName="hidden layer"
        yName="correlation c"
      />
      {curves.map(({ arm, path }) => (
        <path
          key={arm.slot}
          d={path}
          style={{ fill: 'none', stroke: armColour(arm.slot), strokeWidth: textSize / 7.5, strokeLinejoin: 'round' }}
        />
      ))}
      {curves.map(({ arm, dots }) => (
        <path
          key={arm.slot}
          d={dots.map(({ whisker }) => whisker).join('')}
          style={{ fill: 'none', stroke: armColour(arm.slot), strokeWidth: Math.max(1, textSize / 11) }}
        />
      ))}
      {curves.flatMap(({ arm, dots }) =>
        dots.map(({ layer, at }) => <Marker key={`${arm.slot} ${layer}`} slot={arm.slot} at={at} radius={dotRadius} />),
      )}
      {curves.map(({ arm, label }) => (
        <NameLabel
          key={arm.slot}
          slot={arm.slot}
          name={arm.label}
          notes={[]}
          rect={label}
          anchor="start"
          textSize={nameSize}
        />
      ))}
    </Figure>
  );
}
