/** Datasets for the tests. */
import { normalStream } from '../lib/random.ts';
import type { Dataset } from './datasets.ts';

/** Random rows; classes by turns, or a number where `classes` is null. */
export function rowsFor({
  rows,
  features,
  classes,
}: {
  rows: number;
  features: number;
  classes: number | null;
}): Dataset {
  const inputs = new Float32Array(rows * features);
  normalStream(7, 'test rows', 0).fillNormals(inputs, 1);
  return {
    label: 'test',
    size: rows,
    features,
    inputs,
    featureNames: null,
    shift: Float32Array.of(0),
    factor: Float32Array.of(1),
    target:
      classes === null
        ? {
            kind: 'number',
            name: 'y',
            values: Float32Array.from({ length: rows }, (_, i) => inputs[i * features] ?? 0),
            mean: 0,
            deviation: 1,
          }
        : {
            kind: 'classes',
            classes: Array.from({ length: classes }, (_, i) => String(i)),
            labels: Uint8Array.from({ length: rows }, (_, i) => i % classes),
          },
    train: null,
    image: null,
  };
}
