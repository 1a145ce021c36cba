import { describe, expect, it } from 'vitest';
import { decisiveInputs } from './inputs.ts';

describe('the inputs by which a fate is told', () => {
  it('are both ends of a line, the larger first', () => {
    expect(decisiveInputs([0.1, -0.9, 0.5, 1, 0], 1)).toEqual([3, 1]);
  });

  it('are the corners of a square', () => {
    const grid = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => [x, y]));
    expect(decisiveInputs(grid, 2).toSorted((a, b) => a - b)).toEqual([0, 2, 6, 8]);
  });

  it('are taken once where inputs are equal, and fewer where there are fewer', () => {
    expect(decisiveInputs([2, 2, 2], 1)).toEqual([0]);
    expect(decisiveInputs([0], 1)).toEqual([0]);
    expect(decisiveInputs([1, 1, 1, 1, -1, 0], 2)).toEqual([0, 2]);
  });

  it('are the 128 largest in more dimensions', () => {
    const inputs = Array.from({ length: 200 }, (_, row) => [row % 2 === 0 ? row : -row, 0, 0]).flat();
    expect(decisiveInputs(inputs, 3)).toEqual(Array.from({ length: 128 }, (_, rank) => 199 - rank));
  });
});
