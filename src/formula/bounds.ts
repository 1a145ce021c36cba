/** Between which numbers an expression certainly stays, whatever z; NaN aside. Rough: what it does not know has no bounds. */
import type { Expression } from './graph.ts';

export type Bounds = readonly [low: number, high: number];

const NONE: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const mirrored = ([low, high]: Bounds): Bounds => [-high, -low];

/** Of |x|, for x within these. */
const magnitude = ([low, high]: Bounds): Bounds => [Math.max(0, low, -high), Math.max(Math.abs(low), Math.abs(high))];

const scaled = (factor: number, [low, high]: Bounds): Bounds => {
  if (factor === 0) return NONE;
  const own: Bounds = [Math.abs(factor) * low, Math.abs(factor) * high];
  return factor > 0 ? own : mirrored(own);
};

const known = new WeakMap<Expression, Bounds>();

export function boundsOf(expression: Expression): Bounds {
  const bounds = known.get(expression) ?? foundBounds(expression);
  known.set(expression, bounds);
  return bounds;
}

function foundBounds({ op, operands, value }: Expression): Bounds {
  const of = (place: 0 | 1): Bounds => boundsOf(operands[place] as Expression);
  if (op === 'constant') return [value, value];
  if (op === 'neg') return mirrored(of(0));
  if (op === 'abs') return magnitude(of(0));
  if (op === 'min' || op === 'max') {
    const [a, b] = [of(0), of(1)];
    const choose = op === 'min' ? Math.min : Math.max;
    return [choose(a[0], b[0]), choose(a[1], b[1])];
  }
  if (op === 'mul' && operands[0]?.op === 'constant') return scaled(operands[0].value, of(1));
  if (op === 'mul' && operands[1]?.op === 'constant') return scaled(operands[1].value, of(0));
  if (op === 'power' && value === 2) {
    const [low, high] = magnitude(of(0));
    return [low * low, high * high];
  }
  return NONE;
}
