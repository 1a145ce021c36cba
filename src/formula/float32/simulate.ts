/** What an engine would compute: each operation rounded to float32, NaN once one has left its range. */
import { FUNCTIONS, type Unary } from '../functions.ts';
import { type Expression, nodesOf } from '../graph.ts';

export const FLOAT32_MAX = 3.4028234663852886e38;

/** Arguments that the engines' exp takes; beyond, its value is that at the end. */
export const EXP_RANGE = [-87, 88] as const;

/** @param saturates exp stays at the ends of its range, as that of the engines' kernels does. */
export function float32Of(root: Expression, saturates: boolean): (z: number) => number {
  const nodes = nodesOf(root);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const operands = nodes.map((node) => node.operands.map((operand) => place.get(operand)!));
  const values = new Float64Array(nodes.length);
  const rules = nodes.map((node) => ruleOf(node, saturates));
  return (x) => {
    const z = Math.fround(x);
    for (let i = 0; i < nodes.length; i++) {
      const [a = 0, b = 0, c = 0] = operands[i]!;
      const value = rules[i]!(values[a]!, values[b]!, values[c]!, z);
      const rounded = Math.fround(value);
      values[i] = Number.isFinite(rounded) ? rounded : Number.NaN;
    }
    return values[nodes.length - 1]!;
  };
}

type Rule = (a: number, b: number, c: number, z: number) => number;

function ruleOf({ op, value }: Expression, saturates: boolean): Rule {
  switch (op) {
    case 'z':
      return (_a, _b, _c, z) => z;
    case 'constant':
      return () => value;
    case 'where':
      return (a, b, c) => (a !== 0 ? b : c);
    case 'power':
      return (a) => {
        let product = 1;
        for (let k = Math.abs(value); k > 0; k--) product = Math.fround(product * a);
        return value < 0 ? 1 / product : product;
      };
    case 'exp':
      return saturates ? (a) => Math.exp(Math.max(EXP_RANGE[0], Math.min(EXP_RANGE[1], a))) : Math.exp;
    default:
      return op in FUNCTIONS ? FUNCTIONS[op as Unary] : BINARY[op]!;
  }
}

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  pow: (a, b) => a ** b,
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  equal: (a, b) => Number(a === b),
};
