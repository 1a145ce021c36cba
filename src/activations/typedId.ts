/** The id of a typed formula: `formula.`, its link, and the values of its letters, as in `formula.a-z-mul-tanh_a.0.5`. */
import { type Expression, parametersOf, substituted } from '../formula/graph.ts';
import { readFormulaLink, writeFormulaLink } from '../formula/parse/link.ts';
import { DEFAULT_LETTER, FORMULA, isFormula } from './formulas.ts';

export interface Typed {
  /** With its letters. */
  readonly formula: Expression;
  /** Of each letter that stands in it. */
  readonly values: Readonly<Record<string, number>>;
}

/** One id for one formula with these values; values of other letters are left out. */
export function typedId(formula: Expression, values: Readonly<Record<string, number>>): string {
  const letters = parametersOf(formula).map((name) => `_${name}.${written(values[name] ?? DEFAULT_LETTER)}`);
  return `${FORMULA}.${writeFormulaLink(formula)}${letters.join('')}`;
}

const written = (value: number): string => String(value === 0 ? 0 : value).replace('+', '');

/** Throws RangeError. */
export function typedOf(id: string): Typed {
  const [link = '', ...letters] = id.slice(FORMULA.length + 1).split('_');
  const reading = readFormulaLink(link);
  if (!isFormula(id) || 'error' in reading) throw new RangeError(`There is no activation “${id}”.`);
  const { formula } = reading;
  const given = new Map(letters.map((letter) => [letter.slice(0, 1), Number(letter.slice(2))]));
  const values = parametersOf(formula).map((name) => [name, given.get(name) ?? DEFAULT_LETTER] as const);
  if (values.some(([, value]) => !Number.isFinite(value))) throw new RangeError(`There is no activation “${id}”.`);
  return { formula, values: Object.fromEntries(values) };
}

/** With its letters filled in. */
export const filledIn = ({ formula, values }: Typed): Expression => substituted(formula, values);
