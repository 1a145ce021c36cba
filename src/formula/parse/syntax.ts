/** A formula as it is written: what the text and the link have in common. Expressions (../graph.ts) are made of it. */
import * as f from '../graph.ts';
import { LETTERS } from '../letters.ts';

export interface Syntax {
  /** `number`, `name` of a value, `call` of a function by the name somebody typed, or what OPERATORS and CALLS hold. */
  readonly op: string;
  readonly operands: readonly Syntax[];
  /** Of a `name` and of a `call`. */
  readonly name?: string | undefined;
  /** Of a `number`, as JavaScript reads them; no sign. */
  readonly digits?: string | undefined;
  /** Where it begins in the text that it was read from. */
  readonly at: number;
}

export interface Operation {
  readonly operands: number;
  /** Whether there may be more, which are then taken together one after the other. */
  readonly more?: true;
  readonly make: (...operands: f.Expression[]) => f.Expression;
}

/** By their names in a link. */
export const OPERATORS: Readonly<Record<string, Operation>> = {
  add: { operands: 2, make: f.add as Operation['make'] },
  sub: { operands: 2, make: f.sub as Operation['make'] },
  mul: { operands: 2, make: f.mul as Operation['make'] },
  div: { operands: 2, make: f.div as Operation['make'] },
  pow: { operands: 2, make: f.pow as Operation['make'] },
  neg: { operands: 1, make: f.neg as Operation['make'] },
  lt: { operands: 2, make: f.less as Operation['make'] },
  le: { operands: 2, make: f.lessEqual as Operation['make'] },
  eq: { operands: 2, make: f.equal as Operation['make'] },
};

const UNARY = [
  'abs',
  'sign',
  'sqrt',
  'exp',
  'log',
  'sin',
  'cos',
  'tan',
  'atan',
  'tanh',
  'sigmoid',
  'softplus',
] as const;

/** The functions, by the names that are typed and stand in links. */
export const CALLS: Readonly<Record<string, Operation>> = {
  where: { operands: 3, make: f.where as Operation['make'] },
  max: { operands: 2, more: true, make: f.max as Operation['make'] },
  min: { operands: 2, more: true, make: f.min as Operation['make'] },
  ...Object.fromEntries(
    [...UNARY, 'erf' as const, 'Phi' as const].map((name) => [
      name,
      { operands: 1, make: (x: f.Expression) => f.unary(name, x) } as Operation,
    ]),
  ),
  relu: { operands: 1, make: f.relu as Operation['make'] },
};

/** What stands for a number, by name. */
export const VALUES: Readonly<Record<string, f.Expression>> = {
  z: f.z,
  pi: f.constant(Math.PI),
  e: f.constant(Math.E),
  ...Object.fromEntries(LETTERS.map((name) => [name, f.parameter(name)])),
};

/** Other ways to write a name. */
export const ALIASES: Readonly<Record<string, string>> = { π: 'pi', Φ: 'Phi', ln: 'log', arctan: 'atan' };

/** What people call something else, or write otherwise, elsewhere; after `use`. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  x: 'z, the variable',
  sgn: 'sign',
  if: 'where',
  logistic: 'sigmoid',
  step: 'z > 0',
  heaviside: 'z > 0',
  pow: '^',
  power: '^',
  square: '^2',
  cdf: 'Phi',
  normcdf: 'Phi',
  gelu: 'z * Phi(z)',
  silu: 'z * sigmoid(z)',
  swish: 'z * sigmoid(a * z)',
};

export const operation = (op: string, ...operands: Syntax[]): Syntax => ({ op, operands, at: 0 });
export const named = (name: string): Syntax => ({ op: 'name', operands: [], name, at: 0 });
export const number = (digits: string): Syntax => ({ op: 'number', operands: [], digits, at: 0 });

/** What is wrong with a formula. */
export interface FormulaError {
  /** The character it begins at, from 0; the text's length where something is missing at the end; null where it is the whole. */
  readonly at: number | null;
  /** Sentences. */
  readonly message: string;
}

/** Ends reading; `reading` turns it into a value. */
export class Refused extends Error {
  readonly at: number | null;
  constructor(at: number | null, message: string) {
    super(message);
    this.at = at;
  }
}

export type Reading = { readonly formula: f.Expression } | { readonly error: FormulaError };

/** The formula that `read` gives, or what was wrong. */
export function reading(read: () => f.Expression): Reading {
  try {
    return { formula: read() };
  } catch (error) {
    if (error instanceof Refused) return { error: { at: error.at, message: error.message } };
    throw error;
  }
}
