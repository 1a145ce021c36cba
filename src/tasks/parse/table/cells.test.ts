import { describe, expect, it } from 'vitest';
import { type DecimalMark, digitsOf, type Form, formOf, isMissing, numberIn, tidied } from './cells.ts';

const numberOf = (cell: string, mark: DecimalMark = '.'): number => numberIn(tidied(cell), formOf(tidied(cell)), mark);

describe('a cell', () => {
  it.each<[string, number, number]>([
    ['7', 7, 7],
    ['-7e2', -700, -700],
    ['0.5', 0.5, Number.NaN],
    ['0,5', Number.NaN, 0.5],
    ['.5', 0.5, Number.NaN],
    ['1.5e-3', 0.0015, Number.NaN],
    ['1,5E3', Number.NaN, 1500],
    ['1.017', 1.017, 1017],
    ['1,200', 1200, 1.2],
    ['0.125', 0.125, Number.NaN],
    ['1234.567', 1234.567, Number.NaN],
    ['1,234,567', 1_234_567, Number.NaN],
    ['1.234.567,8', Number.NaN, 1_234_567.8],
    ['1,234.5', 1234.5, Number.NaN],
    ['12,34,567', 1_234_567, Number.NaN],
    ['1\u2009234', 1234, 1234],
    ['1\u202f234\u202f567,5', Number.NaN, 1_234_567.5],
    ['1\u00a0234.5', 1234.5, Number.NaN],
    ['1 234', 1234, 1234],
    ["1'234.5", 1234.5, Number.NaN],
    ['1’234', 1234, 1234],
    ['\u22121', -1, -1],
    ['\u2013 2.5', -2.5, Number.NaN],
    ['\u20103', -3, -3],
    ['+4', 4, 4],
  ])('%j is %d with a decimal point, and %d with a comma', (cell, point, comma) => {
    expect([numberOf(cell, '.'), numberOf(cell, ',')]).toEqual([point, comma]);
  });

  it.each([
    '',
    ' ',
    'NA',
    'nan',
    'N/A',
    '#N/A',
    'null',
    'None',
    '?',
    '-',
    '–',
    '.',
    '<NA>',
    'NaT',
    '#DIV/0!',
    '#NV',
    '\\N',
    '-1.#IND',
    'n.a.',
  ])('%j is missing', (cell) => {
    expect(formOf(tidied(cell))).toBe('missing');
    expect(isMissing(tidied(cell))).toBe(true);
    expect(numberOf(cell)).toBeNaN();
  });

  it.each<[string, Form]>([
    ['inf', 'infinite'],
    ['-Infinity', 'infinite'],
    ['∞', 'infinite'],
    ['1e999', 'infinite'],
    ['-4e38', 'infinite'],
    ['cat', 'word'],
    ['0x10', 'word'],
    ['1.2.3', 'word'],
    ['2024-01-01', 'word'],
    ['12 34', 'word'],
    ['1,23,4', 'word'],
  ])('%j is %s, and no number', (cell, form) => {
    expect(formOf(cell)).toBe(form);
    expect(numberOf(cell)).toBeNaN();
    expect(numberOf(cell, ',')).toBeNaN();
  });

  it('of digits alone is read without more ado', () => {
    expect(['0', '255', '007', '', '-1', '1.0', '1234567890'].map(digitsOf)).toEqual([0, 255, 7, -1, -1, -1, -1]);
  });
});
