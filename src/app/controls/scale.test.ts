import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { within } from '../../experiment/codec.ts';
import { TASKS } from '../../tasks/catalogue.ts';
import { isChoiceKey } from '../../tasks/task.ts';
import { LOG_STEP, positionOf, positions, type SliderScale, scaleOver, valueAt } from './scale.ts';

const DEPTH: SliderScale = { kind: 'linear', min: 2, max: 64, step: 1 };
const RATE: SliderScale = { kind: 'log', min: 1e-6, max: 10, step: LOG_STEP };

describe('a linear slider', () => {
  it('stands in units of the value', () => {
    expect(positions(DEPTH)).toEqual({ min: 2, max: 64, step: 1 });
    expect(positionOf(DEPTH, 10)).toBe(10);
    expect(valueAt(DEPTH, 17)).toBe(17);
  });

  it('gives hundredths without crooked last digits', () => {
    expect(valueAt({ kind: 'linear', min: 0, max: 1, step: 0.01 }, 0.1 + 0.2)).toBe(0.3);
  });
});

describe('a logarithmic slider', () => {
  it('stands in decades', () => {
    expect(positions(RATE)).toEqual({ min: -6, max: 1, step: 0.05 });
    expect(positionOf(RATE, 0.001)).toBe(-3);
    expect(valueAt(RATE, -2)).toBe(0.01);
  });

  it('moves to another value with every step, upwards', () => {
    let before = 0;
    for (let position = -6; position <= 1; position += LOG_STEP) {
      const value = valueAt(RATE, position);
      expect(value).toBeGreaterThan(before);
      before = value;
    }
  });

  it('comes back from any value to within its two digits, at the ends to within half a step', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 10, noNaN: true }), (value) => {
        expect(Math.abs(valueAt(RATE, positionOf(RATE, value)) / value - 1)).toBeLessThan(10 ** (LOG_STEP / 2) - 1);
      }),
    );
  });
});

describe('a slider over the whole range of a key', () => {
  const numbers = TASKS.flatMap(({ name, keys }) =>
    Object.entries(keys).flatMap(([key, limits]) => (isChoiceKey(limits) ? [] : [{ name, key, limits }])),
  );

  it.each(numbers)('$name’s $key: every step leads to another value that is allowed, from end to end', ({ limits }) => {
    const scale = scaleOver(limits);
    const { min, max, step } = positions(scale);
    const count = Math.floor((max - min) / step + 1e-9);
    // As a range input does, each step starts from the position on its own grid that is next to the value.
    const snapped = (value: number) => Math.round((positionOf(scale, value) - min) / step);
    let value = valueAt(scale, min);
    expect(value).toBe(limits.min);
    for (let i = 0; i < count; i++) {
      const next = valueAt(scale, min + step * (snapped(value) + 1));
      expect(next).toBeGreaterThan(value);
      expect(within(limits, next)).toBe(true);
      value = next;
    }
    expect(value).toBe(limits.max);
  });
});

it('a value beyond the ends stands at the end, and no position leads beyond', () => {
  for (const scale of [DEPTH, RATE]) {
    expect(positionOf(scale, 1e9)).toBe(positions(scale).max);
    expect(valueAt(scale, 1000)).toBe(scale.max);
    expect(valueAt(scale, -1000)).toBe(scale.min);
  }
});
