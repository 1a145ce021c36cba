import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { damage, damaged, expectSound } from '../damage.ts';
import type { SourceFile } from '../result.ts';
import { bytesOf, cifar, cifar100, IMAGES, idx, LABELS } from '../testing.ts';

const gzipped = ({ name, bytes }: SourceFile): SourceFile => ({
  name: `${name}.gz`,
  bytes: new Uint8Array(gzipSync(bytes)),
});

const FLOATS = [idx('images', [12, 2, 2], (i) => i / 7, 'float'), idx('labels', [12], (i) => i % 3, 'int')];
const QMNIST = [IMAGES, idx('labels', [12, 8], (i) => i % 4, 'int')];
const FOUR = [IMAGES, LABELS, idx('t10k-images', [10, 3, 5], (i) => i % 256), idx('t10k-labels', [10], (i) => i % 4)];
const NAMES = { name: 'batches.meta.txt', bytes: bytesOf('a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n') };

/** Each character a byte. */
const latin = (text: string): Uint8Array => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));

const FOREIGN: readonly SourceFile[] = [
  { name: 'a.tar', bytes: latin(`${'a.csv'.padEnd(148, '\0')}005205\0 0${'\0'.repeat(100)}ustar\x0000`) },
  { name: 'a.png', bytes: latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0') },
  { name: 'a.zip', bytes: latin('PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\x03\0\0\0\x03\0\0\0\x05\0\0\0a.csv1,2') },
  { name: 'a.npy', bytes: latin("\x93NUMPY\x01\0v\0{'descr': '<f8', 'shape': (3,)}") },
  { name: 'data_batch_1', bytes: latin('\x80\x02}q\x01(U\x0bbatch_labelq\x02U\x15training') },
];

/** Every file that may lie together, of which one is damaged. */
const SETS: Readonly<Record<string, readonly (readonly SourceFile[])[]>> = {
  'of IDX, of every type and with a test pair': [[IMAGES, LABELS], FLOATS, QMNIST, FOUR],
  'of CIFAR and beside it': [[cifar(10), NAMES], [cifar100(10)], [cifar(10), cifar(10, 'test_batch.bin')]],
  'of gzip': [
    [gzipped(IMAGES), LABELS],
    [IMAGES, gzipped(LABELS)],
  ],
  'of a kind that cannot be read': FOREIGN.map((file) => [file]),
};

describe('a damaged file', () => {
  it.each(Object.entries(SETS))('%s is read or refused with its place, 1,000 times', async (_, sets) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sets), fc.nat(), damage, (files, chosen, edits) =>
        expectSound(
          files.map((file, i) => (i === chosen % files.length ? { ...file, bytes: damaged(file.bytes, edits) } : file)),
        ),
      ),
      { numRuns: 1000, seed: 1 },
    );
  });
});
