import { DEFAULT_TEXT_SIZE, INK_SOFT, RULE } from '../shared/chart.ts';
import { legendGeometry } from './legend.ts';
import type { PhaseLegendProps } from './types.ts';

/** One scale for all phase maps: vanishes at layer 1 … L, survives, overflows at layer L … 1. */
export function PhaseLegend({ width, depth, textSize = DEFAULT_TEXT_SIZE }: PhaseLegendProps) {
  const { bars, barTop, barHeight, texts, height } = legendGeometry(width, depth, textSize);
  return (
    <svg
      role="img"
      aria-label={`Colours, at infinite width: blue vanishes, red overflows, the stronger the earlier the layer; uncoloured survives to layer ${depth}`}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{ display: 'block', font: 'inherit', fontSize: textSize }}
    >
      {bars.map(({ outcome, x, width, colour, opacity }) => (
        <rect key={outcome} x={x} y={barTop} width={width} height={barHeight} style={{ fill: colour, opacity }} />
      ))}
      <rect x={0.5} y={barTop} width={width - 1} height={barHeight} style={{ fill: 'none', stroke: RULE }} />
      <g style={{ fill: INK_SOFT }}>
        {texts.map(({ text, x, y, anchor }) => (
          <text key={`${text} ${x}`} x={x} y={y} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
}
