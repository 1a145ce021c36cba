/**
 * Reads the WGSL expressions in which the catalogue defines activations, so that each is defined once for both kinds
 * of engine: float literals, the variable `z`, + - * /, comparisons, and the functions listed here. WGSL
 * specification, § 8 (expressions) and § 17.5 (numeric built-in functions).
 */
import { exp, log } from './elementary.ts';
import type { Graph, Node } from './expression.ts';

type Builtin = { readonly operands: number; apply(graph: Graph, ...operands: readonly Node[]): Node };

const builtin = <T extends readonly Node[]>(operands: T['length'], apply: (graph: Graph, ...values: T) => Node) =>
  ({ operands, apply }) as Builtin;

// pmin and pmax are one instruction on x86-64, and where the first operand is NaN they give it.
const min = (graph: Graph, a: Node, b: Node) => graph.binary('f32x4.pmin', a, b);
const max = (graph: Graph, a: Node, b: Node) => graph.binary('f32x4.pmax', a, b);

const floor = (graph: Graph, x: Node) => graph.unary('f32x4.floor', x);

const BUILTINS: Readonly<Record<string, Builtin>> = {
  abs: builtin<[Node]>(1, (graph, x) => graph.unary('f32x4.abs', x)),
  clamp: builtin<[Node, Node, Node]>(3, (graph, x, low, high) => min(graph, max(graph, x, low), high)),
  exp: builtin<[Node]>(1, exp),
  floor: builtin<[Node]>(1, floor),
  fract: builtin<[Node]>(1, (graph, x) => graph.sub(x, floor(graph, x))),
  log: builtin<[Node]>(1, log),
  max: builtin<[Node, Node]>(2, max),
  min: builtin<[Node, Node]>(2, min),
  round: builtin<[Node]>(1, (graph, x) => graph.unary('f32x4.nearest', x)),
  select: builtin<[Node, Node, Node]>(3, (graph, whenFalse, whenTrue, mask) => graph.select(mask, whenTrue, whenFalse)),
  sign: builtin<[Node]>(1, sign),
  sqrt: builtin<[Node]>(1, (graph, x) => graph.unary('f32x4.sqrt', x)),
};

/** ±1 with the sign of x, and 0 at 0. */
function sign(graph: Graph, x: Node): Node {
  const signBit = graph.binary('v128.and', x, graph.constant(-0));
  const one = graph.binary('v128.or', signBit, graph.constant(1));
  return graph.select(graph.binary('f32x4.eq', x, graph.constant(0)), x, one);
}

/** Binary operators by binding strength, loosest first; all associate to the left. */
const OPERATORS = [
  { '<': 'f32x4.lt', '<=': 'f32x4.le', '>': 'f32x4.gt', '>=': 'f32x4.ge' },
  { '+': 'f32x4.add', '-': 'f32x4.sub' },
  { '*': 'f32x4.mul', '/': 'f32x4.div' },
] as const satisfies readonly Readonly<Record<string, Parameters<Graph['binary']>[0]>>[];

const TOKEN = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?f?|\.\d+(?:[eE][+-]?\d+)?f?|[A-Za-z_]\w*|[<>]=?|[-+*/(),])/y;

/** The value of the expression, given `z`. Throws SyntaxError, naming what it does not know. */
export function parseWgsl(source: string, graph: Graph, z: Node): Node {
  const tokens = tokenize(source);
  let at = 0;
  const fail = (): never => {
    throw new SyntaxError(`Unexpected “${tokens[at] ?? 'end'}” in the WGSL expression “${source}”.`);
  };
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const expect = (token: string): void => {
    if (!take(token)) fail();
  };

  function binary(level: number): Node {
    const operators = OPERATORS[level] as Readonly<Record<string, Parameters<Graph['binary']>[0]>> | undefined;
    if (!operators) return prefixed();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators[tokens[at] ?? ''];
      if (!operator) return left;
      at++;
      left = graph.binary(operator, left, binary(level + 1));
    }
  }

  function prefixed(): Node {
    return take('-') ? graph.unary('f32x4.neg', prefixed()) : primary();
  }

  function primary(): Node {
    const token = tokens[at++] ?? '';
    if (token === '(') {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (token === 'z') return z;
    const known = BUILTINS[token];
    if (known) return call(known);
    const value = Number(token.replace(/f$/, ''));
    if (token !== '' && !Number.isNaN(value)) return graph.constant(value);
    at--;
    return fail();
  }

  function call({ operands, apply }: Builtin): Node {
    expect('(');
    const values = [binary(0)];
    while (take(',')) values.push(binary(0));
    expect(')');
    return values.length === operands ? apply(graph, ...values) : fail();
  }

  const value = binary(0);
  return at === tokens.length ? value : fail();
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  const text = source.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new SyntaxError(`“${text.slice(start)}” is not WGSL that is known here.`);
    tokens.push(token);
  }
  return tokens;
}
