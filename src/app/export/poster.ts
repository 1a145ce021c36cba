/** The whole page as one picture: title, verdicts, every chart under its name, caption. */
import { keyMarkup, keysOf } from './key.ts';
import {
  type Caption,
  type Colours,
  captionLines,
  type Drawing,
  placed,
  SANS,
  SERIF,
  svgFile,
  textElement,
} from './picture.ts';
import { charactersIn, wrapped } from './words.ts';

export interface PosterVerdict {
  readonly text: string;
  /** Of the arm. */
  readonly colour: string;
}

export interface Poster {
  readonly title: string;
  readonly verdicts: readonly PosterVerdict[];
  readonly drawings: readonly Drawing[];
  readonly caption: Caption;
}

const WIDTH = 1600;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
const GAP = 36;
const TITLE = { size: 40, line: 64 };
const VERDICT = { size: 20, line: 28 };
const NAME = { size: 14, line: 24 };
/** Font size of keys and caption. */
const SMALL = 14;
/** Room for the names of the charts before their keys. */
const KEY_NAMES = 250;

/** The largest that a row's charts are drawn, of their size on the page. */
const LARGEST = 1.6;
/** Above every chart in its own pixels: its name, and the gap below the one before. */
const ABOVE = NAME.line + GAP / 2;

/** Charts under each other, as wide as the widest. */
export type Column = readonly Drawing[];
export interface Row {
  readonly columns: readonly Column[];
  readonly scale: number;
}

const widthOf = (column: Column): number => Math.max(...column.map(({ width }) => width));
const heightOf = (column: Column): number => column.reduce((sum, { height }) => sum + ABOVE + height, 0);

/** Charts in their order, in rows of columns: one goes under the one before where a taller one beside leaves room. */
export function rowsOf(drawings: readonly Drawing[], inner: number, gap: number): readonly Row[] {
  const rows: Drawing[][][] = [];
  for (const drawing of drawings) {
    const row = rows.at(-1);
    const column = row?.at(-1);
    const fits = (columns: readonly Column[]) =>
      columns.reduce((sum, each) => sum + widthOf(each), 0) + gap * (columns.length - 1) <= inner;
    if (row === undefined || column === undefined) rows.push([[drawing]]);
    else if (heightOf([...column, drawing]) <= Math.max(...row.map(heightOf)) && drawing.width <= widthOf(column)) {
      column.push(drawing);
    } else if (fits([...row, [drawing]])) row.push([drawing]);
    else rows.push([[drawing]]);
  }
  return rows.map((columns) => {
    const natural = columns.reduce((sum, column) => sum + widthOf(column), 0);
    return { columns, scale: Math.min(LARGEST, (inner - gap * (columns.length - 1)) / natural) };
  });
}

/** An svg file. */
export function posterFile({ title, verdicts, drawings, caption }: Poster, fonts: string, colours: Colours): string {
  const { ink, soft, paper } = colours;
  const parts: string[] = [];
  let y = MARGIN;
  const say = (words: string, { size, line }: { size: number; line: number }, weight: number, x: number) => {
    parts.push(textElement({ x, y: y + size, size, fill: ink, family: SERIF, weight, words }));
    y += line;
  };
  say(title, TITLE, 620, MARGIN);
  for (const { text, colour } of verdicts) {
    parts.push(`<rect x="${MARGIN}" y="${y + 6}" width="14" height="14" fill="${colour}"/>`);
    for (const words of wrapped(text, charactersIn(INNER - 26, VERDICT.size, 'serif'))) {
      say(words, VERDICT, 400, MARGIN + 26);
    }
  }
  for (const { columns, scale } of rowsOf(drawings, INNER, GAP)) {
    let x = MARGIN;
    for (const column of columns) {
      let below = y;
      for (const drawing of column) {
        below += ABOVE * scale;
        const name = { x, y: below - 8 * scale, size: NAME.size * scale, fill: ink, family: SANS, weight: 600 };
        parts.push(textElement({ ...name, words: drawing.title }), placed(drawing, x, below, scale));
        below += drawing.height * scale;
      }
      x += widthOf(column) * scale + GAP;
    }
    y += Math.max(...columns.map(heightOf)) * scale;
  }
  y += GAP;
  const small = { size: SMALL, fill: ink, family: SANS };
  for (const { name, entries } of keysOf(drawings)) {
    parts.push(textElement({ ...small, x: MARGIN, y: y + SMALL, weight: 600, words: name }));
    const place = { x: MARGIN + KEY_NAMES, y, width: INNER - KEY_NAMES, size: SMALL, fill: ink };
    const key = keyMarkup(entries, place, (text) => textElement({ ...small, ...text }));
    parts.push(key.markup);
    y += key.height;
  }
  const { markup, height } = captionLines(caption, { x: MARGIN, y, width: INNER, size: SMALL, fill: soft });
  const size = { width: WIDTH, height: Math.ceil(y + height + MARGIN) };
  return svgFile(size, title, fonts, paper, parts.join('') + markup);
}
