import { Axes } from '../shared/Axes.tsx';
import { arrowheadPath } from '../shared/arrowhead.ts';
import { armColour, DEFAULT_TEXT_SIZE, INK, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NOTE_SIZE } from '../shared/labels.ts';
import { Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { type DrawnLine, layerGeometry } from './layers.ts';
import type { LayerChartProps } from './types.ts';

/** A quantity of every layer: lines are predicted, dots measured, a reference value emphasised. */
export function LayerChart(props: LayerChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, xName = 'layer', yName } = props;
  const { plot, x, y, xTicks, yTicks, lines, dots, dotRadius, labels, nameSize, reference } = layerGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes plot={plot} textSize={textSize} xTicks={xTicks} yTicks={yTicks} x={x} y={y} xName={xName} yName={yName} />
      {reference && (
        <g style={{ fill: INK_SOFT, fontSize: textSize * NOTE_SIZE }}>
          <path
            d={`M${plot.left},${reference.y}H${plot.right}`}
            style={{ stroke: INK, strokeWidth: Math.max(1.5, textSize / 8) }}
          />
          {reference.label && (
            <text x={reference.label.rect.x} y={reference.label.rect.y + textSize * 0.85}>
              {reference.label.name}
            </text>
          )}
        </g>
      )}
      {lines.map((line) => (
        <Line key={`${line.arm.slot} ${line.line.symbol}`} drawn={line} textSize={textSize} />
      ))}
      {dots.flatMap(({ arm, dots }) =>
        dots.map(({ layer, at }) => <Marker key={`${arm.slot} ${layer}`} slot={arm.slot} at={at} radius={dotRadius} />),
      )}
      {labels.map(({ line, name, rect }) => (
        <NameLabel
          key={name}
          slot={line.arm.slot}
          name={name}
          notes={[]}
          rect={rect}
          anchor="start"
          textSize={nameSize}
        />
      ))}
    </Figure>
  );
}

function Line({ drawn, textSize }: { readonly drawn: DrawnLine; readonly textSize: number }) {
  const { arm, line, path, arrows } = drawn;
  const colour = armColour(arm.slot);
  const dashes = line.stroke === 'dashed' ? { strokeDasharray: `${textSize * 0.45} ${textSize * 0.3}` } : {};
  return (
    <g>
      <path
        d={path}
        style={{ fill: 'none', stroke: colour, strokeWidth: textSize / 7.5, strokeLinejoin: 'round', ...dashes }}
      />
      {arrows.map(({ at, angle }) => (
        <path key={at[0]} d={arrowheadPath(at, angle, textSize)} style={{ fill: colour }} />
      ))}
    </g>
  );
}
