import { expect, it } from 'vitest';
import { slice } from './slices.ts';

it('one variable runs through [-1, 1], the others stay, and the target is the product there', () => {
  const { grid, inputs, targets } = slice([1], 0.5, [2, 1, 3]);
  expect([grid.columns, grid.rows]).toEqual([101, 1]);
  expect([...inputs.subarray(0, 3)]).toEqual([0.5, -1, 0.5]);
  expect([...inputs.subarray(-3)]).toEqual([0.5, 1, 0.5]);
  expect(targets[0]).toBe(-(0.5 ** 5));
  expect(targets[100]).toBe(0.5 ** 5);
});

it('two of them span a square, row by row', () => {
  const { grid, inputs, targets } = slice([0, 1], -1, [1, 1, 1]);
  expect(targets).toHaveLength(grid.columns * grid.rows);
  expect([...inputs.subarray(0, 3)]).toEqual([-1, -1, -1]);
  expect([...inputs.subarray(3 * (grid.columns - 1), 3 * grid.columns)]).toEqual([1, -1, -1]);
  expect(targets.at(-1)).toBe(-1);
});
