import { expect, test } from 'vitest';
import { lineData } from './line.ts';
import { ALL_OF, inputPairChoice } from './pairs.ts';
import type { TaskData } from './task.ts';

const points = (inputDimension: number, ...inputs: number[]): TaskData => ({
  ...lineData(
    (x) => x,
    () => [1, 0],
    0,
    1,
  ),
  inputs: Float32Array.from(inputs),
  inputDimension,
  size: inputs.length / inputDimension,
  observed: inputs.length / inputDimension,
});

test('the ends of a line, and its nearest neighbours that differ', () => {
  const line = points(1, -1, -0.5, -0.5, 0.25, 0.3, 1);
  expect(inputPairChoice(line, 'far')).toEqual({ examples: [0, 5], pairs: [[0, 1]] });
  expect(inputPairChoice(line, 'near').examples).toEqual([3, 4]);
});

test('distance counts all coordinates', () => {
  const plane = points(2, 1, 0, 0, 1, -1, -1, 1, 0.1);
  expect(inputPairChoice(plane, 'far').examples).toEqual([2, 3]);
  expect(inputPairChoice(plane, 'near').examples).toEqual([0, 3]);
});

test('all pairs of six inputs from end to end, the same from either', () => {
  const line = points(1, ...Array.from({ length: 128 }, (_, i) => -1 + (2 * i) / 127));
  const { examples, pairs } = inputPairChoice(line, 'all');
  expect(examples).toEqual([10, 32, 53, 74, 95, 117]);
  expect(pairs).toHaveLength((ALL_OF * (ALL_OF - 1)) / 2);
  expect(new Set(pairs.map(String)).size).toBe(pairs.length);
  expect(pairs.every(([i, j]) => i < j && j < ALL_OF)).toBe(true);
});

test('inputs of size 0 have no direction, and equal ones are no pair', () => {
  expect(inputPairChoice(points(1, 0, 1, 2), 'near').examples).toEqual([1, 2]);
  expect(inputPairChoice(points(1, 0, 1, 2), 'all').examples).toEqual([1, 2]);
  expect(inputPairChoice(points(1, 0, 3, 3), 'far')).toEqual({ examples: [], pairs: [] });
});
