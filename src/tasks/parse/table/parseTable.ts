/** A table of numbers, one row a line, of which one column is the target. */
import { thereAre } from '../../../lib/counted.ts';
import {
  FEWEST_ROWS,
  MalformedFile,
  MOST_FEATURES,
  MOST_ROWS,
  numberExpected,
  type Parsed,
  type ParseOptions,
  placeOf,
  type SourceFile,
  type TableChoices,
  type TableColumn,
} from '../result.ts';
import type { Text } from '../text.ts';
import { type DecimalMark, formOf, isNumberForm, numberIn } from './cells.ts';
import { distinctNames, judged } from './columns.ts';
import { decimalMarkOf } from './decimalMark.ts';
import { type Delimiter, delimiterOf } from './delimiter.ts';
import { featuresOf } from './features.ts';
import { cellsUnder, type Heading, headingOf } from './heading.ts';
import { type Lines, linesOf } from './lines.ts';
import { type Gaps, gapsOf, isOfWords, refuseGaps, sentinelsOf, type Used, wordsAmong } from './missing.ts';
import { asksForMark, columnNotes, lineNotes, MAYBE_HALVED, numberNotes } from './notes.ts';
import { arePixels, imageOf, labelAmong } from './pixels.ts';
import { eachRow, firstRows, PIECE, type Row } from './rows.ts';
import { Scan } from './scan.ts';
import { sourceOf } from './source.ts';
import { targetOf } from './target.ts';

/** Rejects with MalformedFile, which holds what may be chosen as soon as that is known. */
export async function parseTable(file: SourceFile, text: Text, options: ParseOptions): Promise<Parsed> {
  const written = writingOf(text.text, options);
  const { lines, heading } = written;
  const target = targetAmong(written, options.target);
  const { scan, rows } = await scanned(written, target, options.decimal);
  const columns = judged(scan, heading, target, options.leftOut);
  const used: Used = {
    names: columns.map(({ name }) => name),
    features: columns.flatMap(({ leftOut }, k) => (leftOut || k === target ? [] : [k])),
    target,
  };
  const gaps = gapsOf(scan, used);
  const sentinels = sentinelsOf(scan, used);
  const pixels = arePixels(scan, candidates(columns, target), heading.names);
  const alike = options.alike ?? pixels;
  const table: TableChoices = {
    columns,
    target: used.names[target]!,
    decimal: asksForMark(scan, heading, columns, options.decimal) ? scan.mark : null,
    incomplete: gaps.said,
    sentinels: sentinels.said,
    alike: pixels || options.alike !== null ? alike : null,
  };
  try {
    const kept = rowsKept(scan, used, gaps, sentinels, options);
    const features = featuresOf(scan, used, kept, alike);
    const { goal, note: goalNote } = targetOf(goalsOf(scan, used, kept), options.kind);
    return {
      dataset: {
        label: file.name,
        ...features.part,
        target: goal,
        train: null,
        source: sourceOf(file, text, written.delimiter, heading, scan, used, kept),
        image: null,
      },
      table,
      notes: [
        goalNote,
        ...lineNotes(lines, heading),
        ...(text.note === null ? [] : [text.note]),
        ...numberNotes(scan, heading, columns),
        ...columnNotes(columns),
        ...(alike ? [pixelNote(candidates(columns, target).length, pixels)] : []),
        ...gapNotes(gaps, sentinels, options),
        ...(rows > MOST_ROWS ? [`The first ${MOST_ROWS} of ${rows} rows are used: more cannot be.`] : []),
        ...features.notes,
      ],
    };
  } catch (error) {
    if (!(error instanceof MalformedFile)) throw error;
    const hint = heading.maybeHalved && !heading.halved ? ` ${MAYBE_HALVED}` : '';
    throw new MalformedFile(`${error.message}${hint}`, table);
  }
}

interface Writing {
  readonly lines: Lines;
  readonly delimiter: Delimiter;
  readonly heading: Heading;
  /** The first rows below the heading. */
  readonly first: readonly Row[];
}

const ROWS_LOOKED_AT = 60;

/** How the table is written, by its first rows. Throws MalformedFile. */
function writingOf(text: string, { decimal }: ParseOptions): Writing {
  const lines = linesOf(text);
  const sample = beginningOf(lines.text);
  const delimiter =
    lines.separator === null ? delimiterOf(sample) : lines.separator === ' ' ? 'blanks' : lines.separator;
  const heading = headingOf({ sample, delimiter, above: lines.above, commas: decimal === ',' });
  if (heading === null)
    throw new MalformedFile('Line 1: the file has no rows; numbers separated by commas were expected.');
  const { line, width } = heading;
  if (width < 2) {
    throw new MalformedFile(
      `Line ${line}: at least two columns were expected, a feature and a target; there is one. Are the cells separated by commas?`,
    );
  }
  if (width > 2 * MOST_FEATURES) throw tooManyFeatures(line, width - 1);
  const first = firstRows(sample, delimiter, ROWS_LOOKED_AT).filter((row) => row.line >= heading.from);
  return { lines, delimiter, heading, first };
}

const tooManyFeatures = (line: number, features: number): MalformedFile =>
  new MalformedFile(`Line ${line}: at most ${MOST_FEATURES} features can be used; ${thereAre(features)}.`);

/** Whole lines. */
function beginningOf(text: string): string {
  if (text.length <= PIECE) return text;
  const end = text.lastIndexOf('\n', PIECE);
  return text.slice(0, end > 0 ? end : PIECE);
}

/** The column of that name; by itself the last that is not empty, or the label of images. Throws MalformedFile. */
function targetAmong({ heading, first }: Writing, asked: string | null): number {
  if (asked !== null) {
    const column = distinctNames(heading).indexOf(asked);
    if (column >= 0) return column;
    throw new MalformedFile(`Line ${heading.line}: there is no column named ${JSON.stringify(asked)}.`);
  }
  const rows = first.map((row) => cellsUnder(heading, row));
  let width = heading.width;
  while (width > 2 && rows.every((cells) => (cells[width - 1] ?? '').trim() === '')) width--;
  return labelAmong(heading.names, width, rows);
}

/** Every row of the table; read once more where the first rows were wrong about its decimals. */
async function scanned(
  { lines, delimiter, heading, first }: Writing,
  target: number,
  asked: DecimalMark | null,
): Promise<{ scan: Scan; rows: number }> {
  const markOf = (scan: Scan): DecimalMark =>
    asked ??
    decimalMarkOf(
      Array.from({ length: scan.width }, (_, k) => k)
        .filter((k) => !isOfWords(scan, k))
        .map((k) => scan.counts(k)),
      delimiter,
    );
  const read = async (mark: DecimalMark) => {
    const scan = new Scan(heading.width, target, mark);
    let rows = 0;
    await eachRow(lines.text, delimiter, (row) => {
      if (row.line < heading.from) return;
      const cells = cellsUnder(heading, row);
      if (cells.length !== heading.width) throw unevenRow(row.line, cells, heading);
      if (rows++ < MOST_ROWS) scan.add(row.line, cells);
    });
    return { scan, rows };
  };
  const sample = new Scan(heading.width, target, '.');
  for (const row of first) {
    const cells = cellsUnder(heading, row);
    if (cells.length === heading.width) sample.add(row.line, cells);
  }
  const supposed = markOf(sample);
  const once = await read(supposed);
  const found = markOf(once.scan);
  return found === supposed ? once : read(found);
}

function unevenRow(line: number, cells: readonly string[], { width, line: first }: Heading): MalformedFile {
  const { length } = cells;
  const halved = length > width && cells.every((cell) => /^\s*[+-]?\d+\s*$/.test(cell));
  const hint = halved ? ' If commas are decimal marks, part the cells by semicolons.' : '';
  return new MalformedFile(
    `Line ${line}: ${width} cells were expected, as on line ${first}; ${thereAre(length)}.${hint}`,
  );
}

/** Columns that may be pixels, whether they are used or not. */
const candidates = (columns: readonly TableColumn[], target: number): number[] =>
  columns.flatMap(({ leftOut, remark }, k) => (k === target || (leftOut && remark !== 'always the same') ? [] : [k]));

/** Places of the rows that are used. Throws MalformedFile where the visitor has to choose first. */
function rowsKept(scan: Scan, used: Used, gaps: Gaps, sentinels: Gaps, options: ParseOptions): Int32Array {
  const { features, names } = used;
  const line = scan.lines[0] ?? 1;
  const words = wordsAmong(scan, features);
  if (words) throw numberExpected(placeOf(words.sample.line, words.column, names[words.column]!), words.sample.cell);
  if (features.length === 0 && scan.rows.length >= FEWEST_ROWS) {
    throw new MalformedFile(
      `Line ${line}: at least one column to predict ${names[used.target]} from was expected; all others are left out.`,
    );
  }
  if (features.length > MOST_FEATURES) throw tooManyFeatures(line, features.length);
  if (gaps.count > 0 && !options.dropIncomplete) refuseGaps(scan, used, gaps);
  const kept = Int32Array.from(scan.rows.keys()).filter(
    (i) => gaps.rows[i] === 0 && !(options.dropSentinels && sentinels.rows[i] === 1),
  );
  if (kept.length < FEWEST_ROWS) {
    const dropped = scan.rows.length - kept.length;
    throw new MalformedFile(
      `Line ${scan.lines.at(-1) ?? line}: at least ${FEWEST_ROWS} rows of numbers were expected; ${thereAre(kept.length)}${dropped > 0 ? `, and ${dropped} left out` : ''}.`,
    );
  }
  return kept;
}

/** The target's cells as numbers are written elsewhere. */
function goalsOf(scan: Scan, { names, target }: Used, kept: Int32Array) {
  const cells = Array.from(kept, (i) => {
    const cell = scan.goals[i]!;
    const form = formOf(cell);
    const value = isNumberForm(form) ? numberIn(cell, form, scan.mark) : Number.NaN;
    return Number.isNaN(value) ? cell : String(value);
  });
  return { name: names[target]!, column: target, cells, lines: Array.from(kept, (i) => scan.lines[i]!) };
}

function pixelNote(columns: number, found: boolean): string {
  const image = found ? imageOf(columns) : null;
  if (image === null) return 'All features are scaled alike.';
  const { side, colours } = image;
  return `The ${columns} features are taken for pixels of ${side} × ${side} images${colours === 3 ? ' in three colours' : ''}: all are scaled alike.`;
}

function gapNotes(gaps: Gaps, sentinels: Gaps, { dropSentinels }: ParseOptions): string[] {
  const notes = gaps.said === null ? [] : [`Left out: ${gaps.said}.`];
  if (sentinels.said !== null) notes.push(dropSentinels ? `Left out: ${sentinels.said}.` : `${sentinels.said}.`);
  return notes;
}
