/** A typed formula as an expression, or what is wrong with it and where. */
import { checkFormula, checkLength } from './bounds.ts';
import { built } from './build.ts';
import { type Expectation, parse, SyntaxError as Unreadable } from './parser.js';
import { ALIASES, type Reading, Refused, reading, type Syntax, VALUES } from './syntax.ts';

/** Never throws, whatever the text. docs/formulas.md says what may be typed. */
export function parseFormula(text: string): Reading {
  return reading(() => {
    checkLength(text);
    if (text.trim() === '') throw new Refused(0, 'Type a formula of z, such as max(0, z)^2.');
    const formula = built(syntaxOf(text));
    checkFormula(formula);
    return formula;
  });
}

const values = [
  ...Object.keys(VALUES),
  ...Object.keys(ALIASES).filter((alias) => Object.hasOwn(VALUES, ALIASES[alias]!)),
];

function syntaxOf(text: string): Syntax {
  try {
    return parse(text, { values });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { offset } = error.location.start;
    throw new Refused(offset, error.expected === null ? error.message : unexpected(text, offset, error.expected));
  }
}

/** What the grammar expected, in a reader's words. */
function unexpected(text: string, at: number, expected: readonly Expectation[]): string {
  const found = [...text.slice(at)][0];
  const wanted = phrase(expected, found === undefined);
  if (found === undefined) return `The formula ends too early: ${wanted} is missing.`;
  if (found === ',' && /\d$/.test(text.slice(0, at)))
    return 'A comma cannot stand here: decimals have a point, as in 0.5.';
  return `${found} cannot stand here: ${wanted} is expected.`;
}

function phrase(expected: readonly Expectation[], atEnd: boolean): string {
  const has = (type: string, text: string): boolean =>
    expected.some((one) => one.type === type && (one.text ?? one.description ?? '') === text);
  const closing = [')', '|', ','].filter((sign) => has('literal', sign));
  // At the end more could follow, but only a bracket must.
  if (has('other', 'an operator') && atEnd) return closing[0]!;
  if (has('other', 'an operator')) {
    const end = has('end', '') ? ['the end'] : [];
    return listed(['an operator such as + or *', ...closing, ...end]);
  }
  if (has('other', 'a number') || has('other', 'a name'))
    return 'a number, z, a letter a to d, a function or a bracket';
  return listed([...(has('literal', '(') ? ['('] : []), ...closing]);
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
