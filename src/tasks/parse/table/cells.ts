/** What a cell of a table says: a number in one of the ways in which people write them, nothing, or a word. */

/** What stands before the decimals. */
export type DecimalMark = '.' | ',';

/**
 * How a cell is written. `point` and `comma` can be decimals alone (0.5), `thousandsByPoint` and `thousandsByComma`
 * thousands alone (1.234.567); `pointOfThree` and `commaOfThree` either (1.234). Blanks are thousands': 1 234.5.
 */
export const FORMS = [
  'plain',
  'point',
  'comma',
  'pointOfThree',
  'commaOfThree',
  'thousandsByPoint',
  'thousandsByComma',
  'thousandsByBlank',
  'blanksAndPoint',
  'blanksAndComma',
  'missing',
  'infinite',
  'word',
] as const;
export type Form = (typeof FORMS)[number];

/** A whole number without a sign, as most cells of large tables are; -1: something else. */
export function digitsOf(cell: string): number {
  const { length } = cell;
  if (length === 0 || length > 9) return -1;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = cell.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}

/** The cell with ordinary signs, and without blanks around it: spreadsheets and PDFs have minus signs of their own. */
export function tidied(cell: string): string {
  const trimmed = cell.trim();
  return MINUS.test(trimmed) ? `-${trimmed.slice(1).trimStart()}` : trimmed;
}

const MINUS = /^[−–‐‑﹣－](?=\s?[\d.,∞])/;

const PLAIN = /^[+-]?\d+(?:e[+-]?\d+)?$/i;
const POINT = /^[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?$/i;
const OF_THREE = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const BY_COMMA =
  /^[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+\.\d*|[1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d*)?)$/;
const BY_POINT = /^[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+,\d*|[1-9]\d{0,2}(?:\.\d{3}){2,})$/;
/** Blanks of every width, and Switzerland's apostrophe. */
const BY_BLANK = /^[+-]?[1-9]\d{0,2}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/;
const GROUPING = /[\s'’]/g;

/** Of a tidied cell. */
export function formOf(cell: string): Form {
  if (PLAIN.test(cell)) return finite(cell, 'plain');
  if (POINT.test(cell)) return finite(cell, OF_THREE.test(cell) ? 'pointOfThree' : 'point');
  if (COMMA.test(cell)) return OF_THREE.test(cell) ? 'commaOfThree' : 'comma';
  if (isMissing(cell)) return 'missing';
  if (BY_COMMA.test(cell)) return 'thousandsByComma';
  if (BY_POINT.test(cell)) return 'thousandsByPoint';
  if (BY_BLANK.test(cell))
    return cell.includes('.') ? 'blanksAndPoint' : cell.includes(',') ? 'blanksAndComma' : 'thousandsByBlank';
  return INFINITE.test(cell) ? 'infinite' : 'word';
}

/** What float32 cannot hold is infinite to a network. */
const LARGEST = 3.4e38;

const finite = (cell: string, form: Form): Form => (Math.abs(Number(cell)) < LARGEST ? form : 'infinite');

/** The number in a tidied cell of that form; NaN: none with that decimal mark, or out of float32's range. */
export function numberIn(cell: string, form: Form, mark: DecimalMark): number {
  const value = Number(numeral(cell, form, mark));
  return Math.abs(value) < LARGEST ? value : Number.NaN;
}

/** As JavaScript writes it. */
function numeral(cell: string, form: Form, mark: DecimalMark): string {
  switch (form) {
    case 'plain':
      return cell;
    case 'thousandsByBlank':
      return cell.replace(GROUPING, '');
    case 'point':
      return mark === '.' ? cell : 'none';
    case 'comma':
      return mark === ',' ? cell.replace(',', '.') : 'none';
    case 'blanksAndPoint':
      return mark === '.' ? cell.replace(GROUPING, '') : 'none';
    case 'blanksAndComma':
      return mark === ',' ? cell.replace(GROUPING, '').replace(',', '.') : 'none';
    case 'pointOfThree':
      return mark === '.' ? cell : cell.replace('.', '');
    case 'commaOfThree':
      return cell.replace(',', mark === ',' ? '.' : '');
    case 'thousandsByPoint':
      return mark === ',' ? cell.replaceAll('.', '').replace(',', '.') : 'none';
    case 'thousandsByComma':
      return mark === '.' ? cell.replaceAll(',', '') : 'none';
    default:
      return 'none';
  }
}

const INFINITE = /^[+-]?(?:inf|infinity|∞|1\.#inf)$/i;

/** Errors of spreadsheets, in English and German. */
const SHEET_ERRORS = 'n/a na nv div/0! value! ref! name? num! null! wert! zahl! bezug! spill! calc!'.split(' ');

/** In small letters: what R, pandas, SQL, Excel, SAS, NumPy and people write where there is no value. */
const MISSING = new Set([
  '',
  ...'na n/a n.a. n.a nan -nan +nan null (null) none nil nat <na> missing undefined \\n'.split(' '),
  ...'? ?? - -- --- – — . .. ... * ** k.a. n/d n.d. nd 1.#ind -1.#ind 1.#qnan -1.#qnan 1.#nan'.split(' '),
  ...SHEET_ERRORS.map((error) => `#${error}`),
  '#n/a n/a',
  'k. a.',
]);

const LONGEST_MISSING = Math.max(...[...MISSING].map(({ length }) => length));

/** Of a tidied cell. */
export const isMissing = (cell: string): boolean => cell.length <= LONGEST_MISSING && MISSING.has(cell.toLowerCase());

/** Says that a line that begins so is no comment. */
export const SHEET_ERROR_START = SHEET_ERRORS.map((error) => error.replace(/[/?]/g, '\\$&')).join('|');

export const isNumberForm = (form: Form): boolean => form !== 'missing' && form !== 'infinite' && form !== 'word';
