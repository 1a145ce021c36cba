import { textWidth } from '../shared/format.ts';
import { OVERFLOW_COLOUR, opacityAt, VANISH_COLOUR } from './colours.ts';

export interface LegendBar {
  /** As in a grid's outcome: -l vanishes, l overflows at layer l. */
  readonly outcome: number;
  readonly x: number;
  readonly width: number;
  readonly colour: string;
  readonly opacity: number;
}

export interface LegendText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface LegendGeometry {
  readonly height: number;
  readonly barTop: number;
  readonly barHeight: number;
  readonly bars: readonly LegendBar[];
  readonly texts: readonly LegendText[];
}

/** From left to right: vanishes at layer 1 … L, survives, overflows at layer L … 1; words above, numbers of layers below. */
export function legendGeometry(width: number, depth: number, textSize: number): LegendGeometry {
  const gap = Math.min(width / 3, textWidth('survives', textSize) + textSize);
  const half = (width - gap) / 2;
  const each = half / depth;
  const barTop = Math.round(textSize * 1.5);
  const barHeight = Math.round(textSize * 0.85);
  const bars = Array.from({ length: depth }, (_, index) => index + 1).flatMap((layer): LegendBar[] => {
    const common = { width: each, opacity: opacityAt(layer, depth) };
    return [
      { ...common, outcome: -layer, x: (layer - 1) * each, colour: `rgb(${VANISH_COLOUR.join()})` },
      { ...common, outcome: layer, x: width - layer * each, colour: `rgb(${OVERFLOW_COLOUR.join()})` },
    ];
  });
  const words = textSize;
  const numbers = barTop + barHeight + textSize * 1.1;
  return {
    height: barTop + barHeight + textSize * 1.5,
    barTop,
    barHeight,
    bars,
    texts: [
      { text: 'vanishes at layer', x: 0, y: words, anchor: 'start' },
      { text: 'survives', x: width / 2, y: words, anchor: 'middle' },
      { text: 'overflows at layer', x: width, y: words, anchor: 'end' },
      { text: '1', x: 0, y: numbers, anchor: 'start' },
      { text: String(depth), x: half, y: numbers, anchor: 'end' },
      { text: String(depth), x: width - half, y: numbers, anchor: 'start' },
      { text: '1', x: width, y: numbers, anchor: 'end' },
    ],
  };
}
