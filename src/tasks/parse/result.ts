import type { Dataset } from '../datasets.ts';

export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the visitor decides beyond what the files say; null: by the values themselves. */
export interface ParseOptions {
  /** Name of the target column of a table. */
  readonly target: string | null;
  readonly kind: 'classes' | 'number' | null;
}

export interface Parsed {
  readonly dataset: Dataset;
  /** Columns of a table, of which one is the target; empty for images. */
  readonly columns: readonly string[];
  readonly target: string | null;
  /** Sentences on what was done with the values. */
  readonly notes: readonly string[];
}

/** Columns of a table that was refused, of which another may be chosen for the target. */
export interface TableColumns {
  readonly columns: readonly string[];
  readonly target: string;
}

export type ParseResult = Parsed | { readonly error: string; readonly table?: TableColumns | null };

/** CIFAR-10's 50,000 images are 154 MB. */
export const MOST_BYTES = 256 * 2 ** 20;
export const MOST_ROWS = 50_000;
export const FEWEST_ROWS = 10;
export const MOST_FEATURES = 3072;
/** Labels are bytes. */
export const MOST_CLASSES = 256;

/** A file that is not what it should be; the sentence names the place. */
export class MalformedFile extends Error {
  override name = 'MalformedFile';
  readonly table: TableColumns | null;

  constructor(message: string, table: TableColumns | null = null) {
    super(message);
    this.table = table;
  }
}

/** Column from 0, as people count: from 1. */
export function placeOf(line: number, column: number, name: string): string {
  const place = `column ${column + 1}`;
  return `Line ${line}, ${place}${name === place ? '' : ` (${shortened(name)})`}`;
}

export function numberExpected(place: string, cell: string): MalformedFile {
  const found = cell === '' ? 'the cell is empty' : `there is ${JSON.stringify(shortened(cell))}`;
  const hint = /^[+-]?\d+,\d+$/.test(cell) ? ' Write decimals with a point.' : '';
  return new MalformedFile(`${place}: a number was expected; ${found}.${hint}`);
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Null: more than that, nobody knows how many. */
export const tooManyBytes = (bytes: number | null): string =>
  `Byte ${MOST_BYTES}: at most ${MOST_BYTES / 2 ** 20} MB can be read, all files together and unpacked; there are ${bytes === null ? 'more' : `${Math.ceil(bytes / 2 ** 20)} MB`}.`;
