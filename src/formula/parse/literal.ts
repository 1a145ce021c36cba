/** A number as somebody would type it: 1/3, 2*pi or sqrt(2/pi) where that is it to the last bit, else its digits. */
import { named, number, operation, type Syntax } from './syntax.ts';

export function literal(value: number): Syntax {
  if (value < 0) return operation('neg', literal(-value));
  const digits = String(value).replace('+', '');
  return digits.length <= SHORT ? number(digits) : (fraction(value) ?? constants().get(value) ?? number(digits));
}

/** Longer digits may be those of a rounded number. */
const SHORT = 8;
const LARGEST_DENOMINATOR = 99;
const LARGEST_NUMERATOR = 999;
/** Numbers that stand with pi and under roots. */
const LARGEST_FACTOR = 12;

function fraction(value: number): Syntax | null {
  for (let below = 3; below <= LARGEST_DENOMINATOR; below++) {
    const above = Math.round(value * below);
    if (above > LARGEST_NUMERATOR) return null;
    if (above > 0 && above / below === value) return over(whole(above), whole(below)).syntax;
  }
  return null;
}

let known: ReadonlyMap<number, Syntax> | null = null;

/** What pi, e and roots make with small numbers. */
function constants(): ReadonlyMap<number, Syntax> {
  known ??= tabulated();
  return known;
}

/** A way to write a number, and the value that it has in float64. */
interface Constant {
  readonly value: number;
  readonly syntax: Syntax;
}

const whole = (value: number): Constant => ({ value, syntax: number(`${value}`) });
const pi: Constant = { value: Math.PI, syntax: named('pi') };
const ONE = whole(1);

const over = (a: Constant, b: Constant): Constant =>
  b.value === 1 ? a : { value: a.value / b.value, syntax: operation('div', a.syntax, b.syntax) };
const times = (a: Constant, b: Constant): Constant =>
  a.value === 1 ? b : { value: a.value * b.value, syntax: operation('mul', a.syntax, b.syntax) };
const root = (x: Constant): Constant => ({ value: Math.sqrt(x.value), syntax: operation('sqrt', x.syntax) });

/** Of two ways to write the same number the simpler, which comes first. */
function tabulated(): ReadonlyMap<number, Syntax> {
  const factors = Array.from({ length: LARGEST_FACTOR }, (_, i) => whole(i + 1));
  const multiples = [...factors, ...factors.map((factor) => times(factor, pi))];
  const ratios = [
    ...multiples,
    { value: Math.E, syntax: named('e') },
    over(ONE, { value: Math.E, syntax: named('e') }),
  ];
  for (const above of multiples) for (const below of multiples) if (below.value > 1) ratios.push(over(above, below));
  const roots = [...multiples, ...ratios].map(root);
  const inverse = multiples.map((multiple) => over(ONE, root(multiple)));
  const table = new Map<number, Syntax>();
  for (const { value, syntax } of [...ratios, ...inverse, ...roots]) if (!table.has(value)) table.set(value, syntax);
  return table;
}
