import { expect, it } from 'vitest';
import { refined } from './refine.ts';

/** A border that falls by one row in two columns, between an outcome below and one above. */
const aslant = (below: number, above: number) => ({
  columns: 8,
  rows: 8,
  outcome: Int16Array.from({ length: 64 }, (_, cell) => (Math.floor(cell / 8) > 6 - (cell % 8) / 2 ? above : below)),
});

/** Row of the border in every fine column. */
function borderOf({ columns, rows, outcome }: ReturnType<typeof refined>, above: number): number[] {
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => row).findIndex((row) => outcome[row * columns + column] === above),
  );
}

it.each([
  [0, 5],
  [-3, 4],
  [0, -7],
])('a border between %i and %i runs aslant, with no step of a whole cell and nothing new along it', (below, above) => {
  const fine = refined(aslant(below, above), 4);
  expect([fine.columns, fine.rows, fine.outcome.length]).toEqual([32, 32, 1024]);
  expect(new Set(fine.outcome)).toEqual(new Set([below, above]));
  const border = borderOf(fine, above);
  const steps = border.slice(1).map((row, i) => Math.abs(row - border[i]!));
  // In stairs it would fall by four points at every second cell, and stand still between.
  expect(Math.max(...steps)).toBeLessThan(4);
  expect(steps.filter((step) => step > 0).length).toBeGreaterThan(6);
});

it('cells of one outcome stay what they are, and a factor of one changes nothing', () => {
  const flat = { columns: 3, rows: 2, outcome: new Int16Array(6).fill(-2) };
  expect([...refined(flat, 3).outcome]).toEqual(new Array(54).fill(-2));
  const any = { columns: 3, rows: 2, outcome: Int16Array.of(0, 4, -1, 9, 0, 2) };
  expect([...refined(any, 1).outcome]).toEqual([...any.outcome]);
});

it('between layers the nearer one stands, in the order of the layers', () => {
  const { outcome } = refined({ columns: 3, rows: 1, outcome: Int16Array.of(9, 3, 1) }, 3);
  expect([...outcome.subarray(0, 9)]).toEqual([9, 9, 9, 3, 3, 3, 1, 1, 1]);
});
