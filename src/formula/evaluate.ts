/** An expression as a float64 function, without `eval`: a tape of instructions over an array of numbers. */
import { FUNCTIONS, type Unary } from './functions.ts';
import { BINARY, type Binary, type Expression, nodesOf, z } from './graph.ts';

/**
 * σ(z). A factor that has come down to 0 wins over one that has left float64: the product is 0, not NaN. That is how
 * z² e^{-z²} ends. Throws RangeError where a parameter has no value yet.
 */
export function compiled(root: Expression): (z: number) => number {
  if (root.op === 'constant') return () => root.value;
  if (root === z) return (x) => x;
  const { run, values, places } = tapeOf([root]);
  const last = places[0]!;
  return (x) => {
    run(x);
    return values[last]!;
  };
}

/** Values of expressions in these letters, the letters' own in their order. */
export function evaluatedIn(
  letters: readonly string[],
  roots: readonly Expression[],
): (...at: readonly number[]) => readonly number[] {
  const { run, values, places } = tapeOf(roots, letters);
  return (...at) => {
    run(0, at);
    return places.map((place) => values[place]!);
  };
}

/** Runs over all nodes of some expressions, each once. */
interface Tape {
  run(z: number, at?: readonly number[]): void;
  readonly values: Float64Array;
  /** Of each expression among the values. */
  readonly places: readonly number[];
}

/** Codes of instructions; two operands' operations have their places in BINARY, from 0 on. */
const POWER = 10;
const WHERE = 11;
const LOG1P = 12;
const CALL = 13;

/** Numbers of an instruction: its code, the place of its value, and three of operands (or what the code says of them). */
const WORDS = 5;

const NAMES = Object.keys(FUNCTIONS) as Unary[];
const CALLS = Object.values(FUNCTIONS);
const NO_LETTERS: readonly number[] = [];

function tapeOf(roots: readonly Expression[], letters: readonly string[] = []): Tape {
  const nodes = nodesOf(...roots);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const values = new Float64Array(nodes.length);
  const code: number[] = [];
  let argument = -1;
  /** Places of the letters. */
  const told = letters.map(() => -1);
  nodes.forEach((node, index) => {
    if (node.op === 'constant') values[index] = node.value;
    else if (node === z) argument = index;
    else if (node.op === 'parameter') {
      const letter = letters.indexOf(node.name);
      if (letter < 0) throw new RangeError(`The parameter ${node.name} has no value.`);
      told[letter] = index;
    } else code.push(...instruction(node, index, place));
  });
  const tape = Int32Array.from(code);
  const run = (x: number, at: readonly number[] = NO_LETTERS): void => {
    if (argument >= 0) values[argument] = x;
    for (let letter = 0; letter < at.length; letter++) {
      if (told[letter]! >= 0) values[told[letter]!] = at[letter]!;
    }
    perform(tape, values);
  };
  return { run, values, places: roots.map((root) => place.get(root)!) };
}

function instruction(node: Expression, at: number, place: ReadonlyMap<Expression, number>): readonly number[] {
  const { op, value, operands } = node;
  const [a = 0, b = 0, c = 0] = operands.map((operand) => place.get(operand)!);
  if (op === 'power') return [POWER, at, a, value, 0];
  const small = op === 'log' ? besideOne(operands[0]!) : null;
  // log(1 + x) where x is small keeps the digits that 1 + x would lose.
  if (small) return [LOG1P, at, place.get(small)!, 0, 0];
  if (op in FUNCTIONS) return [CALL, at, a, NAMES.indexOf(op as Unary), 0];
  return [op === 'where' ? WHERE : BINARY.indexOf(op as Binary), at, a, b, c];
}

/** The x of 1 + x; null for anything else. */
function besideOne({ op, operands }: Expression): Expression | null {
  const one = op === 'add' ? operands.findIndex((operand) => operand.op === 'constant' && operand.value === 1) : -1;
  return one < 0 ? null : operands[1 - one]!;
}

/**
 * Writes the value of every node behind those of its operands. One function for all tapes: a formula of a slider that is
 * dragged is another one at every move, and a function of its own for each of its nodes would never be compiled.
 */
function perform(tape: Int32Array, v: Float64Array): void {
  for (let i = 0; i < tape.length; i += WORDS) {
    const x = v[tape[i + 2]!]!;
    const b = tape[i + 3]!;
    v[tape[i + 1]!] = computed(tape[i]!, x, b, tape[i + 4]!, v);
  }
}

function computed(code: number, x: number, b: number, c: number, v: Float64Array): number {
  switch (code) {
    case 0: // add
      return x + v[b]!;
    case 1: // sub
      return x - v[b]!;
    case 2: // mul
      return product(x, v[b]!);
    case 3: // div
      return x / v[b]!;
    case 4: // min
      return Math.min(x, v[b]!);
    case 5: // max
      return Math.max(x, v[b]!);
    case 6: // pow
      return x ** v[b]!;
    case 7: // less
      return x < v[b]! ? 1 : 0;
    case 8: // lessEqual
      return x <= v[b]! ? 1 : 0;
    case 9: // equal
      return x === v[b]! ? 1 : 0;
    case POWER:
      return wholePower(x, b);
    case WHERE:
      return v[x !== 0 ? b : c]!;
    case LOG1P:
      return Math.log1p(x);
    default:
      return CALLS[b]!(x);
  }
}

function product(x: number, y: number): number {
  const value = x * y;
  return Number.isNaN(value) && (x === 0 || y === 0) && !Number.isNaN(x + y) ? 0 : value;
}

/** x^n by repeated multiplication. */
export function wholePower(x: number, n: number): number {
  let product = 1;
  for (let k = Math.abs(n); k > 0; k--) product *= x;
  return n < 0 ? 1 / product : product;
}

/**
 * The same, finite where only the way to it is not: (e^z - e^{-z})/(e^z + e^{-z}) is ∞/∞ from z = 710 on, and goes on there
 * as the power of |z| that it was before.
 */
export function evaluated(root: Expression): (z: number) => number {
  const value = compiled(root);
  const ends = new Map<1 | -1, { from: number; last: number; degree: number } | null>();
  const endOf = (side: 1 | -1) => {
    for (let from = 2 ** 60; from >= 16; from /= 2) {
      const [last, before] = [value(side * from), value((side * from) / 2)];
      if (!Number.isNaN(last + before)) return { from, last, degree: Math.round(Math.log2(last / before)) || 0 };
    }
    return null;
  };
  return (z) => {
    const found = value(z);
    if (!Number.isNaN(found) || Number.isNaN(z)) return found;
    const side = z < 0 ? -1 : 1;
    let end = ends.get(side);
    if (end === undefined) {
      end = endOf(side);
      ends.set(side, end);
    }
    return end && Math.abs(z) > end.from ? end.last * (Math.abs(z) / end.from) ** end.degree : found;
  };
}

/** σ and its derivatives in float64. */
export interface Evaluation {
  /** σ^(order), order 0 to 3. */
  order(order: number): (z: number) => number;
  /** Writes σ, σ′ and σ″. */
  together(): (z: number, out: Float64Array) => void;
}

/** Writes the values of several expressions; what they share, as σ and its derivatives do, is computed once. */
export function evaluatedTogether(roots: readonly Expression[]): (z: number, out: Float64Array) => void {
  const { run, values, places } = tapeOf(roots);
  const each: ((z: number) => number)[] = [];
  return (x, out) => {
    run(x);
    for (let k = 0; k < places.length; k++) {
      const value = values[places[k]!]!;
      if (Number.isNaN(value)) {
        each[k] ??= evaluated(roots[k]!);
        out[k] = each[k]!(x);
      } else out[k] = value;
    }
  };
}
