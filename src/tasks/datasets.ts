/**
 * Data that tasks do not compute: they are loaded once and then known by name, on the page and in the worker alike, so
 * that `Task.data` stays a plain function.
 */
import type { DatasetSource } from './source.ts';
import type { DatasetName } from './task.ts';

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
  /** Where the features are an image's pixels. */
  readonly image: ImageShape | null;
  /** Of files that the visitor has: how they were read. */
  readonly source?: DatasetSource;
}

/** Row by row from the top, channel after channel. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** The channels of a pixel stand together instead. */
  readonly interleaved?: boolean;
  /** Column by column: pictures turn it upright. */
  readonly transposed?: boolean;
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
