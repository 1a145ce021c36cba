/** What a typed text comes to in an arm whose letters have certain values. */
import type { Activation } from '../../activations/activation.ts';
import { DEFAULT_LETTER } from '../../activations/formulas.ts';
import { named } from '../../activations/typedFormulas.ts';
import { typedId } from '../../activations/typedId.ts';
import { type Expression, parametersOf } from '../../formula/graph.ts';
import { parseFormula } from '../../formula/parse/parse.ts';

export type Values = Readonly<Record<string, number>>;

export type Judged =
  | {
      readonly formula: Expression;
      /** Of all its letters. */
      readonly values: Values;
      /** Of the activation. */
      readonly id: string;
      readonly activation: Activation;
    }
  | {
      /** A sentence. */
      readonly problem: string;
      /** The character that is wrong; null where the formula as a whole is. */
      readonly at: number | null;
    };

/** Where a letter begins: the first of these with which the formula is an activation. */
const BEGINNINGS = [DEFAULT_LETTER, 2, 0.5, -1];

/** @param known values of letters; one that has none yet begins at 1, or where that makes no activation close to it. */
export function judged(text: string, known: Values): Judged {
  const reading = parseFormula(text);
  if ('error' in reading) return { problem: reading.error.message, at: reading.error.at };
  const letters = parametersOf(reading.formula);
  const attempts = (letters.every((letter) => Object.hasOwn(known, letter)) ? [DEFAULT_LETTER] : BEGINNINGS).map(
    (beginning) =>
      withValues(reading.formula, Object.fromEntries(letters.map((letter) => [letter, known[letter] ?? beginning]))),
  );
  return attempts.find((attempt) => 'id' in attempt) ?? attempts[0]!;
}

/** The formula with these values of its letters. */
export function withValues(formula: Expression, values: Values): Judged {
  const id = typedId(formula, values);
  const made = named(id);
  if ('activation' in made) return { formula, values, id, activation: made.activation };
  const given = Object.entries(values).map(([letter, value]) => `${letter} = ${signed(value)}`);
  return { problem: given.length > 0 ? `${made.problem} Here ${given.join(', ')}.` : made.problem, at: null };
}

const signed = (value: number): string => String(value).replace('-', '−');
