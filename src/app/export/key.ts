/** What is drawn in a chart, for who sees it without the page: the marks that its own names do not explain. */

import { OVERFLOW_COLOUR, VANISH_COLOUR } from '../../charts/phaseMap/colours.ts';
import { textWidth } from '../../charts/shared/format.ts';
import { AT_THE_START, BAND, NOW, THEORY } from '../help/terms.ts';

type Mark = 'line' | 'dashed' | 'filled' | 'hollow' | 'band' | 'overflows' | 'vanish' | 'paper';

/** An `<svg>` element and its size in its own pixels. */
export interface DrawnMark {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export interface KeyEntry {
  readonly mark: Mark | DrawnMark;
  readonly words: string;
}

/** The legend that the page has beside a set of charts. */
export interface SetKey {
  readonly name: string;
  readonly entries: readonly KeyEntry[];
}

/** A chart, as far as its key goes by it. */
interface Keyed {
  readonly title: string;
  readonly set?: SetKey | null;
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
    'Correlation by layer',
    [
      { mark: 'line', words: `${THEORY.term} at the start, infinite width` },
      { mark: 'filled', words: NOW.term },
    ],
  ],
  [
    'Eigenvalues of the tangent kernel',
    [
      { mark: 'line', words: `${THEORY.term}, infinite width` },
      { mark: 'filled', words: AT_THE_START.term },
    ],
  ],
  [
    'Conditioning of the tangent kernel',
    [
      { mark: 'line', words: `${THEORY.term}, infinite width` },
      { mark: 'dashed', words: 'the same of eigenvalues above rounding, where Θ has not full rank' },
      { mark: 'filled', words: AT_THE_START.term },
    ],
  ],
  [
    'Correlation map',
    [
      { mark: 'filled', words: 'stable fixed point' },
      { mark: 'hollow', words: 'unstable fixed point' },
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
];

/** None where every line is named in the chart itself. */
export const keyOf = (chart: Keyed): readonly KeyEntry[] => namedKey(chart)?.entries ?? [];

/** Those of several charts, each once, with what it is the key of. */
export const keysOf = (charts: readonly Keyed[]): readonly SetKey[] => [
  ...new Map(charts.flatMap((chart) => namedKey(chart) ?? []).map((key) => [key.name, key])).values(),
];

function namedKey({ title, set }: Keyed): SetKey | null {
  if (set) return set;
  const known = KEYS.find(([beginning]) => title.startsWith(beginning));
  return known ? { name: known[0].replace(/ of $/, ''), entries: known[1] } : null;
}

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
function shape(mark: Mark | DrawnMark, size: number, fill: string): string {
  if (typeof mark !== 'string') return drawnShape(mark, size);
  const stroke = `fill="none" stroke="${fill}" stroke-width="${(size / 7).toFixed(1)}"`;
  const across = MARK * size;
  const box = `y="${-0.4 * size}" width="${across}" height="${0.8 * size}"`;
  const circle = `cx="${across / 2}" r="${0.36 * size}"`;
  const shapes: Readonly<Record<Mark, string>> = {
    line: `<path d="M0,0H${across}" ${stroke}/>`,
    dashed: `<path d="M0,0H${across}" ${stroke} stroke-dasharray="${0.45 * size} ${0.3 * size}"/>`,
    filled: `<circle ${circle} fill="${fill}"/>`,
    hollow: `<circle ${circle} ${stroke}/>`,
    band: `<rect ${box} fill="${fill}" fill-opacity="0.25"/>`,
    overflows: `<rect ${box} fill="rgb(${OVERFLOW_COLOUR.join(', ')})"/>`,
    vanish: `<rect ${box} fill="rgb(${VANISH_COLOUR.join(', ')})"/>`,
    paper: `<rect ${box} ${stroke}/>`,
  };
  return shapes[mark];
}

function drawnShape({ svg, width, height }: DrawnMark, size: number): string {
  const scale = (MARK * size) / width;
  return `<g transform="translate(0 ${(-scale * height) / 2}) scale(${scale})">${svg}</g>`;
}
