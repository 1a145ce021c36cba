/**
 * Arithmetic on vectors of four float32, or of two float64, as a graph: what is written twice is computed once. Each
 * operation is the WebAssembly instruction of the same name.
 */
import type { Code, Local, Operation } from './code.ts';

type Unary = Extract<
  Operation,
  'f32x4.abs' | 'f32x4.neg' | 'f32x4.sqrt' | 'f32x4.floor' | 'f32x4.nearest' | 'f32x4.convert_i32x4_s'
>;
type Binary = Extract<
  Operation,
  | `f32x4.${'add' | 'sub' | 'mul' | 'div' | 'pmin' | 'pmax' | 'eq' | 'lt' | 'gt' | 'le' | 'ge'}`
  | `f64x2.${'add' | 'sub' | 'mul' | 'div'}`
  | `i32x4.${'add' | 'sub'}`
  | `v128.${'and' | 'or' | 'xor'}`
>;

/** A value; the same value is the same object. */
export interface Node {
  readonly id: number;
  /** Writes the instructions; the operands' values are on the stack. */
  readonly write: (code: Code) => void;
  readonly operands: readonly Node[];
}

/** Makes nodes, each once. Of float64 there are constants, sums, products and quotients alone. */
export class Graph {
  readonly #nodes = new Map<string, Node>();
  readonly #lanes: 'f32x4' | 'f64x2';

  constructor(lanes: 'f32x4' | 'f64x2' = 'f32x4') {
    this.#lanes = lanes;
  }

  /** A value that the caller has in a local. */
  variable(local: Local): Node {
    return this.#node(`local ${local.index}`, [], (code) => code.get(local));
  }

  constant(value: number): Node {
    return this.#node(`float ${Object.is(value, -0) ? '-0' : value}`, [], (code) => code[this.#lanes](value));
  }

  /** The same 32 bits in each lane. */
  bits(value: number): Node {
    return this.#node(`bits ${value}`, [], (code) => code.i32x4(value));
  }

  unary(operation: Unary, a: Node): Node {
    return this.#operation(operation, a);
  }

  binary(operation: Binary, a: Node, b: Node): Node {
    return this.#operation(operation, a, b);
  }

  /** The bits of each lane, moved up. */
  shiftLeft(a: Node, count: number): Node {
    return this.#node(`shift ${a.id} ${count}`, [a], (code) => code.i32(count).op('i32x4.shl'));
  }

  /** Where all bits of the mask are set `whenTrue`, where none is `whenFalse`. */
  select(mask: Node, whenTrue: Node, whenFalse: Node): Node {
    return this.#operation('v128.bitselect', whenTrue, whenFalse, mask);
  }

  add = (a: Node, b: Node): Node => this.binary(`${this.#lanes}.add`, a, b);
  sub = (a: Node, b: Node): Node => this.binary(`${this.#lanes}.sub`, a, b);
  mul = (a: Node, b: Node): Node => this.binary(`${this.#lanes}.mul`, a, b);
  div = (a: Node, b: Node): Node => this.binary(`${this.#lanes}.div`, a, b);

  /** Σ_k coefficients[k] x^k by Horner's rule. */
  polynomial(x: Node, coefficients: readonly number[]): Node {
    return coefficients
      .map((coefficient) => this.constant(coefficient))
      .reduceRight((rest, coefficient) => this.add(this.mul(rest, x), coefficient));
  }

  #operation(operation: Operation, ...operands: readonly Node[]): Node {
    const key = [operation, ...operands.map(({ id }) => id)].join(' ');
    return this.#node(key, operands, (code) => code.op(operation));
  }

  #node(key: string, operands: readonly Node[], write: Node['write']): Node {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node = { id: this.#nodes.size, write, operands };
    this.#nodes.set(key, node);
    return node;
  }
}

/** Leaves the value on the stack; a value used more than once goes through a local. */
export function emit(code: Code, root: Node): void {
  emitEach(code, [root], { before: () => {}, after: () => {} });
}

/** The values one after the other, what they have in common computed once; `before` and `after` write around each. */
export function emitEach(
  code: Code,
  roots: readonly Node[],
  { before, after }: { before(index: number): void; after(index: number): void },
): void {
  const uses = new Map<Node, number>();
  const count = (node: Node) => {
    const known = uses.get(node) ?? 0;
    uses.set(node, known + 1);
    if (known === 0) node.operands.forEach(count);
  };
  roots.forEach(count);
  const held = new Map<Node, Local>();
  const write = (node: Node) => {
    const local = held.get(node);
    if (local) {
      code.get(local);
      return;
    }
    node.operands.forEach(write);
    node.write(code);
    // Constants and variables are as cheap to write again.
    if ((uses.get(node) ?? 0) < 2 || node.operands.length === 0) return;
    const fresh = code.local('v128');
    held.set(node, fresh);
    code.tee(fresh);
  };
  roots.forEach((root, index) => {
    before(index);
    write(root);
    after(index);
  });
}
