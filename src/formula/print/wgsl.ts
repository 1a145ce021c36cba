/** An expression as the body of a WGSL function of `z: f32`. */
import { type Bounds, boundsOf } from '../bounds.ts';
import { FORMS, type Forms, float32Forms, formsOf } from '../float32/forms.ts';
import { EXP_RANGE } from '../float32/simulate.ts';
import { type Expression, isComparison, nodesOf } from '../graph.ts';

/** σ to σ‴ of a formula, each as the body of a function of `z: f32`. */
export function wgslForms(formula: Expression): Forms<string> {
  const forms = float32Forms(formula);
  return formsOf((order) => wgslBody(forms[FORMS[order]]));
}

/** `let` lines for what is needed twice, and a `return`. */
export function wgslBody(root: Expression): string {
  const uses = new Map<Expression, number>();
  for (const node of nodesOf(root)) {
    for (const operand of node.operands) {
      uses.set(operand, (uses.get(operand) ?? 0) + (node.op === 'power' ? node.value : 1));
    }
  }
  const names = new Map<Expression, string>();
  const lines: string[] = [];
  for (const node of nodesOf(root)) {
    const text = written(node, (operand) => names.get(operand)!);
    const kept = (uses.get(node) ?? 0) > 1 && node.operands.length > 0 && !isComparison(node);
    names.set(node, kept ? `v${lines.length}` : text);
    if (kept) lines.push(`let v${lines.length} = ${text};`);
  }
  return [...lines, `return ${number(root, names.get(root)!)};`].join(' ');
}

/**
 * `let` lines for values of the names given, in letters that have a value under their own name or as `letters` says. A
 * value that stands in a later one is taken from there. Products are taken from the left.
 */
export function wgslLets(
  values: Readonly<Record<string, Expression>>,
  letters: Readonly<Record<string, string>> = {},
): string {
  const known = new Map<Expression, string>();
  const textOf = (node: Expression): string => {
    const text = known.get(node);
    if (text !== undefined) return text;
    if (node.op === 'parameter') return letters[node.name] ?? node.name;
    return node.op === 'mul' || node.op === 'power' ? `(${factorsOf(node).join(' * ')})` : written(node, textOf);
  };
  const factorsOf = (node: Expression): readonly string[] => {
    if (known.has(node)) return [textOf(node)];
    if (node.op === 'mul') return node.operands.flatMap(factorsOf);
    return node.op === 'power' ? Array.from({ length: node.value }, () => textOf(node.operands[0]!)) : [textOf(node)];
  };
  return Object.entries(values)
    .map(([name, value]) => {
      const line = `let ${name} = ${textOf(value)};`;
      known.set(value, name);
      return line;
    })
    .join(' ');
}

/** A comparison is a bool there, and a number where it is reckoned with. */
const number = (node: Expression, text: string): string => (isComparison(node) ? `select(0.0, 1.0, ${text})` : text);

const INFIX: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  less: '<',
  lessEqual: '<=',
  equal: '==',
};

function written(node: Expression, textOf: (operand: Expression) => string): string {
  const { op, operands, value } = node;
  const [a = '', b = '', c = ''] = operands.map((operand, i) =>
    op === 'where' && i === 0 ? textOf(operand) : number(operand, textOf(operand)),
  );
  const infix = INFIX[op];
  if (infix !== undefined) return `(${a} ${infix} ${b})`;
  switch (op) {
    case 'z':
      return 'z';
    case 'constant':
      return literal(value);
    case 'neg':
      return `(-${a})`;
    case 'power':
      return `(${Array.from({ length: value }, () => a).join(' * ')})`;
    case 'exp':
      return `exp(${forExp(a, boundsOf(operands[0]!))})`;
    case 'where':
      return `select(${c}, ${b}, ${isComparison(operands[0]!) ? a : `(${a} != 0.0)`})`;
    case 'abs':
    case 'sign':
    case 'sqrt':
    case 'log':
    case 'round':
    case 'floor':
      return `${op}(${a})`;
    case 'min':
    case 'max':
      return `${op}(${a}, ${b})`;
    default:
      throw new RangeError(`There is no float32 form of ${op}.`);
  }
}

/** Held where exp is a number of float32; a side that the argument never comes to costs nothing. */
function forExp(argument: string, [low, high]: Bounds): string {
  const [least, most] = EXP_RANGE;
  const above = low < least ? `max(${argument}, ${least}.0)` : argument;
  return high > most ? `min(${above}, ${most}.0)` : above;
}

/** What float32 makes of it. */
function literal(value: number): string {
  const text = `${Math.abs(value)}f`;
  return value < 0 || Object.is(value, -0) ? `(-${text})` : text;
}
