/** A table of numbers as comma-separated values (RFC 4180, and what people make of it). */
import Papa from 'papaparse';
import type { Dataset, DatasetTarget } from '../datasets.ts';
import { MalformedFile, MOST_CLASSES, MOST_FEATURES, MOST_ROWS, type Parsed, type ParseOptions } from './result.ts';

/** A row with the line of the file on which it begins, from 1. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Whole numbers of at most so many different values are taken for classes. */
const FEW_VALUES = 20;

/** Throws MalformedFile. */
export function parseCsv(name: string, text: string, options: ParseOptions): Parsed {
  const rows = rowsOf(text);
  const [first, second] = rows;
  if (!first) throw new MalformedFile('Line 1: the file has no rows; numbers separated by commas were expected.');
  const headed = hasHeader(first, second);
  const columns = headed ? distinctNames(first.cells) : first.cells.map((_, i) => `column ${i + 1}`);
  const body = headed ? rows.slice(1) : rows;
  checkShape(first, body);
  const target = options.target ?? (columns.at(-1) as string);
  const at = columns.indexOf(target);
  if (at < 0) throw new MalformedFile(`Line 1: there is no column named ${JSON.stringify(target)}.`);
  const featureColumns = columns.map((_, i) => i).filter((i) => i !== at);
  const inputs = new Float32Array(body.length * featureColumns.length);
  body.forEach((row, r) => {
    featureColumns.forEach((column, k) => {
      inputs[r * featureColumns.length + k] = numberAt(row, column, columns[column] as string);
    });
  });
  const featureNames = featureColumns.map((i) => columns[i] as string);
  const { shift, factor, constant } = standardisation(inputs, featureColumns.length);
  const { goal, note } = targetOf(body, at, target, options.kind);
  const notes = [note];
  if (constant.length > 0)
    notes.push(`Always the same, and so of no use: ${constant.map((k) => featureNames[k]).join(', ')}.`);
  const dataset: Dataset = {
    label: name,
    size: body.length,
    features: featureColumns.length,
    inputs,
    featureNames,
    shift,
    factor,
    target: goal,
    train: null,
    image: null,
  };
  return { dataset, columns, target, notes };
}

function rowsOf(text: string): readonly Row[] {
  // A byte order mark is no part of the first cell.
  const { data, errors, meta } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const rows: Row[] = [];
  let line = 1;
  const lines: number[] = [];
  for (const cells of data) {
    lines.push(line);
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: cells.map((cell) => cell.trim()) });
    // A quoted cell may run over several lines.
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
  }
  // That no delimiter was found is said of every table of one column.
  const fault = errors.find(({ code }) => code !== 'UndetectableDelimiter');
  if (fault) {
    const place = lines[fault.row ?? 0] ?? 1;
    throw new MalformedFile(
      `Line ${place}: ${lowerFirst(fault.message)} (cells are separated by ${show(meta.delimiter)}).`,
    );
  }
  if (rows.length > MOST_ROWS + 1) {
    throw new MalformedFile(
      `Line ${(rows[MOST_ROWS + 1] as Row).line}: at most ${MOST_ROWS} rows can be used; there are ${rows.length}.`,
    );
  }
  return rows;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const show = (delimiter: string): string => (delimiter === '\t' ? 'tabs' : `“${delimiter}”`);

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const isNumber = (cell: string): boolean => NUMBER.test(cell) && Math.abs(Number(cell)) < 3.4e38;

/** The first row names the columns if it has words where the second has numbers, or nothing but words. */
function hasHeader(first: Row, second: Row | undefined): boolean {
  if (!second) return false;
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

function checkShape(first: Row, body: readonly Row[]): void {
  const count = first.cells.length;
  if (count < 2) {
    throw new MalformedFile(
      `Line ${first.line}: at least two columns were expected, a feature and a target; there is one. Are the cells separated by commas?`,
    );
  }
  if (count - 1 > MOST_FEATURES) {
    throw new MalformedFile(
      `Line ${first.line}: at most ${MOST_FEATURES} features can be used; there are ${count - 1}.`,
    );
  }
  for (const { line, cells } of body) {
    if (cells.length !== count) {
      throw new MalformedFile(
        `Line ${line}: ${count} cells were expected, as on line ${first.line}; there are ${cells.length}.`,
      );
    }
  }
  if (body.length < 10) {
    throw new MalformedFile(
      `Line ${body.at(-1)?.line ?? first.line}: at least 10 rows of numbers were expected; there are ${body.length}.`,
    );
  }
}

function numberAt({ line, cells }: Row, column: number, name: string): number {
  const cell = cells[column] as string;
  if (isNumber(cell)) return Number(cell);
  const found = cell === '' ? 'the cell is empty' : `there is ${JSON.stringify(cell.slice(0, 40))}`;
  throw new MalformedFile(
    `Line ${line}, column ${column + 1} (${name.slice(0, 40)}): a number was expected; ${found}.`,
  );
}

/** Mean and inverse deviation of every column; a constant one keeps its unit. */
function standardisation(inputs: Float32Array, columns: number) {
  const rows = inputs.length / columns;
  const [shift, factor] = [new Float32Array(columns), new Float32Array(columns)];
  const constant: number[] = [];
  for (let k = 0; k < columns; k++) {
    const { mean, deviation } = moments(rows, (row) => inputs[row * columns + k] as number);
    shift[k] = mean;
    factor[k] = deviation > 0 ? 1 / deviation : 1;
    if (!(deviation > 0)) constant.push(k);
  }
  return { shift, factor, constant };
}

/** Of values that are all the same the deviation is exactly 0, not what rounding leaves. */
function moments(count: number, value: (row: number) => number): { mean: number; deviation: number } {
  let [sum, lowest, highest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < count; row++) {
    sum += value(row);
    lowest = Math.min(lowest, value(row));
    highest = Math.max(highest, value(row));
  }
  if (lowest === highest) return { mean: lowest, deviation: 0 };
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < count; row++) squares += (value(row) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}

function targetOf(
  body: readonly Row[],
  column: number,
  name: string,
  asked: ParseOptions['kind'],
): { goal: DatasetTarget; note: string } {
  const cells = body.map((row) => row.cells[column] as string);
  const empty = body[cells.indexOf('')];
  if (empty)
    throw new MalformedFile(
      `Line ${empty.line}, column ${column + 1} (${name.slice(0, 40)}): a value was expected; the cell is empty.`,
    );
  const values = [...new Set(cells)];
  const numeric = cells.every(isNumber);
  const few =
    numeric &&
    values.length <= Math.min(FEW_VALUES, body.length / 5) &&
    values.every((v) => Number.isInteger(Number(v)));
  const kind = asked ?? (!numeric || few ? 'classes' : 'number');
  if (kind === 'number') {
    const numbers = body.map((row) => numberAt(row, column, name));
    const { mean, deviation } = moments(numbers.length, (row) => numbers[row] as number);
    if (!(deviation > 0))
      throw new MalformedFile(
        `Line ${body[0]?.line}, column ${column + 1}: the target ${name} is the same on every line.`,
      );
    const standardised = Float32Array.from(numbers, (value) => (value - mean) / deviation);
    return {
      goal: { kind, name, values: standardised, mean, deviation },
      note: `${name} is taken for a number: regression, in units of its standard deviation ${Number(deviation.toPrecision(3))}.`,
    };
  }
  if (values.length < 2)
    throw new MalformedFile(
      `Line ${body[0]?.line}, column ${column + 1}: the target ${name} is the same on every line.`,
    );
  if (values.length > MOST_CLASSES) {
    throw new MalformedFile(
      `Line ${body[0]?.line}, column ${column + 1} (${name.slice(0, 40)}): at most ${MOST_CLASSES} classes can be told apart; there are ${values.length}.`,
    );
  }
  const classes = numeric ? values.sort((a, b) => Number(a) - Number(b)) : values.sort();
  const places = new Map(classes.map((value, place) => [value, place]));
  return {
    goal: { kind, classes, labels: Uint8Array.from(cells, (cell) => places.get(cell) as number) },
    note: `${name} is taken for ${classes.length} classes: classification.`,
  };
}
