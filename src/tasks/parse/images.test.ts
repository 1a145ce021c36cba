import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from './result.ts';
import { cifar, csv, errorOf, IMAGES, idx, LABELS, REGRESSION, read } from './testing.ts';

describe('IDX', () => {
  it('of images and labels, in either order, zipped or not', async () => {
    const { dataset } = await read([IMAGES, LABELS]);
    expect(dataset).toMatchObject({ size: 12, features: 15, image: { width: 5, height: 3, channels: 1 } });
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['0', '1', '2', '3'] });
    const zipped = { name: 'images.gz', bytes: new Uint8Array(gzipSync(IMAGES.bytes)) };
    expect((await read([LABELS, zipped])).dataset.inputs).toEqual(dataset.inputs);
  });

  it.each<readonly [string, readonly SourceFile[], string]>([
    ['images alone', [IMAGES], 'images, byte 3: the labels that go with these images were expected'],
    ['labels alone', [LABELS], 'labels, byte 3: the images that go with these labels were expected'],
    ['other labels', [IMAGES, idx('labels', [11], () => 0)], 'labels, byte 4: 12 labels were expected'],
    [
      'a file cut short',
      [{ ...IMAGES, bytes: IMAGES.bytes.slice(0, 100) }, LABELS],
      'images, byte 100: 12 × 3 × 5 numbers',
    ],
    [
      'floats',
      [{ ...IMAGES, bytes: IMAGES.bytes.map((b, i) => (i === 2 ? 13 : b)) }, LABELS],
      'images, byte 2: the type of unsigned bytes',
    ],
    ['few images', [idx('images', [3, 2, 2], () => 1), idx('labels', [3], (i) => i)], 'at least 10 images'],
    ['large images', [idx('images', [10, 64, 64], () => 1), idx('labels', [10], (i) => i)], '1 to 3072 pixels'],
    ['three files', [IMAGES, LABELS, { ...LABELS, name: 'more' }], 'more, byte 0: two IDX files were expected'],
    ['one class', [IMAGES, idx('labels', [12], () => 0)], 'labels, byte 8: labels of at least two classes'],
    ['a table beside', [IMAGES, csv(REGRESSION)], 'table.csv, byte 0: an IDX file was expected'],
  ])('%s is refused, with the byte', async (_, files, sentence) => {
    expect(await errorOf(files)).toContain(sentence);
  });
});

it('of more than 50,000 images the first are used, and that is said: MNIST has 60,000', async () => {
  const files = [idx('images', [60_000, 1, 2], (i) => i % 251), idx('labels', [60_000], (i) => i % 10)];
  const { dataset, notes } = await read(files);
  expect(dataset.size).toBe(50_000);
  expect(dataset.inputs.length).toBe(100_000);
  expect(notes).toContain('The first 50000 of 60000 images are used: more cannot be.');
});

describe('CIFAR-10', () => {
  it('of one or more batches', async () => {
    const { dataset } = await read([cifar(10), cifar(12)]);
    expect(dataset).toMatchObject({ size: 22, features: 3072, image: { width: 32, height: 32, channels: 3 } });
    if (dataset.target.kind === 'classes')
      expect(dataset.target.classes[dataset.target.labels[11] as number]).toBe('automobile');
  });

  it('that begins with a dark airplane is no IDX file', async () => {
    const { name, bytes } = cifar(10);
    const { dataset } = await read({ name, bytes: bytes.map((b, i) => (i === 1 ? 0 : b)) });
    expect(dataset).toMatchObject({ size: 10, features: 3072 });
  });

  it('cut short, or with another label, is refused, with the byte', async () => {
    const { name, bytes } = cifar(10);
    expect(await errorOf({ name, bytes: bytes.slice(0, 7000) })).toContain(
      'byte 6146: records of 3073 bytes were expected',
    );
    expect(await errorOf({ name, bytes: bytes.map((b, i) => (i === 3073 ? 11 : b)) })).toContain(
      'byte 3073: a label from 0 to 9',
    );
  });
});
