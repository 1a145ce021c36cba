import type { Dataset } from '../datasets.ts';

export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Name of the file that it was packed in. */
  readonly packed?: string;
  /** It is no file: the visitor has pasted it. */
  readonly pasted?: boolean;
}

/** As it lies on the visitor's disk. */
export const nameOnDisk = ({ name, packed }: SourceFile): string => packed ?? name;

/** What the visitor decides beyond what the files say; null: by the values themselves. */
export interface ParseOptions {
  /** Name of the target column of a table. */
  readonly target: string | null;
  readonly kind: 'classes' | 'number' | null;
  /** What stands before the decimals. */
  readonly decimal: '.' | ',' | null;
  /** Names of columns that are not used; null: those of no use. */
  readonly leftOut: readonly string[] | null;
  /** Rows that lack a number are left out, instead of refused. */
  readonly dropIncomplete: boolean;
  /** So are rows with numbers that stand for missing ones. */
  readonly dropSentinels: boolean;
  /** All features are scaled alike, as pixels are. */
  readonly alike: boolean | null;
}

export const BY_VALUES: ParseOptions = {
  target: null,
  kind: null,
  decimal: null,
  leftOut: null,
  dropIncomplete: false,
  dropSentinels: false,
  alike: null,
};

export interface Parsed {
  readonly dataset: Dataset;
  /** What may be chosen of a table, or which label of images is learnt; null: nothing. */
  readonly table: TableChoices | null;
  /** Sentences on what was done with the values. */
  readonly notes: readonly string[];
}

/** What may be chosen of a table, also of one that was refused. */
export interface TableChoices {
  readonly columns: readonly TableColumn[];
  readonly target: string;
  /** The decimal mark that was used; null: no cell asks for another one. */
  readonly decimal: '.' | ',' | null;
  /** Rows that lack a number, e.g. `3 of 60 rows lack a number: a (3)`; null: there are none. */
  readonly incomplete: string | null;
  /** Rows with numbers that may stand for missing ones; null: there are none. */
  readonly sentinels: string | null;
  /** Whether all features were scaled alike; null: nobody would want it. */
  readonly alike: boolean | null;
}

export interface TableColumn {
  readonly name: string;
  readonly leftOut: boolean;
  /** Why it may be of no use; null: it is a column of numbers. */
  readonly remark: 'empty' | 'always the same' | 'words' | 'names of rows' | 'counts the rows' | null;
}

/** Nothing but the target is chosen. */
export const targetChoices = (names: readonly string[], target: string): TableChoices => ({
  columns: names.map((name) => ({ name, leftOut: false, remark: null })),
  target,
  decimal: null,
  incomplete: null,
  sentinels: null,
  alike: null,
});

export type ParseResult = Parsed | { readonly error: string; readonly table?: TableChoices | null };

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
  readonly table: TableChoices | null;

  constructor(message: string, table: TableChoices | null = null) {
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
  const hint = /^[+-]?\d+[.,]\d+$/.test(cell) ? ' Elsewhere decimals have another mark.' : '';
  return new MalformedFile(`${place}: a number was expected; ${found}.${hint}`);
}

const NAMES_LISTED = 5;

/** The first of many names. */
export const listed = (names: readonly string[]): string =>
  names.length <= NAMES_LISTED
    ? names.join(', ')
    : `${names.slice(0, NAMES_LISTED).join(', ')} and ${names.length - NAMES_LISTED} more`;

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Null: more than that, nobody knows how many. */
export const tooManyBytes = (bytes: number | null): string =>
  `Byte ${MOST_BYTES}: at most ${MOST_BYTES / 2 ** 20} MB can be read, all files together and unpacked; there are ${bytes === null ? 'more' : `${Math.ceil(bytes / 2 ** 20)} MB`}.`;
