/** A table of numbers, one row a line, of which one column is the target. */
import { eachRow, type Row } from './csvRows.ts';
import { isNumber, Moments } from './numbers.ts';
import {
  FEWEST_ROWS,
  MalformedFile,
  MOST_FEATURES,
  MOST_ROWS,
  numberExpected,
  type Parsed,
  type ParseOptions,
  placeOf,
} from './result.ts';
import { targetOf } from './target.ts';

/** Rejects with MalformedFile, which holds the columns as soon as they are known. */
export async function parseCsv(name: string, text: string, options: ParseOptions): Promise<Parsed> {
  let first: Row | null = null;
  let table: Table | null = null;
  try {
    await eachRow(text, (row) => {
      if (first === null) {
        checkWidth(row);
        first = row;
        return;
      }
      table ??= new Table(first, row, options.target);
      table.add(row);
    });
    if (first === null)
      throw new MalformedFile('Line 1: the file has no rows; numbers separated by commas were expected.');
    table ??= new Table(first, null, options.target);
    return (table as Table).parsed(name, options.kind);
  } catch (error) {
    if (error instanceof MalformedFile && table !== null) {
      const { columns, target } = table as Table;
      throw new MalformedFile(error.message, { columns, target });
    }
    throw error;
  }
}

function checkWidth({ line, cells: { length } }: Row): void {
  if (length < 2) {
    throw new MalformedFile(
      `Line ${line}: at least two columns were expected, a feature and a target; there is one. Are the cells separated by commas?`,
    );
  }
  if (length - 1 > MOST_FEATURES) {
    throw new MalformedFile(`Line ${line}: at most ${MOST_FEATURES} features can be used; there are ${length - 1}.`);
  }
}

/** The first row names the columns if it has words where the second has numbers, or nothing but words. */
function hasHeader(first: Row, second: Row | null): boolean {
  if (second === null) return false;
  const words = first.cells.map((cell) => cell !== '' && !isNumber(cell));
  return words.every(Boolean) || words.some((word, i) => word && isNumber(second.cells[i] ?? ''));
}

/** Names that occur again get a number. */
function distinctNames(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell, i) => {
    let name = cell === '' ? `column ${i + 1}` : cell;
    while (seen.has(name)) name = `${name} (${i + 1})`;
    seen.add(name);
    return name;
  });
}

/** Grows by rows. */
class Table {
  readonly columns: readonly string[];
  readonly target: string;
  readonly #first: Row;
  readonly #headed: boolean;
  /** Place of the target, and of the features, among the columns. */
  readonly #at: number;
  readonly #features: readonly number[];
  readonly #moments: Moments;
  readonly #rows: Float32Array[] = [];
  readonly #goals: string[] = [];
  readonly #lines: number[] = [];

  /** Rows to come begin with the second. Throws MalformedFile. */
  constructor(first: Row, second: Row | null, target: string | null) {
    this.#first = first;
    this.#headed = hasHeader(first, second);
    this.columns = this.#headed ? distinctNames(first.cells) : first.cells.map((_, i) => `column ${i + 1}`);
    this.target = target ?? this.columns.at(-1)!;
    this.#at = this.columns.indexOf(this.target);
    if (this.#at < 0)
      throw new MalformedFile(`Line ${first.line}: there is no column named ${JSON.stringify(target)}.`);
    this.#features = this.columns.map((_, i) => i).filter((i) => i !== this.#at);
    this.#moments = new Moments(this.#features.length);
    if (!this.#headed) this.add(first);
  }

  /** Throws MalformedFile. */
  add({ line, cells }: Row): void {
    if (cells.length !== this.columns.length) {
      throw new MalformedFile(
        `Line ${line}: ${this.columns.length} cells were expected, as on line ${this.#first.line}; there are ${cells.length}.`,
      );
    }
    if (this.#rows.length === MOST_ROWS) {
      throw new MalformedFile(`Line ${line}: at most ${MOST_ROWS} rows can be used; there are more.`);
    }
    const row = Float64Array.from(this.#features, (column) => {
      const cell = cells[column]!;
      if (!isNumber(cell)) throw numberExpected(placeOf(line, column, this.columns[column]!), cell);
      return Number(cell);
    });
    this.#moments.add(row);
    this.#rows.push(Float32Array.from(row));
    this.#goals.push(cells[this.#at]!);
    this.#lines.push(line);
  }

  /** The whole table. Throws MalformedFile. */
  parsed(label: string, kind: ParseOptions['kind']): Parsed {
    const size = this.#rows.length;
    if (size < FEWEST_ROWS) {
      const line = this.#lines.at(-1) ?? this.#first.line;
      throw new MalformedFile(
        `Line ${line}: at least ${FEWEST_ROWS} rows of numbers were expected; there ${size === 1 ? 'is' : 'are'} ${size}.`,
      );
    }
    const { goal, note } = targetOf(
      { name: this.target, column: this.#at, cells: this.#goals, lines: this.#lines },
      kind,
    );
    const features = this.#features.length;
    const inputs = new Float32Array(size * features);
    for (let row = 0; row < size; row++) inputs.set(this.#rows[row]!, row * features);
    const featureNames = this.#features.map((i) => this.columns[i]!);
    const deviations = featureNames.map((_, k) => this.#moments.deviation(k));
    return {
      dataset: {
        label,
        size,
        features,
        inputs,
        featureNames,
        shift: Float32Array.from(this.#moments.mean),
        // A constant column keeps its unit.
        factor: Float32Array.from(deviations, (deviation) => (deviation > 0 ? 1 / deviation : 1)),
        target: goal,
        train: null,
        image: null,
      },
      columns: this.columns,
      target: this.target,
      notes: [note, this.#namesNote(), ...this.#featureNotes(featureNames, deviations)],
    };
  }

  #namesNote(): string {
    const { line } = this.#first;
    return this.#headed
      ? `Line ${line} names the columns.`
      : `Line ${line} is the first row: no line names the columns.`;
  }

  #featureNotes(names: readonly string[], deviations: readonly number[]): string[] {
    const constant = names.filter((_, k) => deviations[k] === 0);
    const coarse = names.filter((_, k) => deviations[k]! > 0 && isCoarse(this.#moments.largest(k), deviations[k]!));
    const notes: string[] = [];
    if (constant.length > 0) notes.push(`Always the same, and so of no use: ${list(constant)}.`);
    if (coarse.length > 0) {
      notes.push(
        `So large, and so nearly the same, that single precision blurs the differences: ${list(coarse)}. Subtract a constant first.`,
      );
    }
    return notes;
  }
}

/** Float32 has 24 binary digits; a deviation of fewer than a thousand of its steps loses its third digit. */
const isCoarse = (largest: number, deviation: number): boolean => deviation < 1000 * largest * 2 ** -23;

const NAMES_LISTED = 5;

const list = (names: readonly string[]): string =>
  names.length <= NAMES_LISTED
    ? names.join(', ')
    : `${names.slice(0, NAMES_LISTED).join(', ')} and ${names.length - NAMES_LISTED} more`;
