import { describe, expect, it, vi } from 'vitest';

// Other files that ran before may have made datasets known: this one begins without.
vi.resetModules();
const { task } = await import('./catalogue.ts');
const { datasetChanges, loadedDataset, provideDataset, requiredDataset } = await import('./datasets.ts');
const { rowsFor } = await import('./testing.ts');

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
  });
});
