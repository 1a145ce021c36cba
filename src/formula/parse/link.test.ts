import { describe, expect, test } from 'vitest';
import { TYPED } from '../testing.ts';
import { readFormulaLink, writeFormulaLink } from './link.ts';
import { parseFormula } from './parse.ts';

function linked(text: string): string {
  const reading = parseFormula(text);
  if ('error' in reading) throw new Error(`${text}: ${reading.error.message}`);
  return writeFormulaLink(reading.formula);
}

describe('the link of a formula', () => {
  test.each([
    ['z', 'z'],
    ['max(0, z)^2', '0-z-max-2-pow'],
    ['z * max(0, z + 1)^2', 'z-0-z-1-add-max-2-pow-mul'],
    ['where(z < 0, a * (exp(z) - 1), z)', 'z-0-lt-a-z-exp-1-sub-mul-z-where'],
    ['z * Phi(z)', 'z-z-Phi-mul'],
    ['-z / 3 - 2.5e-9', 'z-3-div-neg-2.5em9-sub'],
    ['sin(pi * z) * 1e30 >= 1', '1-1e30-pi-z-mul-sin-mul-le'],
    ['z^-2', 'z-2-neg-pow'],
  ])('%s is %s', (text, link) => {
    expect(linked(text)).toBe(link);
    expect(readFormulaLink(link)).toEqual(parseFormula(text));
  });

  test.each(Object.keys(TYPED).filter((text) => !text.includes('phi')))('%s survives, and ends no link', (text) => {
    const link = linked(text);
    expect(link).toMatch(/^[A-Za-z0-9.]+(-[A-Za-z0-9.]+)*[A-Za-z0-9]$|^z$/);
    const reading = readFormulaLink(link);
    expect('formula' in reading && reading.formula).toBe(TYPED[text]);
  });

  test('is the same for the same expression, however written', () => {
    expect(linked('2z²−|z|·3')).toBe(linked('2 * z^2 - 3 * abs(z)'));
    expect(readFormulaLink('z-0-max-z-1-mul-mul')).toEqual(parseFormula('relu(z) z'));
  });
});

test.each([
  ['', 0, 'Nothing is no number, letter, operator or function.'],
  ['z--add', 2, 'Nothing is no number, letter, operator or function.'],
  ['z-sni', 2, 'sni is no number, letter, operator or function.'],
  ['z-constructor', 2, 'constructor is no number, letter, operator or function.'],
  ['z-.5-add', 2, '.5 is no number, letter, operator or function.'],
  ['z-05-add', 2, '05 is no number, letter, operator or function.'],
  ['z-Z-add', 2, 'Z is no number, letter, operator or function.'],
  ['z-add', 2, 'add takes 2 values, and 1 stands before it.'],
  ['sin', 0, 'sin takes 1 value, and 0 stand before it.'],
  ['z-1', 3, 'The formula ends too early: its 2 parts are not put together.'],
  ['1-2-add', null, 'An activation depends on z, and here is no z.'],
  ['z-1e999-add', 2, '1e999 is too large a number: the largest is about 1.8e308.'],
  ['z-0-div', 2, 'This divides by 0.'],
  [`z${'-neg'.repeat(400)}`, 1000, 'A formula in a link has at most 1000 characters.'],
  [`z${'-sin'.repeat(50)}`, null, 'In a formula at most 50 operations are within each other; here 51 are.'],
])('%s is no formula', (link, at, message) => {
  expect(readFormulaLink(link)).toEqual({ error: { at, message } });
});
