/** Losses as passes over the outputs, by the rules of `step/losses.ts`. Float64, but for the squared error's own. */
import type { LossName, StreamCount } from '../../tasks/task.ts';
import { elementLoss } from '../step/losses.ts';
import { truthLetters } from '../step/truth.ts';
import { Code, type Local } from './code.ts';
import { addSquares, total } from './elementwise.ts';
import { emitEach, Graph } from './expression.ts';
import { nodeOf } from './formula.ts';
import { PANEL } from './product.ts';
import { padded } from './rows.ts';
import { pointersTo } from './streams.ts';

const FLOAT = 4;
/** Bytes of four floats, or of two doubles. */
const VECTOR = 16;

/** Doubles that a row of a softmax has before its e^(z - m): Σ e^(z - m) twice, log Σ e^z twice. */
export const SOFTMAX_HEAD = 4;

/** A pass over all examples' rows → Σ loss; δ = scale · ∂loss/∂z, 0 in the padding. */
export function lossKernel(loss: LossName, streams: StreamCount): Code {
  if (loss === 'squared-error') return squaredError();
  return loss === 'cross-entropy' ? crossEntropy() : ofStreams(loss, streams);
}

/** (z, end of z, y, δ, 2 scale): every regression's; errors and δ are float32, four at a time. */
function squaredError(): Code {
  const [code, z, end, y, delta, scale] = Code.define(['i32', 'i32', 'i32', 'i32', 'f32'], 'f64');
  const [s0, target, twice, error, sum, half] = code.locals('v128', 'v128', 'v128', 'v128', 'v128', 'v128');
  code.get(scale).op('f32x4.splat').set(twice);
  const { squares, slopes } = elementLoss('wasm', 'squared-error', 1);
  const graph = new Graph();
  const given = { s0: graph.variable(s0), y: graph.variable(target), twice: graph.variable(twice) };
  const roots = [...squares.map((square) => square.error), ...slopes].map((root) => nodeOf(root, graph, given));
  code.until(z, end, () => {
    code.get(z).load().set(s0).get(y).load().set(target);
    emitEach(code, roots, {
      before: (i) => i === 1 && code.get(delta),
      after: (i) => (i === 0 ? code.set(error) : code.store()),
    });
    addSquares(code, error, sum, half);
    for (const pointer of [z, y, delta]) code.advance(pointer, VECTOR);
  });
  return total(code, sum);
}

/** (z, end of the value's z, what is known, δ, 2 scale, bytes between streams): of one output's streams, one example at a time. */
function ofStreams(loss: LossName, streams: StreamCount): Code {
  const [code, z, end, truth, delta, scale, stride] = Code.define(['i32', 'i32', 'i32', 'i32', 'f64', 'i32'], 'f64');
  const [twice, sum] = code.locals('v128', 'v128');
  code.get(scale).op('f64x2.splat').set(twice);
  const graph = new Graph('f64x2');
  const known = truthLetters(loss, streams);
  const [zs, deltas] = [z, delta].map((first) => pointersTo(code, first, stride, streams)) as [Local[], Local[]];
  const read = [
    ...zs.map((pointer, k) => ({ letter: `s${k}`, pointer, offset: 0 })),
    ...known.map((letter, k) => ({ letter, pointer: truth, offset: k * FLOAT })),
  ].map((own) => ({ ...own, local: code.local('v128') }));
  const given = Object.fromEntries(read.map(({ letter, local }) => [letter, graph.variable(local)]));
  const { value, slopes } = elementLoss('wasm', loss, streams);
  const roots = [value, ...slopes].map((root) => nodeOf(root, graph, { ...given, twice: graph.variable(twice) }));
  code.until(z, end, () => {
    for (const { pointer, offset, local } of read) {
      code.get(pointer).loadSplat(offset).op('f64x2.promote_low_f32x4').set(local);
    }
    emitEach(code, roots, {
      before: (i) => code.get(i === 0 ? sum : (deltas[i - 1] as Local)),
      after: (i) => {
        if (i === 0) code.op('f64x2.add').set(sum);
        else code.firstOfTwo(1).op('v128.and', 'f32x4.demote_f64x2_zero').store();
      },
    });
    for (const pointer of deltas) code.get(pointer).f32x4(0).store(VECTOR);
    for (const pointer of [...zs, ...deltas]) code.advance(pointer, PANEL * FLOAT);
    code.advance(truth, padded(known.length) * FLOAT);
  });
  return code.get(sum).extractF64(0);
}

/** (z, end of z, y, δ, scale, bytes of a row, of each SOFTMAX_HEAD and e^(z - m), as long as a row of z): two classes at a time. */
function crossEntropy(): Code {
  const [code, z, end, y, delta, ...numbers] = Code.define(['i32', 'i32', 'i32', 'i32', 'f64', 'i32', 'i32'], 'f64');
  const [scale, row, softmax] = numbers;
  const letters = ['s0', 'y', 'raised', 'total', 'logTotal', 'scale'] as const;
  const locals = Object.fromEntries(letters.map((letter) => [letter, code.local('v128')])) as Record<
    (typeof letters)[number],
    Local
  >;
  const [rowEnd, own, sum] = code.locals('i32', 'v128', 'v128');
  const graph = new Graph('f64x2');
  const given = Object.fromEntries(letters.map((letter) => [letter, graph.variable(locals[letter])]));
  const { value, slopes } = elementLoss('wasm', 'cross-entropy', 1);
  const roots = [value, ...slopes].map((root) => nodeOf(root, graph, given));
  code.get(scale).op('f64x2.splat').set(locals.scale);
  code.until(z, end, () => {
    code.get(softmax).load().set(locals.total).get(softmax).load(VECTOR).set(locals.logTotal);
    code
      .advance(softmax, 2 * VECTOR)
      .get(z, row)
      .op('i32.add')
      .set(rowEnd)
      .f64x2(0)
      .set(own);
    code.until(z, rowEnd, () => {
      code.get(z).loadPair().set(locals.s0).get(y).loadPair().set(locals.y).get(softmax).load().set(locals.raised);
      emitEach(code, roots, {
        before: (i) => code.get(i === 0 ? own : delta),
        after: (i) => (i === 0 ? code.op('f64x2.add').set(own) : code.storePair()),
      });
      for (const pointer of [z, y, delta]) code.advance(pointer, VECTOR / 2);
      code.advance(softmax, VECTOR);
    });
    // One example after the other: of its classes only the true one adds to the sum.
    code.get(own, own, own).shuffle([2, 3, 0, 1]).op('f64x2.add').get(sum).op('f64x2.add').set(sum);
  });
  return code.get(sum).extractF64(0);
}
