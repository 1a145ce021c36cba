import { expect, test } from 'vitest';
import { amongNumbers } from './axisName.ts';
import { textWidth } from './format.ts';

const ticks = [0, 10, 20, 30].map((value) => ({ value, label: String(value) }));

test('the name of an axis stands between the last two numbers that leave it room', () => {
  expect(amongNumbers('step', ticks, (value) => value * 10, 14)).toBeCloseTo(250, 9);
  // The last two are closer.
  expect(amongNumbers('step', ticks, (value) => (value === 30 ? 220 : value * 10), 14)).toBeCloseTo(150, 9);
});

test('it keeps half a letter from either number', () => {
  const width = textWidth('step', 14) + textWidth('20', 14);
  const apart = (distance: number) =>
    amongNumbers('step', ticks.slice(2), (value) => ((value - 20) / 10) * distance, 14);
  expect(apart(width + 13)).toBeNull();
  expect(apart(width + 15)).not.toBeNull();
});

test('minor ticks are no numbers, and one number has nothing beside it', () => {
  expect(
    amongNumbers(
      'step',
      [
        { value: 0, label: '0' },
        { value: 30, label: null },
      ],
      (value) => value * 10,
      14,
    ),
  ).toBeNull();
});
