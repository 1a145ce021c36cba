/**
 * The activation of an equation's streams: u and its derivatives (∂x, ∂²x and perhaps ∂t) lie one block of rows after
 * the other, `stride` bytes apart, and an element of one is combined with the same element of the others.
 */
import type { Forms } from '../../formula/float32/forms.ts';
import type { Expression } from '../../formula/graph.ts';
import { Code, type Local } from './code.ts';
import { emitEach, Graph, type Node } from './expression.ts';
import { nodeOf } from './formula.ts';

const VECTOR = 16;

/** (z, end of u's z, a, stride): σ of u's z, and the chain rule for the derivatives. */
export function activateStreams({ value, derivative, second }: Forms<Expression>, streams: 3 | 4): Code {
  return combine(streams, (graph, _, [z, zx, zxx, zt]) => {
    const of = (form: Expression) => nodeOf(form, graph, { z: z! });
    const [a, first, curvature] = [of(value), of(derivative), of(second)];
    const { add, mul } = graph;
    const along = [mul(first, zx!), add(mul(curvature, mul(zx!, zx!)), mul(first, zxx!))];
    return [a, ...along, ...(zt ? [mul(first, zt)] : [])];
  });
}

/** (z, end of u's z, δ, stride): from ∂loss/∂a of every stream to ∂loss/∂z, in place. */
export function backStreams({ derivative, second, third }: Forms<Expression>, streams: 3 | 4): Code {
  return combine(streams, (graph, [d, dx, dxx, dt], [z, zx, zxx, zt]) => {
    const of = (form: Expression) => nodeOf(form, graph, { z: z! });
    const [s1, s2, s3] = [of(derivative), of(second), of(third)];
    const { add, mul } = graph;
    const bent = mul(s2, zx!);
    const twice = add(mul(s3, mul(zx!, zx!)), mul(s2, zxx!));
    const value = add(add(mul(d!, s1), mul(dx!, bent)), mul(dxx!, twice));
    const along = [add(mul(dx!, s1), mul(dxx!, add(bent, bent))), mul(dxx!, s1)];
    if (!zt || !dt) return [value, ...along];
    return [add(value, mul(dt, mul(s2, zt))), ...along, mul(dt, s1)];
  });
}

/** (x, end of its first stream, y, stride): every stream of y = those of `outputs`(y, x), element by element. */
function combine(
  streams: 3 | 4,
  outputs: (graph: Graph, y: readonly Node[], x: readonly Node[]) => readonly Node[],
): Code {
  const [code, x, end, y, stride] = Code.define(['i32', 'i32', 'i32', 'i32']);
  const graph = new Graph();
  const pointers = (first: Local): readonly Local[] => {
    const all = [first];
    while (all.length < streams) {
      const next = code.local('i32');
      code
        .get(all[all.length - 1] as Local, stride)
        .op('i32.add')
        .set(next);
      all.push(next);
    }
    return all;
  };
  const [xs, ys] = [pointers(x), pointers(y)];
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
