import { describe, expect, test } from 'vitest';
import * as f from '../graph.ts';
import { TYPED } from '../testing.ts';
import { LIMITS } from './bounds.ts';
import { parseFormula } from './parse.ts';

const { z, constant: c } = f;
const [a, b] = [f.parameter('a'), f.parameter('b')];

function parsed(text: string): f.Expression {
  const reading = parseFormula(text);
  if ('error' in reading) throw new Error(`${text}: ${reading.error.message}`);
  return reading.formula;
}

function refused(text: string): { at: number | null; message: string } {
  const reading = parseFormula(text);
  return 'error' in reading ? reading.error : expect.fail(`${text} is read`);
}

describe('what is read', () => {
  // phi is no name for who types: next to Phi it would be taken for it.
  test.each(Object.entries(TYPED).filter(([text]) => !text.includes('phi')))('%s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  test.each([
    ['.5 + z', f.add(c(0.5), z)],
    ['4.z', f.mul(c(4), z)],
    ['2.5e-3 * z', f.mul(c(0.0025), z)],
    ['2E3z', f.mul(c(2000), z)],
  ])('numbers: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each([
    ['-z^2', f.neg(f.power(z, 2))],
    ['(-z)^3', f.power(f.neg(z), 3)],
    ['2^z^2', f.pow(c(2), f.power(z, 2))],
    ['z^-2^2', f.power(z, -4)],
    ['2^-z', f.pow(c(2), f.neg(z))],
    ['z - a - b', f.sub(f.sub(z, a), b)],
    ['z / a / b', f.div(f.div(z, a), b)],
    ['z / a * b', f.mul(f.div(z, a), b)],
    ['-z / a + b', f.add(f.neg(f.div(z, a)), b)],
    ['a + b * z^3', f.add(a, f.mul(b, f.power(z, 3)))],
    ['a * -z', f.neg(f.mul(a, z))],
    ['--z', z],
    ['+z', z],
    ['z + 1 < a * z', f.less(f.add(z, c(1)), f.mul(a, z))],
  ])('precedence: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each([
    ['z < 1', f.less(z, c(1))],
    ['z <= 1', f.lessEqual(z, c(1))],
    ['z > 1', f.less(c(1), z)],
    ['z >= 1', f.lessEqual(c(1), z)],
    ['z * (z == 1)', f.mul(z, f.equal(z, c(1)))],
    ['z ≤ 1', f.lessEqual(z, c(1))],
    ['z ≥ 1', f.lessEqual(c(1), z)],
    ['0 < z < 1', f.mul(f.less(c(0), z), f.less(z, c(1)))],
    ['where(z < a, 0, z)', f.where(f.less(z, a), c(0), z)],
  ])('comparisons: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each(
    (
      [
        'abs',
        'sign',
        'sqrt',
        'exp',
        'log',
        'sin',
        'cos',
        'tan',
        'atan',
        'tanh',
        'sigmoid',
        'softplus',
        'erf',
        'Phi',
      ] as const
    ).map((name) => [`z + ${name}(z)`, f.add(z, f.unary(name, z))] as const),
  )('functions: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each([
    ['relu(z)', f.relu(z)],
    ['max(z, 0)', f.relu(z)],
    ['min(6, z, a)', f.min(f.min(c(6), z), a)],
    ['tanh (z)', f.tanh(z)],
    ['ln(2 + z^2)', f.log(f.add(c(2), f.power(z, 2)))],
    ['arctan(z)', f.atan(z)],
    ['Φ(z)', f.Phi(z)],
    ['sin(π z)', f.sin(f.mul(c(Math.PI), z))],
    ['pi * e * z', f.mul(c(Math.PI * Math.E), z)],
    ['e^z', f.exp(z)],
    ['a z + b', f.add(f.mul(a, z), b)],
    ['c(z + d)', f.mul(f.parameter('c'), f.add(z, f.parameter('d')))],
  ])('names: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each([
    ['z**3', f.power(z, 3)],
    ['z²', f.power(z, 2)],
    ['z³ − z·2×a', f.sub(f.power(z, 3), f.mul(f.mul(c(2), z), a))],
    ['z ÷ 3', f.div(z, c(3))],
    ['|z|', f.abs(z)],
    ['|z - |z| |', f.abs(f.sub(z, f.abs(z)))],
    ['||z| - 1|', f.abs(f.sub(f.abs(z), c(1)))],
    ['2|z|', f.mul(c(2), f.abs(z))],
    ['|z|(z)', f.mul(f.abs(z), z)],
    ['|(2|z|)|', f.abs(f.mul(c(2), f.abs(z)))],
    ['\tz  +\n1 ', f.add(z, c(1))],
  ])('other ways to write it: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test.each([
    ['2z', f.mul(c(2), z)],
    ['2 sin(z)', f.mul(c(2), f.sin(z))],
    ['z(z+1)', f.mul(z, f.add(z, c(1)))],
    ['z(z+1)^2', f.mul(z, f.power(f.add(z, c(1)), 2))],
    ['(z+1)(z-1)', f.mul(f.add(z, c(1)), f.sub(z, c(1)))],
    ['2z^2', f.mul(c(2), f.power(z, 2))],
    ['2z/3', f.div(f.mul(c(2), z), c(3))],
    ['z^2 sin(z)', f.mul(f.power(z, 2), f.sin(z))],
    ['z^(2)(z+1)', f.mul(f.power(z, 2), f.add(z, c(1)))],
    ['sin(z)(z+1)', f.mul(f.sin(z), f.add(z, c(1)))],
    ['z -1', f.sub(z, c(1))],
    ['2e z', f.mul(c(2 * Math.E), z)],
  ])('products without a sign: %s', (text, expected) => expect(parsed(text)).toBe(expected));

  test('y + -2 * z is y - 2 * z, -1 / z is -(1 / z), and 0 has no sign', () => {
    expect(parsed('a + -2 * z')).toBe(parsed('a - 2 * z'));
    expect(parsed('a - -2 * z')).toBe(parsed('a + 2 * z'));
    expect(parsed('z + (-1)')).toBe(parsed('z - 1'));
    expect(parsed('-(-1 - z)')).toBe(parsed('z + 1'));
    expect(parsed('(-1) / z')).toBe(parsed('-(1 / z)'));
    expect(parsed('max(z, 0 * (-1))')).toBe(parsed('max(z, 0)'));
  });
});

const OPERAND = 'a number, z, a letter a to d, a function or a bracket';

describe('what is refused, where and with which sentence', () => {
  test.each([
    ['', 0, 'Type a formula of z, such as max(0, z)^2.'],
    ['  ', 0, 'Type a formula of z, such as max(0, z)^2.'],
    ['z +', 3, `The formula ends too early: ${OPERAND} is missing.`],
    ['z + )', 4, `) cannot stand here: ${OPERAND} is expected.`],
    ['z * / 2', 4, `/ cannot stand here: ${OPERAND} is expected.`],
    ['sin()', 4, `) cannot stand here: ${OPERAND} is expected.`],
    ['sin(z', 5, 'The formula ends too early: ) is missing.'],
    ['2 * (z + 1', 10, 'The formula ends too early: ) is missing.'],
    ['|z', 2, 'The formula ends too early: | is missing.'],
    ['(|z)', 3, ') cannot stand here: an operator such as + or * or | is expected.'],
    ['z)', 1, ') cannot stand here: an operator such as + or * or the end is expected.'],
    ['2 3 z', 2, '3 cannot stand here: an operator such as + or * or the end is expected.'],
    ['z2', 1, '2 cannot stand here: an operator such as + or * or the end is expected.'],
    ['z $ 2', 2, '$ cannot stand here: an operator such as + or * or the end is expected.'],
    ['z + 😀', 4, `😀 cannot stand here: ${OPERAND} is expected.`],
    ['0,5 z', 1, 'A comma cannot stand here: decimals have a point, as in 0.5.'],
    ['y = z^2', 2, 'A single = has no meaning here: == compares, and only what stands after f(z) = is typed.'],
  ])('grammar: %j', (text, at, message) => expect(refused(text)).toEqual({ at, message }));

  test.each([
    ['1/2z', 3, 'After / a product needs its * or brackets: 1/2 z may mean 1/(2*z) or 1/2*z.'],
    ['1 / -2 z', 7, 'After / a product needs its * or brackets: 1/2 z may mean 1/(2*z) or 1/2*z.'],
    ['e^2z', 3, 'After an exponent a product needs a * or a blank: e^2z may mean e^(2*z) or e^2*z.'],
  ])('what may mean two things: %s', (text, at, message) => expect(refused(text)).toEqual({ at, message }));

  test.each([
    ['1 + sni(z)', 4, 'sni is not known. Did you mean sin?'],
    ['sigmoyd(z)', 0, 'sigmoyd is not known. Did you mean sigmoid?'],
    ['phi(z)', 0, 'phi is not known. Did you mean Phi?'],
    ['Pi z', 0, 'Pi is not known. Did you mean pi?'],
    ['x^2', 0, 'x is not known. Use z, the variable.'],
    ['if(z < 0, 0, z)', 0, 'if is not known. Use where.'],
    ['1 + az', 4, 'az is not known. A product of letters has * between them: a*z.'],
    ['2 sin z', 2, 'sin needs brackets: sin(z).'],
    ['max(z)', 0, 'max takes 2 values or more, as in max(0, z), not 1.'],
    ['z + where(z, 1)', 4, 'where takes 3 values, as in where(z < 0, 0, z), not 2.'],
    ['tanh(z, 1)', 0, 'tanh takes 1 value, as in tanh(z), not 2.'],
  ])('names: %s', (text, at, message) => expect(refused(text)).toEqual({ at, message }));

  test('a name like no other: all names are listed', () => {
    expect(refused('frobnicate(z)').message).toMatch(
      /^frobnicate is not known\. Names are z, a to d, pi, e, and where, .*Phi, relu\.$/,
    );
  });

  // What every object has is no name.
  test.each(['constructor(z)', 'z + toString', 'valueOf(z)'])('%s', (text) => {
    expect(refused(text).message).toContain('is not known.');
  });

  test.each([
    ['z + 1e400', 4, '1e400 is too large a number: the largest is about 1.8e308.'],
    ['z + 1e-400', 4, '1e-400 is too small a number: it rounds to 0.'],
    ['z / 0', 4, 'This divides by 0.'],
    ['z / (1 - 1)', 4, 'This divides by 0.'],
    ['z + log(-1)', 4, 'What is computed of numbers here is no finite number.'],
    ['z + 1e200 * 1e200', 4, 'What is computed of numbers here is no finite number.'],
    ['1e200 * z * 1e200', 0, 'What is computed of numbers here is no finite number.'],
  ])('numbers: %s', (text, at, message) => expect(refused(text)).toEqual({ at, message }));

  test.each([
    ['2 * pi', 'An activation depends on z, and here is no z.'],
    ['a + b', 'An activation depends on z, and here is no z.'],
    ['z - z', 'An activation depends on z, and here is no z.'],
    ['sin(z)^2 + cos(z)^2', 'This has the same value at every z: no activation.'],
    ['a * (z == 0.3)', 'This has the same value at every z: no activation.'],
    ['sign(2 + z^2) * b', 'This has the same value at every z: no activation.'],
    ['z + 1e308 * a', 'This has the same value at every z: no activation.'],
    ['log(-exp(z))', 'This has no value at any z.'],
    ['sqrt(-1 - a^2 - z^2)', 'This has no value at any z.'],
  ])('what is no activation: %s', (text, message) => expect(refused(text)).toEqual({ at: null, message }));

  test.each([
    'where(z > 100, z, 0)',
    '1e-9 * z',
    '1 + 1e-9 * z',
    '|z - 0.2| < 0.01',
    'where(a > 1, z, 0)',
    '2^z^2',
    'sqrt(z - 20)',
    'where(z < 0, z, 1e308 * a)',
    'z * (1e308 * a * b)',
  ])('%s does vary', (text) => {
    parsed(text);
  });
});

describe('how large a formula may be', () => {
  test('200 characters, blanks not counted; the place is the first too many', () => {
    const fits = `z${' + z'.repeat(20)}${'+0'.repeat(79)}+`;
    expect(fits.replaceAll(' ', '')).toHaveLength(LIMITS.characters);
    expect(refused(fits).at).toBe(fits.length);
    expect(refused(`${fits}1`)).toEqual({ at: fits.length, message: 'A formula has at most 200 characters.' });
    expect(refused(`z${' '.repeat(5000)}`)).toEqual({ at: 1000, message: 'A formula has at most 200 characters.' });
  });

  test('written out it has as many', () => {
    const text = `z * pi * 1.1${'+relu(z^3)'.repeat(18)}`;
    expect(refused(text).message).toMatch(/^A formula has at most 200 characters; written out this has \d+\.$/);
  });

  test('150 numbers, letters and operations', () => {
    // Nothing of it is one expression with its neighbour, and each is typed with one character.
    const text = Array.from({ length: 99 }, (_, i) => 'za'[i % 2]).join('-');
    expect(refused(`${text}`).message).toBe('A formula has at most 150 numbers, letters and operations; this has 197.');
  });

  test('50 operations within each other', () => {
    const within = (count: number) => `${'|1-'.repeat(count)}z${'|'.repeat(count)}`;
    parsed(within(24));
    expect(refused(within(25)).message).toBe('In a formula at most 50 operations are within each other; here 51 are.');
  });
});
