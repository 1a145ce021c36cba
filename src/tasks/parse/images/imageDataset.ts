/** From pixels and labels to a dataset. */
import { counted, thereAre } from '../../../lib/counted.ts';
import { byteMoments } from '../../byteMoments.ts';
import type { Dataset, ImageShape } from '../../datasets.ts';
import type { DatasetSource } from '../../source.ts';
import { FEWEST_ROWS, MalformedFile, MOST_FEATURES, MOST_ROWS, type Parsed } from '../result.ts';

export interface Images {
  readonly label: string;
  /** [rows × features], channel after channel. */
  readonly inputs: Uint8Array | Float32Array;
  /** Places in `classes`. */
  readonly labels: Uint8Array;
  readonly classes: readonly string[];
  readonly train: number | null;
  readonly image: ImageShape;
  readonly source: DatasetSource;
  /** Further sentences. */
  readonly notes: readonly string[];
}

/** All pixels are shifted and scaled alike. */
export function imageDataset({ notes: remarks, ...images }: Images): Pick<Parsed, 'dataset' | 'notes'> {
  const { inputs, labels, classes, image } = images;
  const features = inputs.length / labels.length;
  // What is held out must not be known before it is asked for, not even its mean.
  const known = inputs.subarray(0, (images.train ?? labels.length) * features);
  const { mean, deviation } = known instanceof Uint8Array ? byteMoments(known) : floatMoments(known);
  const dataset: Dataset = {
    ...images,
    size: labels.length,
    features,
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

/** In two passes: of large numbers close to each other the difference of squares is lost. */
function floatMoments(values: Float32Array): { readonly mean: number; readonly deviation: number } {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
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
