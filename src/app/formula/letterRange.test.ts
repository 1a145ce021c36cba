import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LETTER_LIMITS } from '../../experiment/limits.ts';
import { letterScale, withEnd } from './letterRange.ts';

const value = fc.double({ min: LETTER_LIMITS.min, max: LETTER_LIMITS.max, noNaN: true });
const range = fc
  .tuple(value, value)
  .filter(([a, b]) => Math.abs(a - b) > 1e-6)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

it('one end moves alone', () => {
  expect(withEnd([-5, 5], 'from', 0)).toEqual([0, 5]);
  expect(withEnd([-5, 5], 'to', 2)).toEqual([-5, 2]);
});

it('beyond the other it takes that along', () => {
  expect(withEnd([-5, 5], 'from', 7)).toEqual([7, 17]);
  expect(withEnd([0, 1], 'to', -3)).toEqual([-4, -3]);
  expect(withEnd([-5, 5], 'from', 1000)).toEqual([999, 1000]);
  expect(withEnd([-5, 5], 'to', -1000)).toEqual([-1000, -999]);
});

it('whatever is typed, a slider goes upwards within the limits, and its steps are round and many', () => {
  fc.assert(
    fc.property(range, fc.constantFrom('from' as const, 'to' as const), value, (before, end, typed) => {
      const [min, max] = withEnd(before, end, typed);
      expect(min).toBeLessThan(max);
      expect(min).toBeGreaterThanOrEqual(LETTER_LIMITS.min);
      expect(max).toBeLessThanOrEqual(LETTER_LIMITS.max);
    }),
  );
  fc.assert(
    fc.property(range, (some) => {
      const { step } = letterScale(some);
      expect((some[1] - some[0]) / step).toBeGreaterThan(39);
      expect((some[1] - some[0]) / step).toBeLessThanOrEqual(100 * (1 + 1e-6));
      expect(step.toExponential()).toMatch(/^[125]e/);
    }),
  );
});

it('steps by a tenth from −5 to 5', () => {
  expect(letterScale([-5, 5])).toEqual({ kind: 'linear', min: -5, max: 5, step: 0.1 });
  expect(letterScale([0, 3]).step).toBe(0.05);
});
