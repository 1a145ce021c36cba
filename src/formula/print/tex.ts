/** An expression as TeX for KaTeX, as a person would write it. */
import type { Expression } from '../graph.ts';

/** How strongly what is written holds together: a sum least. */
type Strength = 'comparison' | 'sum' | 'sign' | 'product' | 'atom';
const ORDER: readonly Strength[] = ['comparison', 'sum', 'sign', 'product', 'atom'];

interface Text {
  readonly tex: string;
  readonly strength: Strength;
}

const text = (tex: string, strength: Strength): Text => ({ tex, strength });
const atom = (tex: string): Text => text(tex, 'atom');

export const texOf = (root: Expression): string => within(written(root), 'sum');

/** In brackets where it holds less than is needed. */
function within({ tex, strength }: Text, needed: Strength): string {
  // Iverson's brackets: 1 where it holds, else 0.
  if (strength === 'comparison' && needed !== 'comparison') return `\\left[${tex}\\right]`;
  return ORDER.indexOf(strength) < ORDER.indexOf(needed) ? `\\left(${tex}\\right)` : tex;
}

const NAMES: Readonly<Record<string, string>> = {
  log: '\\log',
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  atan: '\\arctan',
  tanh: '\\tanh',
  sigmoid: '\\operatorname{sigmoid}',
  sigmoidSlope: "\\operatorname{sigmoid}'",
  erf: '\\operatorname{erf}',
  bell: "\\operatorname{erf}'",
  sign: '\\operatorname{sign}',
  round: '\\operatorname{round}',
};
const COMPARISONS: Readonly<Record<string, string>> = { less: '<', lessEqual: '\\le', equal: '=' };

function written(node: Expression): Text {
  const { op, operands, value, name } = node;
  const [a, b, c] = operands as [Expression, Expression, Expression];
  switch (op) {
    case 'z':
      return atom('z');
    case 'parameter':
      return atom(name);
    case 'constant':
      return number(value);
    case 'add':
      return text(`${within(written(a), 'sum')} + ${within(written(b), 'product')}`, 'sum');
    case 'sub':
      return text(`${within(written(a), 'sum')} - ${within(written(b), 'product')}`, 'sum');
    case 'neg':
      return text(`-${within(written(a), 'product')}`, 'sign');
    case 'mul':
      return product(a, b);
    case 'div':
      return atom(`\\frac{${texOf(a)}}{${texOf(b)}}`);
    case 'power':
      return raised(a, String(value));
    case 'pow':
      return raised(a, texOf(b));
    case 'sqrt':
      return atom(`\\sqrt{${texOf(a)}}`);
    case 'exp':
      return atom(`e^{${texOf(a)}}`);
    case 'expm1':
      return text(`e^{${texOf(a)}} - 1`, 'sum');
    case 'sech2':
      return atom(`\\frac{1}{\\cosh^{2} ${argument(a)}}`);
    case 'softplus':
      return atom(`\\log(1 + e^{${texOf(a)}})`);
    case 'sigmoid':
      return atom(`\\frac{1}{1 + e^{${negated(a)}}}`);
    case 'abs':
      return atom(`\\lvert ${texOf(a)} \\rvert`);
    case 'floor':
      return atom(`\\lfloor ${texOf(a)} \\rfloor`);
    case 'Phi':
      return atom(`\\Phi(${texOf(a)})`);
    case 'phi':
      return atom(`\\varphi(${texOf(a)})`);
    case 'max':
      // The paper's order.
      return atom(b.op === 'constant' ? `\\max(${texOf(b)}, ${texOf(a)})` : `\\max(${texOf(a)}, ${texOf(b)})`);
    case 'min':
      return atom(`\\min(${texOf(a)}, ${texOf(b)})`);
    case 'less':
    case 'lessEqual':
    case 'equal':
      if (op === 'less' && a.op === 'constant') return text(`${texOf(b)} > ${texOf(a)}`, 'comparison');
      return text(`${texOf(a)} ${COMPARISONS[op]} ${texOf(b)}`, 'comparison');
    case 'where':
      return atom(`\\begin{cases} ${texOf(b)} & ${condition(a)} \\\\ ${texOf(c)} & \\text{else} \\end{cases}`);
    default:
      return text(`${NAMES[op]} ${argument(a)}`, 'product');
  }
}

/** Of a function: bare where it is one letter. */
const argument = (a: Expression): string => {
  const { tex } = written(a);
  return tex.length === 1 ? tex : `\\left(${tex}\\right)`;
};

const negated = (a: Expression): string =>
  a.op === 'neg' ? texOf(a.operands[0]!) : `-${within(written(a), 'product')}`;

const condition = (a: Expression): string => (a.op in COMPARISONS ? written(a).tex : `${texOf(a)} \\ne 0`);

function raised(base: Expression, exponent: string): Text {
  const { tex, strength } = written(base);
  const bare = strength === 'atom' && !/^(e\^|\\frac|\\varphi|\d+ \\cdot)/.test(tex) && !/\^\{[^}]*\}$/.test(tex);
  return atom(`${bare ? tex : `\\left(${tex}\\right)`}^{${exponent}}`);
}

function product(a: Expression, b: Expression): Text {
  if (b.op === 'sigmoid') return atom(`\\frac{${texOf(a)}}{1 + e^{${negated(b.operands[0]!)}}}`);
  if (a.op === 'constant' && a.value === 0.5) return atom(`\\frac{${texOf(b)}}{2}`);
  const [left, right] = [within(written(a), 'product'), within(written(b), 'product')];
  // A number behind something would be read as part of it.
  if (/^[\d]/.test(right)) return text(`${left} \\cdot ${right}`, 'product');
  const space = /^\\(max|min|log|sin|cos|tan|arctan|tanh|left|operatorname)/.test(right) ? ' ' : '\\,';
  return text(`${left}${space}${right}`, 'product');
}

/** π and e by their names, other numbers to six digits. */
function number(value: number): Text {
  if (value === Math.PI) return atom('\\pi');
  if (value === Math.E) return atom('e');
  const [mantissa, exponent] = String(Number(Math.abs(value).toPrecision(6))).split('e');
  const tex = exponent === undefined ? mantissa! : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
  return value < 0 ? text(`-${tex}`, 'sign') : text(tex, exponent === undefined ? 'atom' : 'product');
}
