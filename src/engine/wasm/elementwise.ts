/** Passes over arrays of floats, four at a time: rows are whole panels, lengths are counted in bytes. */
import type { Expression } from '../../formula/graph.ts';
import { Code, type Lanes, type Local } from './code.ts';
import { emit, Graph, type Node } from './expression.ts';
import { nodeOf } from './formula.ts';

/** Bytes of four floats. */
const VECTOR = 16;
const UPPER_HALF: Lanes = [2, 3, 2, 3];

/** (z, end of z, a): a = σ(z). */
export function activate(value: Expression): Code {
  return map((_, z, graph) => nodeOf(value, graph, { z }));
}

/** (z, end of z, δ): δ = δ ∘ σ′(z). */
export function multiplySlope(derivative: Expression): Code {
  return map((delta, z, graph) => graph.mul(delta, nodeOf(derivative, graph, { z })));
}

/** (x, end of x, y): y = value(y, x), element by element. */
function map(value: (y: Node, x: Node, graph: Graph) => Node): Code {
  const [code, x, end, y] = Code.define(['i32', 'i32', 'i32']);
  const [xs, ys] = code.locals('v128', 'v128');
  const graph = new Graph();
  code.until(x, end, () => {
    code.get(x).load().set(xs).get(y).load().set(ys);
    code.get(y);
    emit(code, value(graph.variable(ys), graph.variable(xs), graph));
    code.store().advance(x, VECTOR).advance(y, VECTOR);
  });
  return code;
}

/** (x, end of x, y, factor): y = y + factor · x. */
export function addScaled(): Code {
  const [code, x, end, y, factor] = Code.define(['i32', 'i32', 'i32', 'f32']);
  const factors = code.local('v128');
  code.get(factor).op('f32x4.splat').set(factors);
  code.until(x, end, () => {
    code.get(y, y).load().get(x).load().get(factors).op('f32x4.mul', 'f32x4.add').store();
    code.advance(x, VECTOR).advance(y, VECTOR);
  });
  return code;
}

/** (x, end of x) → Σ x², in float64, which holds the square of every float32. */
export function sumOfSquares(): Code {
  const [code, x, end] = Code.define(['i32', 'i32'], 'f64');
  const [value, sum, half] = code.locals('v128', 'v128', 'v128');
  code.until(x, end, () => {
    code.get(x).load().set(value);
    addSquares(code, value, sum, half);
    code.advance(x, VECTOR);
  });
  return total(code, sum);
}

/** Adds the squares of four floats to two doubles. */
export function addSquares(code: Code, value: Local, sum: Local, half: Local): void {
  code.get(value).op('f64x2.promote_low_f32x4').set(half);
  code.get(half, half).op('f64x2.mul').get(sum).op('f64x2.add').set(sum);
  code.get(value, value).shuffle(UPPER_HALF).op('f64x2.promote_low_f32x4').set(half);
  code.get(half, half).op('f64x2.mul').get(sum).op('f64x2.add').set(sum);
}

/** Of two doubles. */
export const total = (code: Code, sum: Local): Code => code.get(sum).extractF64(0).get(sum).extractF64(1).op('f64.add');

/** (x, end of x) → max |x|, NaN left out. */
export function largest(): Code {
  const [code, x, end] = Code.define(['i32', 'i32'], 'f32');
  const most = code.local('v128');
  code.until(x, end, () => {
    code.get(most, x).load().op('f32x4.abs', 'f32x4.pmax').set(most);
    code.advance(x, VECTOR);
  });
  code.get(most, most, most).shuffle(UPPER_HALF).op('f32x4.pmax').set(most);
  return code.get(most, most, most).shuffle([1, 1, 1, 1]).op('f32x4.pmax').extractF32(0);
}

/**
 * (δ, end of its first row, sums, row in bytes, δ in bytes): sums of the columns of δ.
 * In float64: where data and activation are odd, the gradient of a bias is 0, and Adam would take the rounding errors of
 * a float32 sum for a direction.
 */
export function sumColumns(): Code {
  const [code, delta, rowEnd, target, row, length] = Code.define(['i32', 'i32', 'i32', 'i32', 'i32']);
  const [pointer, end] = code.locals('i32', 'i32');
  const [value, low, high] = code.locals('v128', 'v128', 'v128');
  code.until(delta, rowEnd, () => {
    for (const sum of [low, high]) code.f32x4(0).set(sum);
    code.get(delta).tee(pointer).get(length).op('i32.add').set(end);
    code.until(pointer, end, () => {
      code.get(pointer).load().tee(value).op('f64x2.promote_low_f32x4').get(low).op('f64x2.add').set(low);
      code.get(value, value).shuffle(UPPER_HALF).op('f64x2.promote_low_f32x4').get(high).op('f64x2.add').set(high);
      code.get(pointer, row).op('i32.add').set(pointer);
    });
    code.get(target);
    for (const sum of [low, high]) code.get(sum).op('f32x4.demote_f64x2_zero');
    code.shuffle([0, 1, 4, 5]).store();
    code.advance(delta, VECTOR).advance(target, VECTOR);
  });
  return code;
}
