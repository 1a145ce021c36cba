import { describe, expect, it } from 'vitest';
import { refined } from './refine.ts';

type Outcomes = Parameters<typeof refined>[0];

const SIZE = 32;
const FACTOR = 3;

/** Cells whose middles lie above a line that rises by `slope` rows a column have one outcome, the rest another. */
const halves = (slope: number, below: number, above: number): Outcomes => ({
  columns: SIZE,
  rows: SIZE,
  outcome: Int16Array.from({ length: SIZE * SIZE }, (_, cell) => {
    const [x, y] = [(cell % SIZE) - SIZE / 2, Math.floor(cell / SIZE) - SIZE / 2];
    return y > slope * x ? above : below;
  }),
});

/** How far the border lies from the line at most, in cells, away from the edges of the grid. */
function farthest({ columns, rows, outcome }: Outcomes, above: number, slope: number, factor: number): number {
  let most = 0;
  for (let column = 6 * factor; column < columns - 6 * factor; column++) {
    let border = 0;
    while (border < rows && outcome[border * columns + column] !== above) border++;
    const x = (column + 0.5) / factor - 0.5 - SIZE / 2;
    most = Math.max(most, Math.abs(border / factor - 0.5 - SIZE / 2 - slope * x));
  }
  return most;
}

describe('a border', () => {
  it.each([
    [0.5, 0, 5],
    [0.2, 0, -7],
    [0.3, -3, 4],
    [-0.15, 9, 8],
  ])('of slope %f between %i and %i runs straight to half a cell where its cells are stairs', (slope, below, above) => {
    const cells = halves(slope, below, above);
    const fine = refined(cells, FACTOR);
    expect([fine.columns, fine.rows]).toEqual([FACTOR * SIZE, FACTOR * SIZE]);
    expect(new Set(fine.outcome)).toEqual(new Set([below, above]));
    const stairs = farthest(cells, above, slope, 1);
    expect(stairs).toBeGreaterThan(0.4);
    expect(farthest(fine, above, slope, FACTOR)).toBeLessThan(0.75 * stairs);
  });

  it('that is level stays between its cells, at every layer of a stack of thin bands', () => {
    const bands = [-1, -2, -9, 0, 64, 12, 1].flatMap((outcome) => [outcome, outcome]);
    const cells = { columns: 1, rows: bands.length, outcome: Int16Array.from(bands) };
    const wide = { ...cells, columns: 9, outcome: Int16Array.from(bands.flatMap((outcome) => Array(9).fill(outcome))) };
    const { outcome, columns } = refined(wide, FACTOR);
    const column = bands.flatMap((_, row) => [0, 1, 2].map((i) => outcome[(row * FACTOR + i) * columns + 13]));
    expect(column).toEqual(bands.flatMap((band) => [band, band, band]));
  });
});

it('cells of one outcome stay what they are', () => {
  const flat = { columns: 3, rows: 2, outcome: new Int16Array(6).fill(-64) };
  expect([...refined(flat, 3).outcome]).toEqual(new Array(54).fill(-64));
});
