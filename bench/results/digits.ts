/** The handwritten digits in Node: the packed file, read from the disk. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadedDataset, provideDataset } from '../../src/tasks/datasets.ts';
import { parseDigits } from '../../src/tasks/digitsFile.ts';

/** Makes the digits known, unless they are. @param file as scripts/packDigits.mjs writes it. */
export function provideDigits(file: string): void {
  if (loadedDataset('digits') === null) provideDataset('digits', parseDigits(gunzipSync(readFileSync(file))));
}
