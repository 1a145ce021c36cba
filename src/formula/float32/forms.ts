/** σ to σ‴ as the engines' own kernels compute them. */
import { derivativeOf } from '../derivative.ts';
import type { Expression } from '../graph.ts';
import { lowered } from './lowering.ts';
import { withTails } from './tails.ts';

export interface Forms<T> {
  readonly value: T;
  readonly derivative: T;
  readonly second: T;
  readonly third: T;
}

/** Their names, by order. */
export const FORMS = ['value', 'derivative', 'second', 'third'] as const satisfies readonly (keyof Forms<unknown>)[];

/** Each made when it is first asked for. */
export function formsOf<T>(make: (order: 0 | 1 | 2 | 3) => T): Forms<T> {
  const made: (T | undefined)[] = [];
  const once = (order: 0 | 1 | 2 | 3): T => {
    made[order] ??= make(order);
    return made[order] as T;
  };
  return {
    get value() {
      return once(0);
    },
    get derivative() {
      return once(1);
    },
    get second() {
      return once(2);
    },
    get third() {
      return once(3);
    },
  };
}

const known = new WeakMap<Expression, Forms<Expression>>();

export function float32Forms(formula: Expression): Forms<Expression> {
  let forms = known.get(formula);
  if (!forms) {
    forms = formsOf((order) => {
      const exact = derivativeOf(formula, order);
      return withTails(lowered(exact), exact, true);
    });
    known.set(formula, forms);
  }
  return forms;
}
