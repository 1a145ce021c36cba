import { Axes } from '../shared/Axes.tsx';
import { armColour, DEFAULT_TEXT_SIZE, INK, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { isLow } from '../shared/names.ts';
import { fitGeometry } from './fit.ts';
import type { FitChartProps } from './types.ts';

/** Points that are drawn large enough to be counted; more of them are a cloud. */
const FEW = 300;

const dotsStyle = (textSize: number, points: number) => ({
  stroke: INK_SOFT,
  strokeWidth: textSize * (points > FEW ? 0.26 : 0.42),
  strokeLinecap: 'round' as const,
  opacity: points > FEW ? 0.45 : 0.7,
});

/** The target, the data and each arm's function. */
export function FitChart(props: FitChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, xName, yName } = props;
  const { plot, x, y, xTicks, yTicks, target, data: dots, curves, labels } = fitGeometry(props);
  const { data } = props;
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName={xName ?? 'input x'}
        yName={yName ?? 'output'}
        low={isLow(height, textSize)}
      />
      <path d={dots} style={dotsStyle(textSize, data?.x.length ?? 0)} />
      {curves.map(({ slot, path, markers }) => (
        <g key={slot}>
          <path
            d={path}
            style={{ fill: 'none', stroke: armColour(slot), strokeWidth: textSize / 6.5, strokeLinejoin: 'round' }}
          />
          {markers.map((at) => (
            <Marker key={at[0]} slot={slot} at={at} radius={textSize * 0.3} />
          ))}
        </g>
      ))}
      <path
        d={target}
        style={{
          fill: 'none',
          stroke: INK,
          strokeWidth: textSize / 11,
          strokeDasharray: '5 4',
          strokeLinejoin: 'round',
        }}
      />
      {labels.map(({ slot, name, notes, rect, textSize: size }) => (
        <NameLabel
          key={slot ?? 'target'}
          slot={slot}
          name={name}
          notes={notes}
          rect={rect}
          anchor="start"
          textSize={size}
        />
      ))}
    </Figure>
  );
}
