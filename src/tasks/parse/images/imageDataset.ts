/** From pixels and labels to a dataset. */
import { counted, thereAre } from '../../../lib/counted.ts';
import type { Dataset } from '../../datasets.ts';
import { FEWEST_ROWS, MalformedFile, MOST_FEATURES, MOST_ROWS, type Parsed } from '../result.ts';

export interface Images {
  readonly label: string;
  /** [rows × features], channel after channel. */
  readonly inputs: Uint8Array | Float32Array;
  /** Places in `classes`. */
  readonly labels: Uint8Array;
  readonly classes: readonly string[];
  readonly train: number | null;
  readonly image: NonNullable<Dataset['image']>;
  /** Further sentences. */
  readonly notes: readonly string[];
}

/** All pixels are shifted and scaled alike. */
export function imageDataset({ notes: remarks, ...images }: Images): Pick<Parsed, 'dataset' | 'notes'> {
  const { inputs, labels, classes, image } = images;
  const { mean, deviation } = momentsOf(inputs);
  const dataset: Dataset = {
    ...images,
    size: labels.length,
    features: inputs.length / labels.length,
    featureNames: null,
    shift: Float32Array.of(mean),
    factor: Float32Array.of(deviation > 0 ? 1 / deviation : 1),
    target: { kind: 'classes', classes, labels },
  };
  const { width, height, channels } = image;
  const colours = channels > 1 ? `, ${channels} colours` : '';
  return {
    dataset,
    notes: [
      `Images of ${width} × ${height} pixels${colours}, ${counted(classes.length, 'class', 'classes')}.`,
      ...remarks,
    ],
  };
}

interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Over all values, which are millions. */
function momentsOf(values: Uint8Array | Float32Array): Moments {
  if (values instanceof Float32Array) return weighted(values, () => 1);
  // Bytes take one of 256 values: counting them is all that there is to do for each.
  const counts = new Float64Array(256);
  for (let i = 0; i < values.length; i++) counts[values[i]!]!++;
  return weighted(
    counts.map((_, value) => value),
    (value) => counts[value]!,
  );
}

/** In two passes: of large numbers close to each other the difference of squares is lost. */
function weighted(values: Float32Array | Float64Array, count: (index: number) => number): Moments {
  let [total, sum, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    total += count(i);
    sum += count(i) * values[i]!;
  }
  const mean = sum / total;
  for (let i = 0; i < values.length; i++) squares += count(i) * (values[i]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / total) };
}

/** Throws MalformedFile, at that place. */
export function checkSize(name: string, byte: number, rows: number, features: number): void {
  if (rows < FEWEST_ROWS) {
    throw new MalformedFile(`${name}, byte ${byte}: at least ${FEWEST_ROWS} images were expected; ${thereAre(rows)}.`);
  }
  if (features < 1 || features > MOST_FEATURES) {
    throw new MalformedFile(
      `${name}, byte ${byte}: 1 to ${MOST_FEATURES} pixels of an image can be used; ${thereAre(features)}.`,
    );
  }
}

/** How many images there are, or are used. */
export interface Split {
  readonly train: number;
  /** Held out. */
  readonly test: number;
}

/** Of the images that are cut off at least so many are for training. */
const TEST_SHARE = 0.2;

/** The first ones, as many as can be used. */
export function usedOf({ train, test }: Split): Split {
  const tested = Math.min(test, Math.max(MOST_ROWS - train, MOST_ROWS * TEST_SHARE));
  return { train: Math.min(train, MOST_ROWS - tested), test: tested };
}

/** Sentences on which images are used for what. */
export function splitNotes(all: Split, used: Split): string[] {
  const cut = used.train < all.train || used.test < all.test;
  if (all.test === 0) return cut ? [`The first ${used.train} of ${all.train} images are used: more cannot be.`] : [];
  return [
    `${used.train} images to train on and ${used.test} to test on, as the files have them.`,
    ...(cut ? [`There are ${all.train} and ${all.test}; the first are used: more cannot be.`] : []),
  ];
}
