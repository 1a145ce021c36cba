/**
 * The activation of an equation's streams: u and its derivatives (∂x, ∂²x and perhaps ∂t) lie one block of rows after
 * the other, `stride` bytes apart, and an element of one is combined with the same element of the others.
 */
import { FORMS, type Forms, formsOf } from '../../formula/float32/forms.ts';
import type { Expression } from '../../formula/graph.ts';
import { back, forward, lettersOf } from '../step/chainRule.ts';
import { Code, type Local } from './code.ts';
import { emitEach, Graph, type Node } from './expression.ts';
import { nodeOf } from './formula.ts';

const VECTOR = 16;

/** (z, end of u's z, a, stride): σ of u's z, and the chain rule for the derivatives. */
export const activateStreams = (forms: Forms<Expression>, streams: 3 | 4): Code =>
  combine(streams, (graph, _, z) => printed(forward(streams), forms, graph, z));

/** (z, end of u's z, δ, stride): from ∂loss/∂a of every stream to ∂loss/∂z, in place. */
export const backStreams = (forms: Forms<Expression>, streams: 3 | 4): Code =>
  combine(streams, (graph, delta, z) => printed(back(streams), forms, graph, z, delta));

function printed(
  rule: readonly Expression[],
  forms: Forms<Expression>,
  graph: Graph,
  z: readonly Node[],
  delta?: readonly Node[],
): readonly Node[] {
  const at = formsOf((order) => nodeOf(forms[FORMS[order]], graph, { z: z[0] as Node }));
  const letters = lettersOf(at, graph.constant(2), z, delta);
  return rule.map((expression) => nodeOf(expression, graph, letters));
}

/** Of so many arrays, `stride` bytes from one to the next, the first included. */
export function pointersTo(code: Code, first: Local, stride: Local, count: number): readonly Local[] {
  const all = [first];
  while (all.length < count) {
    const next = code.local('i32');
    code
      .get(all[all.length - 1] as Local, stride)
      .op('i32.add')
      .set(next);
    all.push(next);
  }
  return all;
}

/** (x, end of its first stream, y, stride): every stream of y = those of `outputs`(y, x), element by element. */
function combine(
  streams: 3 | 4,
  outputs: (graph: Graph, y: readonly Node[], x: readonly Node[]) => readonly Node[],
): Code {
  const [code, x, end, y, stride] = Code.define(['i32', 'i32', 'i32', 'i32']);
  const graph = new Graph();
  const [xs, ys] = [pointersTo(code, x, stride, streams), pointersTo(code, y, stride, streams)];
  const values = (from: readonly Local[]) => from.map((pointer) => ({ pointer, value: code.local('v128') }));
  const [xValues, yValues] = [values(xs), values(ys)];
  code.until(x, end, () => {
    for (const { pointer, value } of [...xValues, ...yValues]) code.get(pointer).load().set(value);
    const nodes = (of: readonly { value: Local }[]) => of.map(({ value }) => graph.variable(value));
    emitEach(code, outputs(graph, nodes(yValues), nodes(xValues)), {
      before: (i) => code.get(ys[i] as Local),
      after: () => code.store(),
    });
    for (const pointer of [...xs, ...ys]) code.advance(pointer, VECTOR);
  });
  return code;
}
