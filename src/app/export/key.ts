/** What is drawn in a chart, for who sees it without the page: the marks that its own names do not explain. */

import { paintOf } from '../../charts/map/colours.ts';
import { OUTCOME_WORDS, OUTCOMES } from '../../charts/map/describe.ts';
import { STROKE, strokes } from '../../charts/map/textures.ts';
import type { CellOutcome } from '../../charts/map/types.ts';
import { OVERFLOW_COLOUR, VANISH_COLOUR } from '../../charts/phaseMap/colours.ts';
import { textWidth } from '../../charts/shared/format.ts';
import { AT_THE_START, BAND, NOW, THEORY } from '../help/terms.ts';

type Mark = CellOutcome | 'line' | 'dashed' | 'filled' | 'hollow' | 'band' | 'overflows' | 'vanish' | 'paper';

export interface KeyEntry {
  readonly mark: Mark;
  readonly words: string;
}

/** By the chart's title, or how it begins. */
const KEYS: readonly (readonly [title: string, entries: readonly KeyEntry[]])[] = [
  [
    'Preactivation variance by layer',
    [
      { mark: 'line', words: `${THEORY.term}, infinite width` },
      { mark: 'filled', words: NOW.term },
      { mark: 'hollow', words: AT_THE_START.term },
      { mark: 'band', words: BAND.term },
    ],
  ],
  [
    'Squared gradient by layer',
    [
      { mark: 'line', words: `${THEORY.term}, this width` },
      { mark: 'dashed', words: 'product of χ⊥, infinite width' },
      { mark: 'filled', words: NOW.term },
    ],
  ],
  [
    'Susceptibilities by layer',
    [
      { mark: 'line', words: 'χ∥, of the variance' },
      { mark: 'dashed', words: 'χ⊥, of the gradient' },
    ],
  ],
  [
    'Distribution of ',
    [
      { mark: 'band', words: 'measured' },
      { mark: 'line', words: `${THEORY.term} at the start, infinite width` },
    ],
  ],
  [
    'Kernel map',
    [
      { mark: 'filled', words: 'stable fixed point' },
      { mark: 'hollow', words: 'unstable fixed point' },
    ],
  ],
  [
    'Phase map of ',
    [
      { mark: 'vanish', words: 'vanishes' },
      { mark: 'paper', words: 'survives all layers' },
      { mark: 'overflows', words: 'overflows; the stronger, the earlier the layer' },
    ],
  ],
  [
    'Map of ',
    [
      ...OUTCOMES.map((outcome) => ({ mark: outcome, words: OUTCOME_WORDS[outcome] })),
      { mark: 'line', words: 'theory’s boundary at the start, infinite width' },
    ],
  ],
];

/** None where every line is named in the chart itself. */
export const keyOf = (title: string): readonly KeyEntry[] =>
  KEYS.find(([beginning]) => title.startsWith(beginning))?.[1] ?? [];

/** Those of several charts, each once, with what it is the key of. */
export const keysOf = (titles: readonly string[]) =>
  KEYS.filter(([beginning]) => titles.some((title) => title.startsWith(beginning))).map(([beginning, entries]) => ({
    name: beginning.replace(/ of $/, ''),
    entries,
  }));

/** Width of a mark in font sizes, and the gaps behind it and behind its words. */
const [MARK, GAP, APART] = [2, 0.5, 1.6];

/** Svg of the key from `y` downwards, in as many lines as it needs. */
export function keyMarkup(
  entries: readonly KeyEntry[],
  { x, y, width, size, fill }: { x: number; y: number; width: number; size: number; fill: string },
  write: (text: { x: number; y: number; words: string }) => string,
): { readonly markup: string; readonly height: number } {
  const spacing = Math.round(1.6 * size);
  const placed: string[] = [];
  let [left, line] = [0, 0];
  for (const { mark, words } of entries) {
    const own = size * (MARK + GAP) + textWidth(words, size);
    if (left > 0 && left + own > width) [left, line] = [0, line + 1];
    const at = { x: x + left, y: y + spacing * line };
    placed.push(
      `<g transform="translate(${at.x} ${at.y + 0.65 * size})">${shape(mark, size, fill)}</g>`,
      write({ x: at.x + size * (MARK + GAP), y: at.y + size, words }),
    );
    left += own + size * APART;
  }
  return { markup: placed.join(''), height: entries.length === 0 ? 0 : spacing * (line + 1) };
}

/** Centred on the line of its words. */
function shape(mark: Mark, size: number, fill: string): string {
  const stroke = `fill="none" stroke="${fill}" stroke-width="${(size / 7).toFixed(1)}"`;
  const across = MARK * size;
  const box = `y="${-0.4 * size}" width="${across}" height="${0.8 * size}"`;
  const circle = `cx="${across / 2}" r="${0.36 * size}"`;
  const shapes: Readonly<Record<Exclude<Mark, CellOutcome>, string>> = {
    line: `<path d="M0,0H${across}" ${stroke}/>`,
    dashed: `<path d="M0,0H${across}" ${stroke} stroke-dasharray="${0.45 * size} ${0.3 * size}"/>`,
    filled: `<circle ${circle} fill="${fill}"/>`,
    hollow: `<circle ${circle} ${stroke}/>`,
    band: `<rect ${box} fill="${fill}" fill-opacity="0.25"/>`,
    overflows: `<rect ${box} fill="rgb(${OVERFLOW_COLOUR.join(', ')})"/>`,
    vanish: `<rect ${box} fill="rgb(${VANISH_COLOUR.join(', ')})"/>`,
    paper: `<rect ${box} ${stroke}/>`,
  };
  return isOutcome(mark) ? cellShape(mark, size, fill) : shapes[mark];
}

const isOutcome = (mark: Mark): mark is CellOutcome => (OUTCOMES as readonly Mark[]).includes(mark);

/** A cell of the map: its colour at its strongest, and its strokes. */
function cellShape(outcome: CellOutcome, size: number, fill: string): string {
  const [x, y, width, height] = [0, -0.4 * size, MARK * size, 0.8 * size];
  const box = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  const paint = paintOf({ outcome, layer: 1, loss: 0 }, { depth: 1, least: 0.1, baseline: 1 });
  const ground = paint ? `fill="rgb(${paint.colour.join(', ')})" fill-opacity="${paint.opacity}"` : 'fill="none"';
  const halves = [x, x + width / 2].map((left) => strokes(outcome, { x: left, y, width: width / 2, height })).join('');
  return [
    `<rect ${box} ${ground} stroke="${fill}" stroke-width="${(size / 20).toFixed(1)}"/>`,
    `<path d="${halves}" fill="none" stroke="${fill}" stroke-width="${(size * STROKE).toFixed(1)}" stroke-linecap="round"/>`,
  ].join('');
}
