/** Whether 1.234 is a little more than one or more than a thousand: what the columns of a table say of it. */
import type { DecimalMark, Form } from './cells.ts';

/** Counts of cells of a column by their form. */
export type FormCounts = Readonly<Record<Form, number>>;

/** Which mark the decimals have, by the values. */
export function decimalMarkOf(columns: readonly FormCounts[], delimiter: string): DecimalMark {
  const [point, comma] = [sum(columns, certainlyPoint), sum(columns, certainlyComma)];
  if (point > 0 || comma > 0) return comma > point ? ',' : '.';
  // All that is left may be either. Whole numbers beside 1.234 speak for thousands: decimals would have a mark, too.
  const whole = columns.filter(({ plain }) => plain > 0);
  if (whole.some(({ pointOfThree }) => pointOfThree > 0)) return ',';
  if (whole.some(({ commaOfThree }) => commaOfThree > 0)) return '.';
  // Where commas are decimals, something else parts the cells.
  return delimiter !== ',' && columns.some(({ commaOfThree }) => commaOfThree > 0) ? ',' : '.';
}

const certainlyPoint = ({ point, thousandsByComma, blanksAndPoint }: FormCounts): number =>
  point + thousandsByComma + blanksAndPoint;
const certainlyComma = ({ comma, thousandsByPoint, blanksAndComma }: FormCounts): number =>
  comma + thousandsByPoint + blanksAndComma;

/** Some cells can be read with one mark alone. */
export const isCertain = (columns: readonly FormCounts[]): boolean =>
  columns.some((counts) => certainlyPoint(counts) + certainlyComma(counts) > 0);

/** Forms that have thousands set apart, however they are read. */
export const THOUSANDS: readonly Form[] = [
  'thousandsByBlank',
  'blanksAndPoint',
  'blanksAndComma',
  'thousandsByComma',
  'thousandsByPoint',
];

/** Marks of that column are taken for thousands. */
export const groupsThousands = (counts: FormCounts, mark: DecimalMark): boolean =>
  THOUSANDS.some((form) => counts[form] > 0) || (mark === '.' ? counts.commaOfThree : counts.pointOfThree) > 0;

/** Marks of that column are taken for decimals, and could be thousands by all that it says itself. */
export const mayGroupThousands = (counts: FormCounts, mark: DecimalMark): boolean =>
  mark === '.'
    ? counts.pointOfThree > 0 && certainlyPoint(counts) === 0
    : counts.commaOfThree > 0 && certainlyComma(counts) === 0;

const sum = (columns: readonly FormCounts[], of: (counts: FormCounts) => number): number =>
  columns.reduce((total, counts) => total + of(counts), 0);
