/**
 * A formula in a permalink: reverse Polish, `-` between tokens, as in `0-z-max-2-pow` for max(0, z)^2. So it has letters,
 * digits, dots and single hyphens alone, ends in a letter or digit, and survives chats, mails and LaTeX.
 */
import type { Expression } from '../graph.ts';
import { checkFormula } from './bounds.ts';
import { built } from './build.ts';
import { CALLS, OPERATORS, type Reading, Refused, reading, type Syntax, VALUES } from './syntax.ts';
import { written } from './written.ts';

/** The canonical form: equal expressions have equal links. */
export const writeFormulaLink = (expression: Expression): string => tokensOf(written(expression)).join('-');

function tokensOf({ op, operands, name, digits }: Syntax): readonly string[] {
  if (op === 'name') return [name!];
  // An exponent's minus is an m: 1em6.
  if (op === 'number') return [digits!.replace('-', 'm')];
  return [...operands.flatMap(tokensOf), op];
}

/** Longer than any formula that may be typed. */
const MOST_CHARACTERS = 1000;
const NUMBER = /^(0|[1-9]\d*)(\.\d+)?(em?\d+)?$/;

/** Never throws, whatever the text; the error's place is in this text. */
export function readFormulaLink(text: string): Reading {
  return reading(() => {
    if (text.length > MOST_CHARACTERS) {
      throw new Refused(MOST_CHARACTERS, `A formula in a link has at most ${MOST_CHARACTERS} characters.`);
    }
    const formula = built(syntaxOf(text));
    checkFormula(formula);
    return formula;
  });
}

function syntaxOf(text: string): Syntax {
  const stack: Syntax[] = [];
  let at = 0;
  for (const token of text.split('-')) {
    stack.push(next(token, at, stack));
    at += token.length + 1;
  }
  const [whole, ...more] = stack;
  if (more.length > 0) {
    throw new Refused(text.length, `The formula ends too early: its ${stack.length} parts are not put together.`);
  }
  return whole!;
}

/** What the token makes of the operands before it, which it takes off the stack. */
function next(token: string, at: number, stack: Syntax[]): Syntax {
  if (NUMBER.test(token)) return { op: 'number', operands: [], digits: token.replace('m', '-'), at };
  if (Object.hasOwn(VALUES, token)) return { op: 'name', operands: [], name: token, at };
  const called = Object.hasOwn(OPERATORS, token) ? OPERATORS[token] : Object.hasOwn(CALLS, token) ? CALLS[token] : null;
  if (!called) throw new Refused(at, `${token === '' ? 'Nothing' : token} is no number, letter, operator or function.`);
  const { operands } = called;
  if (stack.length < operands) {
    throw new Refused(
      at,
      `${token} takes ${operands} ${operands === 1 ? 'value' : 'values'}, and ${stack.length} ${stack.length === 1 ? 'stands' : 'stand'} before it.`,
    );
  }
  return { op: token, operands: stack.splice(-operands), at };
}
