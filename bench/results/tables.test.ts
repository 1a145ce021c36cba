import { describe, expect, it } from 'vitest';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { errorOf, isHeavyTailed, measureTable, repeatedCells, type TableCell, tableCells } from './tables.ts';
import { largestRatio } from './tablesReport.ts';
import { failed, finite, Imagined } from './testing.ts';

const INFINITE = Number.POSITIVE_INFINITY;
const cell = (column: TableCell['column']): TableCell =>
  tableCells().find(
    ({ task, activation, depth, ...other }) =>
      task.name === 'polynomial' && activation === 'tanh' && depth === 3 && other.column === column,
  ) as TableCell;

describe('a heavy tail', () => {
  it('is a decade between the smallest and the largest, or a failure beside one that did not fail', () => {
    expect(isHeavyTailed([1, 2, 3, 4, 10])).toBe(false);
    expect(isHeavyTailed([1, 2, 3, 4, 10.1])).toBe(true);
    expect(isHeavyTailed([1, 2, 3, 4, INFINITE])).toBe(true);
    expect(isHeavyTailed([0, 0, 0, 0, 1e-3])).toBe(true);
    expect(isHeavyTailed([INFINITE, INFINITE, INFINITE, INFINITE, INFINITE])).toBe(false);
  });

  it('brings fifteen more networks, and the first five stay', async () => {
    const trains = new Imagined((_, seed) => (seed === 2 ? failed(9) : finite(0.1)));
    const row = await measureTable(trains, cell('untuned'));
    expect(row).toMatchObject({ seeds: 20, rate: 0.001 });
    expect(row.errors.filter((error) => error === INFINITE)).toHaveLength(1);
    expect(new Set(trains.experiments.map(({ seed }) => seed)).size).toBe(20);
  });

  it('is looked for at the chosen rate', async () => {
    const [, good] = RATES.adam;
    const trains = new Imagined((rate) => finite(rate === good ? 0.1 : 0.2));
    const row = await measureTable(trains, cell('tuned'));
    expect(row).toMatchObject({ seeds: 5, rate: good });
    expect(row.errors).toEqual(new Array(5).fill(expect.closeTo(0.1, 12)));
    // Every rate on seeds that are not reported, at half the steps, then five networks.
    const steps = trains.experiments.map((experiment) => experiment.steps);
    expect(steps.filter((count) => count === 1000)).toHaveLength(CHOOSING_SEEDS.length * RATES.adam.length);
    expect(steps.filter((count) => count === 2000)).toHaveLength(5);
  });
});

it('of an accuracy the error is the mean share of wrong answers', () => {
  const ending = { ...finite(1), metrics: [0.9, 0.8] };
  expect(errorOf(ending, 'testAccuracy')).toBeCloseTo(0.15, 12);
  expect(errorOf(ending, 'testLoss')).toBeCloseTo(Math.sqrt(0.72), 12);
  expect(errorOf(failed(1), 'testAccuracy')).toBe(INFINITE);
});

it('repeats the cells that did not repeat, in both columns', () => {
  expect(repeatedCells().map(({ task, activation, depth, column }) => [task.name, activation, depth, column])).toEqual([
    ['polynomial', 'repu.2', 6, 'untuned'],
    ['polynomial', 'repu.2', 6, 'tuned'],
    ['poisson', 'gelu', 6, 'untuned'],
    ['poisson', 'gelu', 6, 'tuned'],
  ]);
});

it('tells by how much one seed differs between two roundings', () => {
  expect(largestRatio({ fused: [1, 4, 3], plain: [2, 1, 3] })).toBe(4);
  expect(largestRatio({ fused: [1, INFINITE], plain: [1, INFINITE] })).toBe(1);
  expect(largestRatio({ fused: [1, INFINITE], plain: [1, 5] })).toBe(INFINITE);
});
