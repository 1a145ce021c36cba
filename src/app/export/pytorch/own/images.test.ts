import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../tasks/datasets.ts';
import type { ParseOptions, SourceFile } from '../../../../tasks/parse/result.ts';
import {
  ANY,
  bytesOf,
  cifar,
  cifar100,
  type IdxType,
  IMAGES,
  idx,
  LABELS,
  read,
} from '../../../../tasks/parse/testing.ts';
import { type Read, readBeside } from './readsFiles.ts';

const packed = ({ name, bytes }: SourceFile): SourceFile => ({
  name: `${name}.gz`,
  bytes: new Uint8Array(gzipSync(bytes)),
});

const pair = (type: IdxType, labels: SourceFile = LABELS) => [
  idx('my "images"', [12, 3, 5], (i) => i % 120, type),
  labels,
];

const FOUR = [
  idx('train-images', [30, 3, 5], (i) => i % 256),
  idx('train-labels', [30], (i) => i % 3),
  idx('t10k-images', [10, 3, 5], (i) => (i * 7) % 256),
  idx('t10k-labels', [10], (i) => i % 3),
];

const NAMES = { name: 'batches.meta.txt', bytes: bytesOf('a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n') };

const COARSE = { ...ANY, target: 'superclass' };

const CASES: readonly (readonly [string, readonly SourceFile[], ParseOptions?])[] = [
  ['bytes', pair('ubyte')],
  ['signed bytes', pair('byte')],
  ['shorts', pair('short')],
  ['whole numbers', pair('int')],
  ['floats', pair('float')],
  ['doubles', [idx('images', [12, 3, 5], (i) => i / 7, 'double'), idx('labels', [12], (i) => i % 2, 'float')]],
  ['gzip', [packed(IMAGES), packed(LABELS)]],
  [
    'labels from 1 on',
    pair(
      'ubyte',
      idx('labels', [12], (i) => 1 + (i % 26)),
    ),
  ],
  [
    'QMNIST’s columns',
    pair(
      'ubyte',
      idx('labels', [12, 8], (i) => (i % 8 === 0 ? (i / 8) % 3 : 7), 'int'),
    ),
  ],
  ['MNIST’s four files', FOUR],
  ['CIFAR-10 in batches', [cifar(12, 'data_batch_2.bin'), cifar(11), cifar(10, 'test_batch.bin'), NAMES]],
  ['CIFAR-10, packed', [packed(cifar(12))]],
  ['CIFAR-100', [cifar100(12)]],
  ['CIFAR-100’s superclasses', [cifar100(12)], COARSE],
  ['more than can be used', [idx('images', [50_010, 1, 2], (i) => i % 251), idx('labels', [50_010], (i) => i % 10)]],
];

describe('the script beside the images reads what the page reads', () => {
  let found: readonly (Read & { readonly dataset: Dataset })[] = [];

  beforeAll(async () => {
    const cases = await Promise.all(
      CASES.map(async ([, files, options]) => ({ files, dataset: (await read(files, options)).dataset })),
    );
    const reads = readBeside(cases);
    found = cases.map(({ dataset }, i) => ({ dataset, ...(reads[i] as Read) }));
  });

  it.each(CASES.map(([name], i) => [name, i] as const))('%s', (_, i) => {
    const { dataset, inputs, answers } = found[i] ?? expect.fail();
    const size = dataset.train ?? dataset.size;
    expect(Float32Array.from(inputs as number[])).toEqual(
      Float32Array.from(dataset.inputs.subarray(0, size * dataset.features)),
    );
    expect(dataset.target.kind === 'classes' && [...dataset.target.labels.subarray(0, size)]).toEqual(answers);
  });
});
