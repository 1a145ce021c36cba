import { FixedPointMark } from '../kernelMap/FixedPointMark.tsx';
import { Axes } from '../shared/Axes.tsx';
import { armColour, DEFAULT_TEXT_SIZE, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { correlationMapGeometry } from './map.ts';
import type { CorrelationMapProps } from './types.ts';

/** What a hidden layer makes of the correlation of two inputs of one size: each arm's map against the diagonal, and a pair's way. */
export function CorrelationMap(props: CorrelationMapProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description } = props;
  const { plot, x, y, xTicks, yTicks, diagonal, curves, nameSize } = correlationMapGeometry(props);
  const thin = Math.max(1, textSize / 12);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName="c of a layer"
        yName="c of the next layer"
      />
      <path d={diagonal} style={{ fill: 'none', stroke: INK_SOFT, strokeWidth: thin }} />
      {curves.map(({ arm, path, stairs, start }) => (
        <g key={arm.slot} style={{ stroke: armColour(arm.slot), fill: 'none', strokeLinejoin: 'round' }}>
          <path d={stairs} style={{ strokeWidth: thin }} />
          <path d={path} style={{ strokeWidth: textSize / 5 }} />
          {start && <Marker slot={arm.slot} at={start} radius={textSize * 0.36} />}
        </g>
      ))}
      {curves.flatMap(({ arm, fixed }) =>
        fixed.map(({ point, at }) => (
          <FixedPointMark
            key={`${arm.slot} ${point.correlation}`}
            slot={arm.slot}
            stability={point.stability === 'marginal' ? 'half-stable' : point.stability}
            at={at}
            radius={textSize * 0.46}
          />
        )),
      )}
      {curves.map(({ arm, notes, label }) => (
        <NameLabel
          key={arm.slot}
          slot={arm.slot}
          name={arm.label}
          notes={notes}
          rect={label}
          anchor="start"
          textSize={nameSize}
        />
      ))}
    </Figure>
  );
}
