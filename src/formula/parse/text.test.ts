import { expect, test } from 'vitest';
import { parseFormula } from './parse.ts';
import { formulaText } from './text.ts';

function parsed(text: string) {
  const reading = parseFormula(text);
  if ('error' in reading) throw new Error(`${text}: ${reading.error.message}`);
  return reading.formula;
}

test.each([
  ['max(z,0)^2', 'max(0, z)^2'],
  ['z*max(0,1+z)**2', 'z * max(0, 1 + z)^2'],
  ['z>0', 'z > 0'],
  ['z<=a', 'z <= a'],
  ['where(-1<z<=2,z,0)', 'where((z > -1) * (z <= 2), z, 0)'],
  ['(z<1)<a', '(z < 1) < a'],
  ['-(2z)', '-2 * z'],
  ['-(a z)', '-a * z'],
  ['a-(-2)z', 'a + 2 * z'],
  ['a-(b-z)', 'a - (b - z)'],
  ['a-(b*z)', 'a - b * z'],
  ['(a+b)*z', '(a + b) * z'],
  ['(a*b)*(z*c)', 'a * b * (z * c)'],
  ['2(a(b z))', '2 * a * (b * z)'],
  ['a/(b/z)', 'a / (b / z)'],
  ['(a/b)/z', 'a / b / z'],
  ['z/(-b)', 'z / -b'],
  ['(-z)^3', '(-z)^3'],
  ['-(z^3)', '-z^3'],
  ['a^(-z)', 'a^-z'],
  ['a^(-(z*b))', 'a^(-z * b)'],
  ['(a^b)^z', '(a^b)^z'],
  ['a^(b^z)', 'a^b^z'],
  ['2^(z/a)', '2^(z / a)'],
  ['|z|', 'abs(z)'],
  ['exp(z)-1', 'exp(z) - 1'],
  ['a(exp(z)-1)', 'a * (exp(z) - 1)'],
  ['z^64*z', 'z^64 * z'],
  ['z^65', 'z^65'],
  ['z^-2', 'z^-2'],
])('%s is written %s', (text, canonical) => {
  expect(formulaText(parsed(text))).toBe(canonical);
  expect(parsed(canonical)).toBe(parsed(text));
});

test.each([
  ['z/3+1/3', 'z / 3 + 1 / 3'],
  ['2pi*z', '2 * pi * z'],
  ['z*pi/180', 'pi * z / 180'],
  ['z*sqrt(2/pi)', 'sqrt(2 / pi) * z'],
  ['z/sqrt(2)', 'z / sqrt(2)'],
  ['(1/sqrt(2*pi))*z', '1 / sqrt(2 * pi) * z'],
  ['z+e/1', 'z + e'],
  ['-z/7', '-z / 7'],
  ['1.0507009873554805z', '1.0507009873554805 * z'],
  ['1e-7z', '1e-7 * z'],
  ['1e21z', '1e21 * z'],
])('numbers as somebody would type them: %s is written %s', (text, canonical) => {
  expect(formulaText(parsed(text))).toBe(canonical);
  expect(parsed(canonical)).toBe(parsed(text));
});

test('no bracket can go', () => {
  for (const text of ['a - (b - z)', 'a / (b * z)', '(a + b)^z', '-(a + z)', '(a < z) * b', 'a * (b / z)', '(-z)^a']) {
    const formula = parsed(text);
    expect(formulaText(formula)).toBe(text);
    const without = parseFormula(text.replace(/[()]/g, ''));
    expect('formula' in without && without.formula === formula, text).toBe(false);
  }
});
