import { DEFAULT_TEXT_SIZE, INK, PAPER, RULE } from '../shared/chart.ts';
import { formatNumber } from '../shared/format.ts';
import { paintOf, scaleEnd } from './colours.ts';
import { OUTCOME_WORDS, outcomesOf } from './describe.ts';
import { STROKE, strokes } from './textures.ts';
import type { CellChart, CellOutcome, MapScale } from './types.ts';

interface MapLegendProps extends Pick<MapScale, 'depth' | 'least' | 'steps'> {
  /** Whether theory's boundaries are drawn. */
  readonly theory: boolean;
  /** Whether the present experiment has a place. */
  readonly point: boolean;
  readonly textSize?: number;
}

/** Swatches of a scale, from one end to the other. */
const SHADES = 5;

/** What the colours and strokes of all planes mean. */
export function MapLegend({ depth, least, steps, theory, point, textSize = DEFAULT_TEXT_SIZE }: MapLegendProps) {
  return (
    <ul className="map-legend" aria-label="Colours and marks" data-key>
      {outcomesOf(steps).map((outcome) => (
        <li key={outcome}>
          <Swatch cells={samples(outcome, depth, least)} scale={{ depth, least, baseline: 1 }} textSize={textSize} />
          <span>{legendWords(outcome, depth, least)}</span>
        </li>
      ))}
      {theory && (
        <li>
          <Mark textSize={textSize}>
            <path d={`M0,${textSize / 2}h${2 * textSize}`} style={{ stroke: INK, strokeWidth: textSize / 6 }} />
          </Mark>
          <span>theory’s boundary</span>
        </li>
      )}
      {point && (
        <li>
          <Mark textSize={textSize}>
            <circle
              cx={textSize}
              cy={textSize / 2}
              r={textSize * 0.42}
              style={{ fill: PAPER, stroke: INK, strokeWidth: textSize / 9 }}
            />
            <circle cx={textSize} cy={textSize / 2} r={textSize * 0.16} style={{ fill: INK }} />
          </Mark>
          <span>the present experiment</span>
        </li>
      )}
    </ul>
  );
}

function legendWords(outcome: CellOutcome, depth: number, least: number): string {
  switch (outcome) {
    case 'overflow':
      return `overflow at the start, layer 1 to ${depth}`;
    case 'vanished':
      return `vanished, layer 1 to ${depth}`;
    case 'learned':
      return `learned: loss 0.9 to ${formatNumber(10 ** scaleEnd(least))} of the mean’s`;
    default:
      return OUTCOME_WORDS[outcome];
  }
}

type Sample = Pick<CellChart, 'outcome' | 'layer' | 'loss'>;

function samples(outcome: CellOutcome, depth: number, least: number): readonly Sample[] {
  const places = Array.from({ length: SHADES }, (_, shade) => shade / (SHADES - 1));
  switch (outcome) {
    case 'overflow':
    case 'vanished':
      return places.map((t) => ({ outcome, layer: 1 + Math.round(t * (depth - 1)), loss: null }));
    case 'learned':
      return places.map((t) => ({ outcome, layer: null, loss: 0.9 ** (1 - t) * 10 ** (scaleEnd(least) * t) }));
    default:
      return [{ outcome, layer: null, loss: null }];
  }
}

interface SwatchProps {
  readonly cells: readonly Sample[];
  readonly scale: { readonly depth: number; readonly least: number; readonly baseline: number };
  readonly textSize: number;
}

function Swatch({ cells, scale, textSize }: SwatchProps) {
  const [width, height] = [(2 * textSize) / cells.length, textSize];
  const stroke = { fill: 'none', stroke: INK, strokeOpacity: 0.42, strokeWidth: textSize * STROKE } as const;
  return (
    <Mark textSize={textSize}>
      {cells.map((cell, at) => {
        const paint = paintOf(cell, scale);
        return (
          paint && (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the shades of a scale never change their places
              key={at}
              x={at * width}
              y={0}
              width={width}
              height={height}
              style={{ fill: `rgb(${paint.colour.join()})`, opacity: paint.opacity }}
            />
          )
        );
      })}
      {[0, 1].map((at) => (
        <path
          key={at}
          d={strokes(cells[0]?.outcome ?? 'open', { x: at * textSize, y: 0, width: textSize, height }, textSize)}
          style={{ ...stroke, strokeLinecap: 'round' }}
        />
      ))}
      <rect x={0.5} y={0.5} width={2 * textSize - 1} height={height - 1} style={{ fill: 'none', stroke: RULE }} />
    </Mark>
  );
}

function Mark({ textSize, children }: { readonly textSize: number; readonly children: React.ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${2 * textSize} ${textSize}`}
      width={2 * textSize}
      height={textSize}
    >
      {children}
    </svg>
  );
}
