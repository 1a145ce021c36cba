import type { Syntax } from './syntax.ts';

/** Made of grammar.peggy. Throws SyntaxError. */
export function parse(text: string, options: { readonly values: readonly string[] }): Syntax;

export interface Expectation {
  readonly type: 'literal' | 'class' | 'any' | 'end' | 'other';
  readonly text?: string;
  readonly description?: string;
}

declare class Unreadable extends SyntaxError {
  /** Null where the grammar itself says what is wrong. */
  readonly expected: readonly Expectation[] | null;
  readonly found: string | null;
  readonly location: { readonly start: { readonly offset: number } };
}

export { Unreadable as SyntaxError };
