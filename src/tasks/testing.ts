/** Datasets for the tests. */
import { normalStream } from '../lib/random.ts';
import type { Dataset } from './datasets.ts';
import type { TableSource } from './source.ts';

/** As if the rows were those of a file, below a line of names, the target last. */
const tableOf = (rows: number, features: number): TableSource => ({
  kind: 'table',
  file: 'test.csv',
  text: null,
  encoding: 'utf-8',
  delimiter: ',',
  decimal: '.',
  framed: false,
  halved: false,
  features: Array.from({ length: features }, (_, k) => k),
  target: features,
  lines: [[2, rows + 1]],
});

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
    source: tableOf(rows, features),
  };
}
