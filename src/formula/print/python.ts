/** An expression as Python that calls PyTorch and can be differentiated as often as σ can. */

import * as f from '../graph.ts';
import { type Expression, isComparison, z } from '../graph.ts';

const FUNCTIONS: Readonly<Record<string, string>> = {
  abs: 'torch.abs',
  sign: 'torch.sign',
  sqrt: 'torch.sqrt',
  exp: 'torch.exp',
  expm1: 'torch.expm1',
  log: 'torch.log',
  sin: 'torch.sin',
  cos: 'torch.cos',
  tan: 'torch.tan',
  atan: 'torch.atan',
  tanh: 'torch.tanh',
  sigmoid: 'torch.sigmoid',
  softplus: 'F.softplus',
  erf: 'torch.erf',
  Phi: 'torch.special.ndtr',
  round: 'torch.round',
  floor: 'torch.floor',
};

/** Those of PyTorch's own that are a formula and not a function of it. */
const KNOWN = new Map<Expression, string>([
  [f.relu(z), 'torch.relu'],
  [f.mul(z, f.Phi(z)), 'F.gelu'],
  [f.mul(z, f.sigmoid(z)), 'F.silu'],
  [f.where(f.less(z, f.constant(0)), f.expm1(z), z), 'F.elu'],
  [f.mul(z, f.tanh(f.softplus(z))), 'F.mish'],
  [f.div(z, f.add(f.constant(1), f.abs(z))), 'F.softsign'],
  [
    f.where(
      f.less(z, f.constant(0)),
      f.mul(f.constant(1.0507009873554805 * 1.6732632423543772), f.expm1(z)),
      f.mul(f.constant(1.0507009873554805), z),
    ),
    'F.selu',
  ],
  [
    f.mul(z, f.min(f.max(f.add(f.div(z, f.constant(6)), f.constant(0.5)), f.constant(0)), f.constant(1))),
    'F.hardswish',
  ],
]);

/** σ as a function: by its name where PyTorch has it, else a lambda of `z`. */
export function pythonFunction(formula: Expression): string {
  const name = KNOWN.get(formula) ?? (formula.operands[0] === z ? FUNCTIONS[formula.op] : undefined);
  return name ?? `lambda z: ${leaky(formula) ?? reckoned(formula, 0)}`;
}

/** PyTorch's own rectifier with a slope, which is one kernel. */
function leaky({ op, operands }: Expression): string | null {
  const [condition, high, low] = operands as [Expression, Expression, Expression];
  if (op !== 'where' || condition !== f.greater(z, f.constant(0)) || high !== z) return null;
  return low.op === 'mul' && low.operands[1] === z ? `F.leaky_relu(z, ${number(low.operands[0]!.value)})` : null;
}

/** Binding strengths of Python's operators. */
const [COMPARISON, SUM, PRODUCT, SIGN, POWER] = [1, 2, 3, 4, 5];

const bracketed = (text: string, strength: number, needed: number): string => (strength < needed ? `(${text})` : text);

function written(node: Expression, needed: number): string {
  const { op, operands, value } = node;
  const [a, b, c] = operands as [Expression, Expression, Expression];
  const infix = (symbol: string, strength: number, right = strength + 1): string =>
    bracketed(`${reckoned(a, strength)} ${symbol} ${reckoned(b, right)}`, strength, needed);
  switch (op) {
    case 'z':
      return 'z';
    case 'constant':
      return value < 0 ? bracketed(number(value), SIGN, needed) : number(value);
    case 'add':
      return infix('+', SUM, SUM);
    case 'sub':
      return infix('-', SUM);
    case 'mul':
      return infix('*', PRODUCT, PRODUCT);
    case 'div':
      return infix('/', PRODUCT);
    case 'neg':
      return bracketed(`-${reckoned(a, SIGN)}`, SIGN, needed);
    case 'power':
      return bracketed(raised(reckoned(a, POWER + 1), number(value)), POWER, needed);
    case 'pow':
      return bracketed(raised(reckoned(a, POWER + 1), reckoned(b, POWER)), POWER, needed);
    case 'max':
      return extreme('max', a, b);
    case 'min':
      return extreme('min', a, b);
    case 'less':
      // What is compared with a number stands first.
      return a.op === 'constant'
        ? bracketed(`${reckoned(b, COMPARISON + 1)} > ${reckoned(a, COMPARISON + 1)}`, COMPARISON, needed)
        : infix('<', COMPARISON);
    case 'lessEqual':
      return infix('<=', COMPARISON);
    case 'equal':
      return infix('==', COMPARISON);
    case 'where':
      return branches(a, b, c);
    case 'phi':
      return bracketed(`torch.exp(-${reckoned(a, POWER + 1)} ** 2 / 2) / math.sqrt(2 * math.pi)`, PRODUCT, needed);
    default: {
      const name = FUNCTIONS[op];
      if (name === undefined) throw new RangeError(`There is no PyTorch function for ${op}.`);
      return `${name}(${reckoned(a, 0)})`;
    }
  }
}

/** base^exponent; spaces keep apart what is more than a name. */
export const raised = (base: string, exponent: string): string =>
  /^\w+$/.test(base) ? `${base}**${exponent}` : `${base} ** ${exponent}`;

/** A comparison that is reckoned with is a number. */
const reckoned = (node: Expression, needed: number): string =>
  isComparison(node) ? `(${written(node, 0)}).to(z.dtype)` : written(node, needed);

function extreme(name: 'max' | 'min', a: Expression, b: Expression): string {
  if (b.op !== 'constant')
    return `torch.${name === 'max' ? 'maximum' : 'minimum'}(${reckoned(a, 0)}, ${reckoned(b, 0)})`;
  if (name === 'max' && b.value === 0) return `torch.relu(${reckoned(a, 0)})`;
  return `torch.clamp(${reckoned(a, 0)}, ${name === 'max' ? 'min' : 'max'}=${number(b.value)})`;
}

/**
 * PyTorch differentiates both branches, and what overflows in the one that is not taken makes the gradient NaN: where
 * the condition is a bound of z, each branch sees z on its own side alone.
 */
function branches(condition: Expression, whenTrue: Expression, whenFalse: Expression): string {
  const [a, b] = condition.operands as [Expression, Expression];
  const below = isComparison(condition) && a === z && b.op === 'constant' ? b.value : null;
  const above = isComparison(condition) && b === z && a.op === 'constant' ? a.value : null;
  const held = (branch: Expression, side: 'low' | 'high', bound: number): string => {
    if (!needsCare(branch)) return tensor(branch);
    const kept = side === 'low' ? f.min(z, f.constant(bound)) : f.max(z, f.constant(bound));
    return tensor(f.applied(branch, kept));
  };
  const test = isComparison(condition) ? written(condition, 0) : `${reckoned(condition, COMPARISON + 1)} != 0`;
  if (condition.op !== 'equal' && below !== null) {
    return `torch.where(${test}, ${held(whenTrue, 'low', below)}, ${held(whenFalse, 'high', below)})`;
  }
  if (condition.op !== 'equal' && above !== null) {
    return `torch.where(${test}, ${held(whenTrue, 'high', above)}, ${held(whenFalse, 'low', above)})`;
  }
  return `torch.where(${test}, ${tensor(whenTrue)}, ${tensor(whenFalse)})`;
}

/** Functions that leave their range or their domain. */
const needsCare = (branch: Expression): boolean =>
  f.nodesOf(branch).some(({ op }) => ['exp', 'expm1', 'log', 'sqrt', 'pow', 'div'].includes(op));

/** A branch is a tensor, or a plain number. */
const tensor = (branch: Expression): string => (branch.op === 'constant' ? number(branch.value) : reckoned(branch, 0));

function number(value: number): string {
  if (value === Math.PI) return 'math.pi';
  return value === Math.E ? 'math.e' : String(value);
}
