/**
 * Data that tasks do not compute: they are loaded once and then known by name, on the page and in the worker alike, so
 * that `Task.data` stays a plain function.
 */
import type { DatasetName } from './task.ts';

/** How the file of a table was read, so that a script can read the same rows of it (docs/own-data.md says what a cell may be). */
export interface TableSource {
  /** As TextDecoder calls it. */
  readonly encoding: string;
  /** What stands between cells: one character, or `blanks`, or `wide blanks`: two blanks or more, or a tab. */
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Rows begin and end with the delimiter. */
  readonly framed: boolean;
  /** Each number fills two cells, with a decimal comma between. */
  readonly halved: boolean;
  /** Places of features and target among the columns, from 0, once the frame is off and halves are joined. */
  readonly features: readonly number[];
  readonly target: number;
  /** First and last of the lines, from 1, on which rows begin that are used; those between that are blank, comments or rules are passed over. */
  readonly lines: readonly (readonly [number, number])[];
}

/** Rows of features with a target each. Plain values: they cross to the worker by structured clone. */
export interface Dataset {
  /** What people read, e.g. a file's name. */
  readonly label: string;
  readonly size: number;
  readonly features: number;
  /** [size × features]; bytes stand for themselves, so 0 to 255. */
  readonly inputs: Float32Array | Uint8Array;
  /** Names of the features; null where they are pixels. */
  readonly featureNames: readonly string[] | null;
  /** Every feature is shifted and scaled: (value - shift) · factor, each [features] or [1] for all alike. */
  readonly shift: Float32Array;
  readonly factor: Float32Array;
  readonly target: DatasetTarget;
  /** How many rows, the first ones, are for training once they have been ordered; null: the task splits by its seed. */
  readonly train: number | null;
  /** Of a table. */
  readonly source?: TableSource;
  /** Where the features are an image's pixels, channel after channel. */
  readonly image: { readonly width: number; readonly height: number; readonly channels: number } | null;
}

export type DatasetTarget =
  | {
      readonly kind: 'classes';
      /** What people read of each class. */
      readonly classes: readonly string[];
      /** [size], places in `classes`. */
      readonly labels: Uint8Array;
    }
  | {
      readonly kind: 'number';
      readonly name: string;
      /** [size], standardised: (value - mean) / deviation. */
      readonly values: Float32Array;
      readonly mean: number;
      readonly deviation: number;
    };

const loaded = new Map<DatasetName, Dataset>();
let changes = 0;

/** Grows with every change: data made from an older dataset are stale. */
export const datasetChanges = (): number => changes;

export const loadedDataset = (name: DatasetName): Dataset | null => loaded.get(name) ?? null;

/** Makes a dataset known, in place of the one before. */
export function provideDataset(name: DatasetName, dataset: Dataset): void {
  loaded.set(name, dataset);
  changes++;
}

/** As if none had been loaded. */
export function forgetDatasets(): void {
  loaded.clear();
  changes++;
}

/** The dataset. Throws RangeError if it has not been loaded. */
export function requiredDataset(name: DatasetName): Dataset {
  const found = loaded.get(name);
  if (found === undefined) throw new RangeError(`The data of the task ${JSON.stringify(name)} have not been loaded.`);
  return found;
}
