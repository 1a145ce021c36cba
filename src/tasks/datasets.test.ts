import { describe, expect, it } from 'vitest';
import { task } from './catalogue.ts';
import { datasetChanges, forgetDatasets, loadedDataset, provideDataset, requiredDataset } from './datasets.ts';
import { rowsFor } from './testing.ts';

const rows = rowsFor({ rows: 20, features: 3, classes: 2 });

describe('a dataset', () => {
  it('that has not been loaded is null, and an error that names it where it is needed', () => {
    expect(loadedDataset('own')).toBeNull();
    expect(() => requiredDataset('own')).toThrow(RangeError);
    expect(() => task('own').data({ rows: 10, test: 0 }, 1)).toThrow(
      'The data of the task "own" have not been loaded.',
    );
    expect(() => task('digits').data({ train: 100 }, 1)).toThrow('The data of the task "digits" have not been loaded.');
  });

  it('is known by its name once provided, and alone', () => {
    provideDataset('own', rows);
    expect(loadedDataset('own')).toBe(rows);
    expect(requiredDataset('own')).toBe(rows);
    expect(loadedDataset('digits')).toBeNull();
  });

  it('takes the place of the one before, and counts as a change', () => {
    const before = datasetChanges();
    const other = rowsFor({ rows: 20, features: 5, classes: null });
    provideDataset('own', other);
    expect(requiredDataset('own')).toBe(other);
    expect(datasetChanges()).toBe(before + 1);
    forgetDatasets();
    expect(loadedDataset('own')).toBeNull();
    expect(datasetChanges()).toBe(before + 2);
  });
});

describe('own data', () => {
  const evaluationOf = (features: number, classes: number | null) => {
    provideDataset('own', rowsFor({ rows: 25, features, classes }));
    return task('own').data({ rows: 10000, test: 0.2 }, 1).evaluation;
  };

  it('of one feature and a number want the answer along a line over all rows too, after the held-out ones', () => {
    const { held, size, inputs, targets, grid } = evaluationOf(1, null);
    expect([held, size, targets.length]).toEqual([5, 206, 5]);
    const { data } = task('own');
    const rows = [...data({ rows: 25, test: 0.2 }, 1).inputs, ...inputs.subarray(0, 5)];
    const line = [...inputs.subarray(5)];
    expect(grid?.x).toEqual([Math.min(...rows), Math.max(...rows)]);
    expect([line[0], line.at(-1)]).toEqual(grid?.x);
    expect(line.every((x, i) => i === 0 || x > line[i - 1]!)).toBe(true);
  });

  it('of two features and a number want it over the rectangle that holds all rows', () => {
    const { held, size, inputs, grid } = evaluationOf(2, null);
    expect([held, size, inputs.length]).toEqual([5, 5 + 41 * 41, 2 * (5 + 41 * 41)]);
    const rows = [...task('own').data({ rows: 25, test: 0.2 }, 1).inputs, ...inputs.subarray(0, 10)];
    for (const [k, range] of [grid?.x, grid?.y].entries()) {
      const values = rows.filter((_, i) => i % 2 === k);
      expect(range).toEqual([Math.min(...values), Math.max(...values)]);
    }
    expect([...inputs.subarray(10, 12), ...inputs.subarray(-2)]).toEqual([
      grid?.x[0],
      grid?.y[0],
      grid?.x[1],
      grid?.y[1],
    ]);
  });

  it('of two features of which one is always the same have no surface', () => {
    const dataset = rowsFor({ rows: 25, features: 2, classes: null });
    provideDataset('own', { ...dataset, inputs: dataset.inputs.map((value, i) => (i % 2 === 0 ? value : 3)) });
    expect(task('own').data({ rows: 25, test: 0.2 }, 1).evaluation).toMatchObject({ size: 5, grid: null });
  });

  it.each([
    [3, null],
    [2, 2],
    [1, 3],
  ])('of %i features and %s classes are wanted at the held-out rows alone', (features, classes) => {
    expect(evaluationOf(features, classes)).toMatchObject({ held: 5, size: 5, grid: null });
  });

  it('whose files name the rows for testing hold out of these alone', () => {
    const dataset = { ...rowsFor({ rows: 40, features: 1, classes: 2 }), train: 30 };
    const inputs = Float32Array.from({ length: 40 }, (_, row) => row);
    provideDataset('own', { ...dataset, inputs });
    const { data } = task('own');
    const rowsOf = (settings: { rows: number; test: number }) => {
      const { inputs: train, evaluation } = data(settings, 1);
      return { train: [...train].sort((a, b) => a - b), held: [...evaluation.inputs].sort((a, b) => a - b) };
    };
    const { train, held } = rowsOf({ rows: 20, test: 0.2 });
    expect([train.length, held.length]).toEqual([16, 4]);
    expect(train.every((row) => row < 30) && held.every((row) => row >= 30)).toBe(true);
    expect(new Set([...train, ...held]).size).toBe(20);
    // There are but ten.
    expect(rowsOf({ rows: 40, test: 0.5 })).toEqual({
      train: Array.from({ length: 30 }, (_, i) => i),
      held: Array.from({ length: 10 }, (_, i) => 30 + i),
    });
    expect(rowsOf({ rows: 40, test: 0 }).held).toEqual([]);
  });

  it('have no more rows to choose from than the table has', () => {
    const { present } = task('own');
    provideDataset('own', rowsFor({ rows: 25, features: 2, classes: 2 }));
    expect(present?.('rows')).toMatchObject({ min: 10, max: 25, default: 25 });
    expect(present?.('test')).toBeNull();
    provideDataset('own', rowsFor({ rows: 20_000, features: 2, classes: 2 }));
    expect(present?.('rows')).toMatchObject({ max: 20_000, default: 10_000 });
  });
});
