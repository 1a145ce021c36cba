/** Values and small terms as Python source, as a person would write them: no factor of 1 and no term of 0. */
import { raised } from '../../../formula/print/python.ts';
import { wrapped } from '../words.ts';

export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'math.nan';
  if (value === Number.POSITIVE_INFINITY) return 'math.inf';
  return value === Number.NEGATIVE_INFINITY ? '-math.inf' : String(value);
}

/** JSON's escapes are Python's. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** Characters of a line in the script; only what cannot be broken, such as an address, is longer. */
export const LINE = 110;

/** A list; `[value] * count` where all are alike, and over several lines where one is too short. */
export function pythonList(values: readonly number[], count = String(values.length)): string {
  const [first] = values;
  if (first !== undefined && values.length > 1 && values.every((value) => Object.is(value, first))) {
    return `[${pythonNumber(first)}] * ${count}`;
  }
  const items = values.map(pythonNumber).join(', ');
  return items.length < LINE - 36 ? `[${items}]` : `[\n${indented(wrapped(`${items},`, LINE - 16).join('\n'), 1)}\n]`;
}

/** factor · term, for a term without sums. */
export function product(factor: number, term: string): string {
  if (factor === 1) return term;
  return factor === -1 ? `-${term}` : `${pythonNumber(factor)} * ${term}`;
}

/** term^exponent, for a whole exponent from 1 on and a term that needs no brackets. */
export function power(term: string, exponent: number): string {
  return exponent === 1 ? term : raised(term, String(exponent));
}

/** What runs from 0 to 1, a term without sums, stretched over [left, right]. */
export function stretched(term: string, [left, right]: readonly [number, number]): string {
  const scaled = product(right - left, term);
  if (left === 0) return scaled;
  return left < 0 ? `${scaled} - ${pythonNumber(-left)}` : `${scaled} + ${pythonNumber(left)}`;
}

/** Normal numbers of that standard deviation behind a sum, or nothing where it is 0. */
export const plusNoise = (deviation: number, like: string): string =>
  deviation === 0 ? '' : ` + ${product(deviation, `torch.randn(${like}.shape, generator=generator)`)}`;

/** Every line of a block but empty ones, `levels` of four spaces further in. */
export function indented(block: string, levels: number): string {
  return block.replace(/^(?=.)/gm, '    '.repeat(levels));
}
