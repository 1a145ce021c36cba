/** The canonical text of an expression, with no bracket too many. */
import type { Expression } from '../graph.ts';
import { CALLS, type Syntax } from './syntax.ts';
import { written } from './written.ts';

/** What the text may be an operand of, as in the grammar. */
const [COMPARISON, SIGNED_TERM, TERM, SIGNED_FACTOR, POWER, ATOM] = [0, 1, 2, 3, 4, 5] as const;

interface Printed {
  readonly text: string;
  readonly level: number;
}

/** `parseFormula` makes the same expression of it. */
export const formulaText = (expression: Expression): string => printed(written(expression)).text;

function printed({ op, operands, name, digits }: Syntax): Printed {
  if (op === 'name') return { text: name!, level: ATOM };
  if (op === 'number') return { text: digits!, level: ATOM };
  if (Object.hasOwn(CALLS, op)) {
    return { text: `${op}(${operands.map((operand) => printed(operand).text).join(', ')})`, level: ATOM };
  }
  if (op === 'neg') return negative(printed(operands[0]!));
  const [a, b] = operands as [Syntax, Syntax];
  switch (op) {
    case 'add':
      return joined(a, ' + ', b, SIGNED_TERM, TERM);
    case 'sub':
      return joined(a, ' - ', b, SIGNED_TERM, TERM);
    case 'mul':
      return joined(a, ' * ', b, TERM, SIGNED_FACTOR);
    case 'div':
      return joined(a, ' / ', b, TERM, SIGNED_FACTOR);
    case 'pow':
      return joined(a, '^', b, ATOM, SIGNED_FACTOR);
    default:
      return compared(op, a, b);
  }
}

/** At the beginning of a sum the sign is that of the whole term; elsewhere that of one factor. */
function negative(inner: Printed): Printed {
  const level = inner.level >= POWER ? SIGNED_FACTOR : SIGNED_TERM;
  return { text: `-${bracketed(inner, inner.level === TERM ? TERM : POWER)}`, level };
}

function joined(a: Syntax, sign: string, b: Syntax, left: number, right: number): Printed {
  const [before, after] = [printed(a), printed(b)];
  const level = sign === '^' ? POWER : left;
  // -a * b is -(a * b).
  const signFirst = left === TERM && before.level === SIGNED_FACTOR;
  return {
    text: `${bracketed(before, signFirst ? ATOM : left)}${sign}${bracketed(after, right)}`,
    level,
  };
}

const bracketed = ({ text, level }: Printed, least: number): string => (level >= least ? text : `(${text})`);

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  lt: ['<', '>'],
  le: ['<=', '>='],
  eq: ['==', '=='],
};

/** z > 0, not 0 < z. */
function compared(op: string, a: Syntax, b: Syntax): Printed {
  const [sign, turned] = SIGNS[op]!;
  const { text } =
    isNumber(a) && op !== 'eq'
      ? joined(b, ` ${turned} `, a, SIGNED_TERM, SIGNED_TERM)
      : joined(a, ` ${sign} `, b, SIGNED_TERM, SIGNED_TERM);
  return { text, level: COMPARISON };
}

const isNumber = ({ op, name, operands }: Syntax): boolean =>
  op === 'name' ? name === 'pi' || name === 'e' : operands.every(isNumber);
