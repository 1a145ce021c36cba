/** The expression that a syntax means, or the sentence that says why there is none. */
import leven from 'leven';
import * as f from '../graph.ts';
import { ALIASES, CALLS, ELSEWHERE, OPERATORS, type Operation, Refused, type Syntax, VALUES } from './syntax.ts';

type Expression = f.Expression;

/** Throws Refused. */
export function built(syntax: Syntax): Expression {
  const { op, at } = syntax;
  if (op === 'number') return numberOf(syntax);
  if (op === 'name') return valueNamed(syntax);
  const operation = op === 'call' ? functionNamed(syntax) : (OPERATORS[op] ?? CALLS[op]!);
  const operands = syntax.operands.map(built);
  if (op === 'div' && operands[1] === f.constant(0)) throw new Refused(syntax.operands[1]!.at, 'This divides by 0.');
  return applied(operation, operands, at);
}

function applied({ make, more }: Operation, operands: readonly Expression[], at: number): Expression {
  const made = more
    ? operands.reduce((all, one) => applied({ operands: 2, make }, [all, one], at))
    : finite(make, operands, at);
  return tidied(made);
}

/** Of numbers there is a number, and none within has left float64. */
function finite(make: Operation['make'], operands: readonly Expression[], at: number): Expression {
  const numbers = operands.every(({ op }) => op === 'constant');
  const outside = (x: Expression | undefined): boolean => x?.op === 'constant' && !Number.isFinite(x.value);
  const made = make(...operands);
  if ((numbers && made.op !== 'constant') || outside(made) || outside(made.operands[0])) {
    throw new Refused(at, 'What is computed of numbers here is no finite number.');
  }
  return made;
}

/** One expression for what is the same but for a sign: y + -2 * z is y - 2 * z, -1 / z is -(1 / z). */
function tidied(made: Expression): Expression {
  const [a, b] = made.operands as [Expression, Expression];
  if (Object.is(made.value, -0)) return f.constant(0);
  if (made.op === 'add' && isNegative(b)) return f.sub(a, f.neg(b));
  if (made.op === 'sub' && isNegative(b)) return f.add(a, f.neg(b));
  if (made.op === 'div' && isNegative(a)) return f.neg(f.div(f.neg(a), b));
  return made;
}

/** Whether a number that is, or comes before, this is below 0. */
function isNegative({ op, value, operands }: Expression): boolean {
  if (op === 'mul') return isNegative(operands[0]!);
  return op === 'constant' && value < 0;
}

function numberOf({ digits, at }: Syntax): Expression {
  const value = Number(digits);
  const saysZero = !/[1-9]/.test(digits!.replace(/e.*/i, ''));
  if (!Number.isFinite(value)) throw new Refused(at, `${digits} is too large a number: the largest is about 1.8e308.`);
  if (value === 0 && !saysZero) throw new Refused(at, `${digits} is too small a number: it rounds to 0.`);
  return f.constant(value);
}

const meant = (name: string): string => (Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name);

function valueNamed({ name, at }: Syntax): Expression {
  const known = meant(name!);
  if (Object.hasOwn(VALUES, known)) return VALUES[known]!;
  if (Object.hasOwn(CALLS, known)) throw new Refused(at, `${name} needs brackets: ${example(known)}.`);
  throw new Refused(at, unknown(known));
}

function functionNamed({ name, operands, at }: Syntax): Operation {
  const known = meant(name!);
  if (!Object.hasOwn(CALLS, known)) throw new Refused(at, unknown(known));
  const called = CALLS[known]!;
  const given = operands.length;
  if (given === called.operands || (called.more && given > called.operands)) return called;
  const wanted = called.operands === 1 ? '1 value' : `${called.operands} values${called.more ? ' or more' : ''}`;
  throw new Refused(at, `${name} takes ${wanted}, as in ${example(known)}, not ${given}.`);
}

function example(name: string): string {
  if (name === 'where') return 'where(z < 0, 0, z)';
  return CALLS[name]!.operands === 2 ? `${name}(0, z)` : `${name}(z)`;
}

/** Which name was meant, as far as can be told. */
function unknown(name: string): string {
  const lower = name.toLowerCase();
  const says = `${name} is not known.`;
  if (Object.hasOwn(ELSEWHERE, lower)) return `${says} Use ${ELSEWHERE[lower]}.`;
  const letters = [...name];
  if (letters.every((letter) => Object.hasOwn(VALUES, letter))) {
    return `${says} A product of letters has * between them: ${letters.join('*')}.`;
  }
  const names = [...Object.keys(CALLS), ...Object.keys(VALUES).filter((value) => value.length > 1)];
  const distance = (other: string) => distanceOf(lower, other.toLowerCase());
  const [nearest] = names.sort((one, other) => distance(one) - distance(other));
  if (distance(nearest!) <= Math.max(1, Math.floor(name.length / 3))) return `${says} Did you mean ${nearest}?`;
  return `${says} Names are z, a to d, pi, e, and ${Object.keys(CALLS).join(', ')}.`;
}

/** Letters in another order are one mistake. */
function distanceOf(one: string, other: string): number {
  const sorted = (text: string) => [...text].sort().join('');
  return one !== other && sorted(one) === sorted(other) ? 1 : leven(one, other);
}
