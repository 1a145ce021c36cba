import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTyped, writeTyped } from './typed.ts';

const DEPTH = { label: 'depth', min: 2, max: 64, integer: true };
const RATE = { label: 'learning rate', min: 1e-6, max: 10, integer: false };

describe('what was typed', () => {
  it.each([
    ['64', DEPTH, 64],
    [' 7 ', DEPTH, 7],
    ['1e1', DEPTH, 10],
    ['1e-3', RATE, 0.001],
    ['.5', RATE, 0.5],
    ['2.', RATE, 2],
    ['+1E-2', RATE, 0.01],
  ])('%j is taken', (text, limits, value) => {
    expect(readTyped(text, limits)).toEqual({ ok: true, value });
  });

  it.each([
    ['deep', '“deep” is not a number: depth is a whole number from 2 to 64.'],
    ['', 'Nothing is not a number: depth is a whole number from 2 to 64.'],
    ['1,5', '“1,5” is not a number: depth is a whole number from 2 to 64.'],
    ['0x10', '“0x10” is not a number: depth is a whole number from 2 to 64.'],
    ['65', '“65” cannot be used: depth is a whole number from 2 to 64.'],
    ['-3', '“-3” cannot be used: depth is a whole number from 2 to 64.'],
    ['2.5', '“2.5” cannot be used: depth is a whole number from 2 to 64.'],
    ['1e999', '“1e999” cannot be used: depth is a whole number from 2 to 64.'],
  ])('%j gets a sentence', (text, sentence) => {
    expect(readTyped(text, DEPTH)).toEqual({ ok: false, sentence });
  });

  it('never throws and never yields what the limits forbid', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const typed = readTyped(text, RATE);
        if (typed.ok) expect(typed.value >= RATE.min && typed.value <= RATE.max).toBe(true);
        else expect(typed.sentence).toContain('from 1e-6 to 10.');
      }),
    );
  });
});

describe('what stands in the field', () => {
  it.each([
    [64, '64'],
    [4294967295, '4294967295'],
    [0.001, '0.001'],
    [0.0013888888, '0.00139'],
    [2 / 3, '0.667'],
    [1.23456e-9, '1.23e-9'],
    [0.000001, '1e-6'],
  ])('%d reads %s', (value, text) => {
    expect(writeTyped(value)).toBe(text);
  });

  it('can be typed back, to its three digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (value) => {
        const typed = readTyped(writeTyped(value), { label: 'x', min: 0, max: 2e6, integer: false });
        expect(typed.ok && Math.abs(typed.value / value - 1)).toBeLessThanOrEqual(0.00501);
      }),
    );
  });
});
