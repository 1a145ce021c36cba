import { Axes } from '../shared/Axes.tsx';
import { armColour, DEFAULT_TEXT_SIZE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { magnitudeGeometry } from './magnitude.ts';
import type { MagnitudeChartProps } from './types.ts';

/** How large a quantity is along x, per arm, on a logarithmic scale: an error, a residual. */
export function MagnitudeChart(props: MagnitudeChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, xName, yName } = props;
  const { plot, x, y, xTicks, yTicks, curves, nameSize, labels } = magnitudeGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes plot={plot} textSize={textSize} xTicks={xTicks} yTicks={yTicks} x={x} y={y} xName={xName} yName={yName} />
      {curves.map(({ slot, path }) => (
        <path
          key={slot}
          d={path}
          style={{ fill: 'none', stroke: armColour(slot), strokeWidth: textSize / 9, strokeLinejoin: 'round' }}
        />
      ))}
      {labels.map(({ slot, name, rect }) => (
        <NameLabel key={slot} slot={slot} name={name} notes={[]} rect={rect} anchor="start" textSize={nameSize} />
      ))}
    </Figure>
  );
}
