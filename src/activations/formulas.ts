/**
 * Where typed formulas come in. Reading them takes more code than the page may begin with: it comes with the first one that a
 * link names or a visitor types (loadFormulas.ts).
 */
import { LETTERS, type Letter } from '../formula/letters.ts';
import type { Activation } from './activation.ts';

export { LETTERS, type Letter };

/** Family of all of them, and what their ids begin with. */
export const FORMULA = 'formula';

/** What a letter is that nothing is said of. */
export const DEFAULT_LETTER = 1;

/** A formula that was read, before its letters have values. */
export interface Read {
  /** The letters that stand in it, in alphabetical order. */
  readonly letters: readonly Letter[];
  /** The activation's id, or why these values make none. */
  activation(values: Readonly<Record<string, number>>): { readonly id: string } | { readonly problem: string };
}

/** See typedFormulas.ts. */
export interface FormulaReader {
  /** Throws RangeError for an id that is none. */
  activation(id: string): Activation;
  /**
   * The formula that a link names or a person types, or what is wrong with it, as a clause.
   * @param typed as people write it, not as links have it
   */
  read(text: string, typed: boolean): Read | { readonly problem: string };
}

let reader: FormulaReader | null = null;

/** Null until it is loaded. */
export const formulaReader = (): FormulaReader | null => reader;

/** @param given null: as before any was loaded. */
export function provideFormulas(given: FormulaReader | null): void {
  reader = given;
}

export const isFormula = (id: string): boolean => id.startsWith(`${FORMULA}.`);
