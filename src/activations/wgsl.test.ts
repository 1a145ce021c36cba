import { describe, expect, test } from 'vitest';
import { SAMPLES } from './samples.ts';

/** What fused-wasm compiles besides + - * / and comparisons (engine/wasm/wgsl.ts); WGSL specification, § 17.5. */
const FUNCTIONS: Readonly<Record<string, (...operands: number[]) => number>> = {
  abs: Math.abs,
  clamp: (x, low, high) => Math.min(Math.max(x!, low!), high!),
  exp: Math.exp,
  floor: Math.floor,
  fract: (x) => x! - Math.floor(x!),
  log: Math.log,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  sign: Math.sign,
  sqrt: Math.sqrt,
};

/** By binding strength, loosest first. */
const OPERATORS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '<': (a, b) => Number(a < b), '>': (a, b) => Number(a > b) },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

type Expression = (z: number) => number;

/**
 * A WGSL expression as a function that rounds each operation to float32 and is NaN once one is not finite; what `select`
 * leaves aside is not computed. Throws SyntaxError at what is not known here.
 */
function strict(source: string): Expression {
  const tokens = source.match(/\d+\.?\d*(?:e[+-]?\d+)?f?|[A-Za-z]\w*|\S/g) ?? [];
  let at = 0;
  const next = (expected?: string): string => {
    const token = tokens[at++] ?? 'end';
    if (expected !== undefined && token !== expected) throw new SyntaxError(`“${token}” in “${source}”`);
    return token;
  };

  function binary(level: number): Expression {
    const operators = OPERATORS[level];
    if (!operators) return primary();
    let left = binary(level + 1);
    for (;;) {
      const apply = operators[tokens[at] ?? ''];
      if (!apply) return left;
      at++;
      const [a, b] = [left, binary(level + 1)];
      left = (z) => finite(apply(a(z), b(z)));
    }
  }

  function primary(): Expression {
    const token = next();
    if (token === 'z') return (z) => z;
    if (/^\d/.test(token)) {
      const value = Math.fround(Number(token.replace(/f$/, '')));
      return () => value;
    }
    if (token === '-') {
      const operand = primary();
      return (z) => -operand(z);
    }
    if (token !== '(') return call(token);
    const inner = binary(0);
    next(')');
    return inner;
  }

  function call(name: string): Expression {
    next('(');
    const operands = [binary(0)];
    while (tokens[at] === ',') {
      at++;
      operands.push(binary(0));
    }
    next(')');
    const [first, second, third] = operands;
    if (name === 'select') return (z) => (third!(z) === 0 ? first! : second!)(z);
    const apply = FUNCTIONS[name];
    if (!apply) throw new SyntaxError(`“${name}” in “${source}”`);
    return (z) => finite(apply(...operands.map((operand) => operand(z))));
  }

  const result = binary(0);
  if (at !== tokens.length) throw new SyntaxError(`“${tokens[at]}” in “${source}”`);
  return result;
}

const finite = (value: number): number => (Number.isFinite(Math.fround(value)) ? Math.fround(value) : Number.NaN);

const FLOAT32_MAX = 3.4028234663852886e38;

/** Both signs, from 1e-38 to the largest that the engines let pass, and closely through where functions bend. */
const GRID = Float32Array.from([
  ...Array.from({ length: 76 * 12 + 1 }, (_, i) => 10 ** (i / 12 - 38)).flatMap((z) => [z, -z]),
  ...Array.from({ length: 3201 }, (_, i) => (i - 1600) / 16),
]);

const FORMS = ['value', 'derivative', 'second', 'third'] as const;

describe.each(SAMPLES.map((a) => [a.id, a] as const))('%s in WGSL', (_, { wgsl, derivatives }) => {
  test.each(FORMS.map((form, order) => [form, order] as const))(
    '%s: made of what every engine compiles, and no operation leaves float32 on the way to a value within it',
    (form, order) => {
      const expression = strict(wgsl[form]);
      // A factor of two for what is summed up on the way.
      const held = GRID.filter((z) => Math.abs(derivatives[order]!(z)) < FLOAT32_MAX / 2);
      expect(held.length).toBeGreaterThan(2000);
      expect([...held.filter((z) => !Number.isFinite(expression(z)))]).toEqual([]);
    },
  );
});
