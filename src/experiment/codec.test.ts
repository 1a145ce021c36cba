import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from './codec.ts';

describe('numbers in a permalink', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['0.5', 0.5],
    ['10.250', 10.25],
    ['1e-6', 1e-6],
    ['2.5e3', 2500],
    ['0e5', 0],
    ['4294967295', 4294967295],
  ])('%s is read', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '-0',
    '.5',
    '5.',
    '05',
    '00',
    '0x1f',
    '1E5',
    '1e+5',
    '1e',
    '1_000',
    '1,5',
    '∞',
    '１',
  ])('“%s” is none', (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it('beyond the range of float64 are none, rather than infinite or 0', () => {
    expect(readNumber('1e400')).toBeNull();
    expect(readNumber('1e-400')).toBeNull();
  });

  it('written and read again are the same to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        const positive = value + 0;
        expect(writeNumber(positive)).not.toContain('+');
        expect(readNumber(writeNumber(positive))).toBe(positive);
      }),
      { numRuns: 10_000 },
    );
  });
});
