import { Axes } from '../shared/Axes.tsx';
import { armColour, DEFAULT_TEXT_SIZE, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { NOTE_SIZE } from '../shared/labels.ts';
import { Cross, Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { isLow } from '../shared/names.ts';
import { BASELINE_NAME, LEAD, lossGeometry } from './loss.ts';
import type { LossChartProps } from './types.ts';

/** Training loss, or another measure of it, against the optimizer step, beside that of the best constant. */
export function LossChart(props: LossChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, yName = 'loss' } = props;
  const { plot, x, y, xTicks, yTicks, curves, labels, nameSize, baseline } = lossGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName="step"
        yName={yName}
        low={isLow(height, textSize)}
      />
      {baseline && (
        <g style={{ fill: INK_SOFT, fontSize: textSize * NOTE_SIZE }}>
          <path
            d={`M${plot.left},${baseline.y}H${plot.right}`}
            style={{ stroke: INK_SOFT, strokeWidth: 1, strokeDasharray: '5 4' }}
          />
          {baseline.rect && (
            <text x={baseline.rect.x} y={baseline.rect.y + textSize * 0.85}>
              {BASELINE_NAME}
            </text>
          )}
        </g>
      )}
      {curves.map(
        ({ slot, band }) => band && <path key={slot} d={band} style={{ fill: armColour(slot), opacity: 0.16 }} />,
      )}
      {curves.map(({ slot, path, least }) => (
        <g key={slot} style={{ fill: 'none', stroke: armColour(slot), strokeLinejoin: 'round' }}>
          <path
            d={path}
            style={least ? { strokeWidth: textSize / 16, opacity: 0.55 } : { strokeWidth: textSize / 7 }}
          />
          <path d={least} style={{ strokeWidth: textSize / 7 }} />
        </g>
      ))}
      {curves.map(
        ({ slot, test }) =>
          test && (
            <path
              key={slot}
              d={test}
              style={{
                fill: 'none',
                stroke: armColour(slot),
                strokeWidth: textSize / 9,
                strokeDasharray: `${textSize * 0.45} ${textSize * 0.3}`,
                strokeLinejoin: 'round',
              }}
            />
          ),
      )}
      {curves.map(({ slot, head, cross }) => (
        <g key={slot}>
          {head && <Marker slot={slot} at={head} radius={textSize * 0.32} />}
          {cross && <Cross slot={slot} at={cross} size={textSize * 0.36} />}
        </g>
      ))}
      {labels.map(({ slot, name, notes, rect }) => (
        <g key={slot}>
          <Marker
            slot={slot}
            at={[rect.x - (LEAD * textSize) / 2, rect.y + nameSize * 0.62]}
            radius={textSize * 0.32}
          />
          <NameLabel slot={slot} name={name} notes={notes} rect={rect} anchor="start" textSize={nameSize} />
        </g>
      ))}
    </Figure>
  );
}
