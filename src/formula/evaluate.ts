/** An expression as a float64 function, without `eval`: a tape of instructions over an array of numbers. */
import { FUNCTIONS, type Unary } from './functions.ts';
import { type Binary, type Expression, nodesOf, z } from './graph.ts';

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

function tapeOf(roots: readonly Expression[], letters: readonly string[] = []): Tape {
  const nodes = nodesOf(...roots);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const values = new Float64Array(nodes.length);
  const steps: Step[] = [];
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
    } else if (node.op === 'log' && node.operands[0]!.op === 'add') {
      steps.push(logarithmOfSum(node.operands[0]!, values, index, place));
    } else {
      const [a, b, c] = node.operands.map((operand) => place.get(operand)!);
      steps.push(step(node, values, index, a!, b ?? 0, c ?? 0));
    }
  });
  const run = (x: number, at: readonly number[] = []): void => {
    if (argument >= 0) values[argument] = x;
    at.forEach((value, letter) => {
      if (told[letter]! >= 0) values[told[letter]!] = value;
    });
    for (let i = 0; i < steps.length; i++) steps[i]!();
  };
  return { run, values, places: roots.map((root) => place.get(root)!) };
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

type Step = () => void;

/** log(1 + x) where x is small keeps the digits that 1 + x would lose. */
function logarithmOfSum(sum: Expression, v: Float64Array, at: number, place: ReadonlyMap<Expression, number>): Step {
  const one = sum.operands.findIndex(({ op, value }) => op === 'constant' && value === 1);
  const [whole, rest] = [place.get(sum)!, place.get(sum.operands[1 - one]!)!];
  if (one < 0) {
    return () => {
      v[at] = Math.log(v[whole]!);
    };
  }
  return () => {
    v[at] = Math.log1p(v[rest]!);
  };
}

/** Writes the value of one node behind those of its operands. */
function step(node: Expression, v: Float64Array, at: number, a: number, b: number, c: number): Step {
  const { op, value } = node;
  if (op === 'power') {
    return () => {
      v[at] = wholePower(v[a]!, value);
    };
  }
  if (op === 'where') {
    return () => {
      v[at] = v[v[a]! !== 0 ? b : c]!;
    };
  }
  const binary = STEPS[op as Binary];
  if (binary) return binary(v, at, a, b);
  const apply = FUNCTIONS[op as Unary];
  return () => {
    v[at] = apply(v[a]!);
  };
}

/** x^n by repeated multiplication. */
export function wholePower(x: number, n: number): number {
  let product = 1;
  for (let k = Math.abs(n); k > 0; k--) product *= x;
  return n < 0 ? 1 / product : product;
}

const STEPS: Readonly<Record<Binary, (v: Float64Array, at: number, a: number, b: number) => Step>> = {
  add: (v, at, a, b) => () => {
    v[at] = v[a]! + v[b]!;
  },
  sub: (v, at, a, b) => () => {
    v[at] = v[a]! - v[b]!;
  },
  mul: (v, at, a, b) => () => {
    const [x, y] = [v[a]!, v[b]!];
    const product = x * y;
    const lost = Number.isNaN(product) && (x === 0 || y === 0) && !Number.isNaN(x + y);
    v[at] = lost ? 0 : product;
  },
  div: (v, at, a, b) => () => {
    v[at] = v[a]! / v[b]!;
  },
  min: (v, at, a, b) => () => {
    v[at] = Math.min(v[a]!, v[b]!);
  },
  max: (v, at, a, b) => () => {
    v[at] = Math.max(v[a]!, v[b]!);
  },
  pow: (v, at, a, b) => () => {
    v[at] = v[a]! ** v[b]!;
  },
  less: (v, at, a, b) => () => {
    v[at] = v[a]! < v[b]! ? 1 : 0;
  },
  lessEqual: (v, at, a, b) => () => {
    v[at] = v[a]! <= v[b]! ? 1 : 0;
  },
  equal: (v, at, a, b) => () => {
    v[at] = v[a]! === v[b]! ? 1 : 0;
  },
};
