/** What a table's target column says: a number to come close to, or one of some classes. */
import { counted, thereAre } from '../../../lib/counted.ts';
import type { DatasetTarget } from '../../datasets.ts';
import { MalformedFile, MOST_CLASSES, numberExpected, type ParseOptions, placeOf } from '../result.ts';
import { Moments } from './numbers.ts';

export interface TargetColumn {
  readonly name: string;
  /** From 0. */
  readonly column: number;
  /** Without decimal commas, thousands or missing values. */
  readonly cells: readonly string[];
  /** Line of each cell. */
  readonly lines: readonly number[];
}

/** On average. */
const ROWS_PER_CLASS = 2;

/** Whole numbers of at most so many different values are taken for classes. */
const FEW_VALUES = 20;

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));

/** The target and a sentence on how it was understood. Throws MalformedFile. */
export function targetOf(source: TargetColumn, asked: ParseOptions['kind']): { goal: DatasetTarget; note: string } {
  const { name, cells } = source;
  const kind = asked ?? kindByValues(cells);
  if (kind === 'number') {
    const goal = numbers(source);
    const unit = Number(goal.deviation.toPrecision(3));
    return { goal, note: `${name} is taken for a number: regression, in units of its standard deviation ${unit}.` };
  }
  const goal = classes(source);
  return { goal, note: `${name} is taken for ${counted(goal.classes.length, 'class', 'classes')}: classification.` };
}

const place = ({ lines, column, name }: TargetColumn, row: number): string => placeOf(lines[row]!, column, name);

/** Few whole numbers, or words, are classes; a word among many different numbers is a mistake. */
function kindByValues(cells: readonly string[]): 'classes' | 'number' {
  const numeric = cells.filter(isNumber);
  const different = new Set(numeric);
  const few = different.size <= Math.min(FEW_VALUES, cells.length / 5);
  if (numeric.length < cells.length) return few || numeric.length < cells.length / 2 ? 'classes' : 'number';
  return few && [...different].every((value) => Number.isInteger(Number(value))) ? 'classes' : 'number';
}

function numbers(source: TargetColumn): Extract<DatasetTarget, { kind: 'number' }> {
  const { name, cells } = source;
  const wrong = cells.findIndex((cell) => !isNumber(cell));
  if (wrong >= 0) throw numberExpected(place(source, wrong), cells[wrong]!);
  const values = cells.map(Number);
  const moments = new Moments(1);
  for (const value of values) moments.add([value]);
  const mean = moments.mean[0]!;
  const deviation = moments.deviation(0);
  if (!(deviation > 0)) throw constant(source);
  return {
    kind: 'number',
    name,
    values: Float32Array.from(values, (value) => (value - mean) / deviation),
    mean,
    deviation,
  };
}

function classes(source: TargetColumn): Extract<DatasetTarget, { kind: 'classes' }> {
  const numeric = source.cells.every(isNumber);
  // 1 and 1.0 are one class.
  const cells = numeric ? source.cells.map((cell) => String(Number(cell))) : source.cells;
  const found = [...new Set(cells)];
  if (found.length < 2) throw constant(source);
  if (found.length > MOST_CLASSES) {
    throw new MalformedFile(
      `${place(source, 0)}: at most ${MOST_CLASSES} classes can be told apart; ${thereAre(found.length)}.`,
    );
  }
  // Names of the rows rather than classes: what occurs once cannot be learnt from the others.
  if (found.length > cells.length / ROWS_PER_CLASS) {
    throw new MalformedFile(
      `${place(source, 0)}: classes of at least ${ROWS_PER_CLASS} rows each were expected; ${thereAre(found.length)} different ${found.length === 1 ? 'value' : 'values'} in ${cells.length} rows. Predict another column.`,
    );
  }
  found.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  const places = new Map(found.map((value, i) => [value, i]));
  return { kind: 'classes', classes: found, labels: Uint8Array.from(cells, (cell) => places.get(cell)!) };
}

const constant = (source: TargetColumn): MalformedFile =>
  new MalformedFile(`${place(source, 0)}: at least two different values were expected; all lines have the same.`);
