/** The syntax of an expression: `built` makes the same expression of it again. */
import type * as f from '../graph.ts';
import { literal } from './literal.ts';
import { named, number, operation, type Syntax } from './syntax.ts';

/** Whole exponents beyond this are real powers when typed (../graph.ts), and come about by products alone. */
const LARGEST_POWER = 64;

const OPERATOR: Readonly<Partial<Record<f.Op, string>>> = { less: 'lt', lessEqual: 'le', equal: 'eq' };

/** Of an expression that was typed, or could have been. */
export function written(expression: f.Expression): Syntax {
  const { op, operands, value, name } = expression;
  const [a, b] = operands as [f.Expression, f.Expression];
  if (op === 'constant') return literal(value);
  if (op === 'z' || op === 'parameter') return named(op === 'z' ? 'z' : name);
  // What exp(x) - 1 is computed by.
  if (op === 'expm1') return operation('sub', operation('exp', written(a)), number('1'));
  if (op === 'power') return wholePower(a, value);
  if (op === 'mul' && a.op === 'constant') {
    return a.value < 0 ? operation('neg', scaled(-a.value, b)) : scaled(a.value, b);
  }
  // max(0, z), as everybody writes it; the graph has the number second.
  if ((op === 'max' || op === 'min') && b.op === 'constant') return operation(op, written(b), written(a));
  return operation(OPERATOR[op] ?? op, ...operands.map(written));
}

/** The graph has 2 * (x * y) for what is read as (2 * x) * y. */
function scaled(factor: number, rest: f.Expression): Syntax {
  const [a, b] = rest.operands as [f.Expression, f.Expression];
  return rest.op === 'mul'
    ? operation('mul', scaled(factor, a), written(b))
    : operation('mul', literal(factor), written(rest));
}

function wholePower(base: f.Expression, exponent: number): Syntax {
  const power = operation('pow', written(base), literal(Math.min(exponent, LARGEST_POWER)));
  const more = Math.max(0, exponent - LARGEST_POWER);
  return Array.from({ length: more }).reduce<Syntax>((product) => operation('mul', product, written(base)), power);
}
