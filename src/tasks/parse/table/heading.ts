/** What stands above the rows of a table: names of columns, their units, and lines that belong to no column. */
import { formOf, isNumberForm, tidied } from './cells.ts';
import { type Delimiter, usualWidth } from './delimiter.ts';
import type { Comment } from './lines.ts';
import { firstRows, type Row } from './rows.ts';

export interface Heading {
  /** As the file has them, empty where a column has none; null: no line names the columns. */
  readonly names: readonly string[] | null;
  /** The line that names them, or else the first row's. */
  readonly line: number;
  /** That line is a comment. */
  readonly inComment: boolean;
  /** Columns. */
  readonly width: number;
  /** The line on which the rows begin. */
  readonly from: number;
  /** Lines between names and rows, of words where rows have numbers. */
  readonly units: readonly Row[];
  /** How many lines stand above that are no part of the table. */
  readonly passed: number;
  /** Each row begins with a name that the line of names has no place for, as R writes it. */
  readonly named: boolean;
  /** All rows begin and end with a delimiter, as in Markdown. */
  readonly framed: boolean;
  /** Decimal commas parted each number in two. */
  readonly halved: boolean;
  /** The same may be so, but nothing tells. */
  readonly maybeHalved: boolean;
}

export interface HeadingSource {
  /** The beginning of the text, whole lines. */
  readonly sample: string;
  readonly delimiter: Delimiter;
  /** The last comment above the rows. */
  readonly above: Comment | null;
  /** Decimals are known to be written with a comma. */
  readonly commas: boolean;
}

const ROWS = 60;

/** null: there are no rows. */
export function headingOf({ sample, delimiter, above, commas }: HeadingSource): Heading | null {
  const found = firstRows(sample, delimiter, ROWS);
  const framed = delimiter === '|' && found.length > 1 && found.every(({ cells }) => isFramed(cells));
  const rows: Row[] = found.map(({ line, cells }) => ({
    line,
    cells: (framed ? cells.slice(1, -1) : cells).map(tidied),
  }));
  if (rows.length === 0) return null;
  const usual = usualWidth(rows.map(({ cells }) => cells));
  const passed = linesPassed(rows, usual);
  const [first, ...body] = rows.slice(passed) as [Row, ...Row[]];
  const full = body.filter(({ cells }) => cells.length === usual);
  const whole = delimiter === ',' && full.length > 0 && full.every(({ cells }) => cells.every(isWhole));
  const paired = whole && 2 * first.cells.length === usual && first.cells.every(isWord);
  const named = !paired && first.cells.length === usual - 1 && !full.every(({ cells }) => cells.at(-1) === '');
  // A line of names may lack the place of the rows' own names, or end without the delimiter that rows end with.
  const heads = first.cells.length !== usual - 1 ? first.cells : named ? ['', ...first.cells] : [...first.cells, ''];
  const numbers = body.find(({ cells }) => cells.some(isNumber)) ?? body[0];
  const headed = paired || (numbers !== undefined && namesColumns(heads, numbers.cells));
  const maybeHalved = !headed && whole && usual % 2 === 0 && first.cells.every(isWhole);
  const halved = paired || (maybeHalved && commas);
  const units = headed ? unitsIn(body, numbers) : [];
  const width = paired ? first.cells.length : halved ? usual / 2 : headed ? heads.length : first.cells.length;
  const comment = headed || above === null ? null : namesIn(above, delimiter, width);
  return {
    names: headed ? (paired ? first.cells : heads) : comment,
    line: comment && above ? above.line : first.line,
    inComment: comment !== null,
    width,
    from: headed ? (body[units.length]?.line ?? first.line + 1) : first.line,
    units,
    passed,
    named: headed && named,
    framed,
    halved,
    maybeHalved,
  };
}

/** The cells of a row as the heading says, with trailing delimiters taken off. */
export function cellsUnder({ width, framed, halved }: Heading, { cells }: Row): readonly string[] {
  let own = framed ? cells.slice(1, -1) : cells;
  if (halved && own.length === 2 * width)
    own = Array.from({ length: width }, (_, i) => `${own[2 * i]},${own[2 * i + 1]}`);
  if (own.length <= width) return own;
  return own.slice(width).every((cell) => cell.trim() === '') ? own.slice(0, width) : own;
}

const isNumber = (cell: string): boolean => isNumberForm(formOf(cell));
const isWhole = (cell: string): boolean => /^[+-]?\d+$/.test(cell);
/** `Na` may be a column’s name. */
const isWord = (cell: string): boolean => cell !== '' && !isNumber(cell);
const isFramed = (cells: readonly string[]): boolean =>
  cells.length > 2 && cells[0]!.trim() === '' && cells.at(-1)!.trim() === '';

/** Words where the rows have numbers, or nothing but words. */
function namesColumns(heads: readonly string[], row: readonly string[]): boolean {
  if (heads.every(isWord) && heads.some((cell) => formOf(cell) === 'word')) return true;
  return heads.some((cell, i) => formOf(cell) === 'word' && isNumber(row[i] ?? ''));
}

/** Lines of fewer cells above the first that could be a row or name the columns. */
function linesPassed(rows: readonly Row[], usual: number): number {
  const first = rows.findIndex(({ cells }) => cells.length === usual);
  const above = rows.slice(0, first);
  if (above.some(({ cells }) => cells.length > usual || cells.every(isNumber))) return 0;
  const last = above.at(-1);
  if (last === undefined || last.cells.length === 1 || rows[first]!.cells.every(isWord)) return first;
  // It names columns, though not as many: a line of rows' own names, of trailing delimiters, of decimal commas, or wrong.
  return last.cells.every(isWord) ? first - 1 : first;
}

/** Rows above the first of numbers, as wide as it: words over its numbers, and over its words none that the rows have, too. */
function unitsIn(body: readonly Row[], numbers: Row | undefined): Row[] {
  const until = numbers === undefined ? 0 : body.indexOf(numbers);
  const above = body.slice(0, until);
  const below = body.slice(until);
  const isUnit = (cell: string, i: number): boolean =>
    isNumber(numbers?.cells[i] ?? '') || formOf(cell) === 'missing' || below.every(({ cells }) => cells[i] !== cell);
  const areUnits = above.every(
    ({ cells }) =>
      cells.length === numbers?.cells.length &&
      cells.every(isUnit) &&
      cells.some((cell, i) => formOf(cell) === 'word' && isNumber(numbers.cells[i] ?? '')),
  );
  return areUnits ? above : [];
}

/** What a comment names the columns, if it names so many. */
function namesIn({ text }: Comment, delimiter: Delimiter, width: number): readonly string[] | null {
  const cells = firstRows(text, delimiter, 1)[0]?.cells.map((cell) => cell.trim()) ?? [];
  return cells.length === width && cells.every(isWord) ? cells : null;
}
