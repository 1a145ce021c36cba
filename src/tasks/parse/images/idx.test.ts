import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DatasetTarget } from '../../datasets.ts';
import type { SourceFile } from '../result.ts';
import { bytesOf, csv, errorOf, type IdxType, IMAGES, idx, LABELS, REGRESSION, read } from '../testing.ts';

const classesOf = (target: DatasetTarget): readonly string[] => (target.kind === 'classes' ? target.classes : []);
const labelsOf = (target: DatasetTarget): number[] => (target.kind === 'classes' ? [...target.labels] : []);

describe('IDX', () => {
  it('of images and labels, in either order, zipped or not', async () => {
    const { dataset } = await read([IMAGES, LABELS]);
    expect(dataset).toMatchObject({
      size: 12,
      features: 15,
      image: { width: 5, height: 3, channels: 1, transposed: false },
      train: null,
    });
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['0', '1', '2', '3'] });
    const zipped = { name: 'images.gz', bytes: new Uint8Array(gzipSync(IMAGES.bytes)) };
    expect((await read([LABELS, zipped])).dataset.inputs).toEqual(dataset.inputs);
  });

  it.each<IdxType>(['ubyte', 'short', 'int', 'float', 'double'])(
    'of %s is the same as of bytes, pixels and labels alike',
    async (type) => {
      const { dataset: bytes } = await read([IMAGES, LABELS]);
      const images = idx('images', [12, 3, 5], (i) => (i * 37) % 256, type);
      const labels = idx('labels', [12], (i) => i % 4, type);
      const { dataset } = await read([images, labels]);
      expect({ ...dataset, source: null }).toEqual({ ...bytes, source: null });
    },
  );

  it('of numbers beyond a byte keeps them, shifted and scaled alike', async () => {
    const value = (i: number) => ((i * 37) % 256) / 255 - 0.5;
    const { dataset } = await read([idx('images', [12, 3, 5], value, 'float'), LABELS]);
    expect(dataset.inputs).toEqual(Float32Array.from({ length: 180 }, (_, i) => value(i)));
    const signed = await read([idx('images', [12, 3, 5], (i) => (i % 256) - 128, 'byte'), LABELS]);
    expect(signed.dataset.inputs.slice(0, 3)).toEqual(Float32Array.of(-128, -127, -126));
    // Whose squares differ by less than float64 holds.
    const large = await read([idx('images', [12, 3, 5], (i) => 1e9 + 128 * (i % 2), 'double'), LABELS]);
    expect(large.dataset.factor[0]).toBeCloseTo(1 / 64, 4);
  });

  it('of which only the classes that occur are learnt: EMNIST’s letters begin with 1', async () => {
    const { dataset } = await read([IMAGES, idx('labels', [12], (i) => [3, 1, 26][i % 3] as number)]);
    expect(classesOf(dataset.target)).toEqual(['1', '3', '26']);
    expect(labelsOf(dataset.target).slice(0, 4)).toEqual([1, 0, 2, 1]);
    const named = await read([IMAGES, idx('labels', [12], (i) => 1 + (i % 2)), mapping]);
    expect(classesOf(named.dataset.target)).toEqual(['Aa', 'Bb']);
    expect(named.notes.join(' ')).not.toContain('Passed over');
  });

  it('of QMNIST’s eight columns of labels takes the class, and says so', async () => {
    const labels = idx('qmnist-train-labels-idx2-int', [12, 8], (i) => (i % 8 === 0 ? (i / 8) % 3 : i), 'int');
    const { dataset, notes } = await read([labels, IMAGES]);
    expect(classesOf(dataset.target)).toEqual(['0', '1', '2']);
    expect(notes).toContain(`${labels.name} has 8 columns; the first is the class, as in QMNIST.`);
    expect(await errorOf([labels])).toContain('byte 3: the images that go with these labels were expected');
    const column = idx('labels', [12, 1], (i) => i % 4);
    expect((await read([IMAGES, column])).dataset).toEqual((await read([IMAGES, LABELS])).dataset);
  });

  const train = [
    idx('train-images-idx3-ubyte', [20, 3, 5], (i) => i % 256),
    idx('train-labels-idx1-ubyte', [20], (i) => i % 4),
  ];
  const test = [
    idx('t10k-images-idx3-ubyte', [12, 3, 5], (i) => i % 101),
    idx('t10k-labels-idx1-ubyte', [12], (i) => i % 5),
  ];

  it('of MNIST’s four files the first pair is trained on and the other held out, in any order', async () => {
    const { dataset, notes } = await read([...test, ...train]);
    expect(dataset).toMatchObject({ label: 'train-images-idx3-ubyte', size: 32, train: 20 });
    expect([...dataset.inputs.subarray(0, 2), ...dataset.inputs.subarray(300, 302)]).toEqual([0, 1, 0, 1]);
    expect(dataset.inputs[300 + 100]).toBe(100);
    expect(dataset.inputs[300 + 101]).toBe(0);
    expect(classesOf(dataset.target)).toEqual(['0', '1', '2', '3', '4']);
    expect(notes).toContain('20 images to train on and 12 to test on, as the files have them.');
  });

  it('in a folder: each file beside its packed form, a readme and what the system left', async () => {
    const packed = train.map(({ name, bytes }) => ({ name: `${name}.gz`, bytes: new Uint8Array(gzipSync(bytes)) }));
    const rest = [
      { name: 'readme.html', bytes: bytesOf('<html>The digits</html>') },
      { name: '.DS_Store', bytes: Uint8Array.of(0, 0, 0, 1, 66) },
    ];
    const { dataset, notes } = await read([...packed, ...rest, ...train]);
    expect(dataset).toMatchObject({ size: 20, train: null });
    expect(notes.at(-1)).toBe('Passed over: readme.html.');
  });

  it('of three files: the pair, and what is left over is named', async () => {
    const { dataset, notes } = await read([...train, test[1] as SourceFile]);
    expect(dataset).toMatchObject({ size: 20, train: null });
    expect(notes).toContain('Passed over: t10k-labels-idx1-ubyte, labels without images.');
  });

  const other = { ...LABELS, name: 'other-labels' };

  it.each<readonly [string, readonly SourceFile[], string]>([
    ['images alone', [IMAGES], 'images, byte 3: the labels that go with these images were expected in a second file'],
    ['labels alone', [LABELS], 'labels, byte 3: the images that go with these labels were expected in a second file'],
    [
      'two files of labels',
      [LABELS, other],
      'other-labels, byte 3: images were expected beside labels; both files are labels. Choose labels and the images',
    ],
    ['two files of images', [IMAGES, { ...IMAGES, name: 'b' }], 'b, byte 3: labels were expected beside images; both'],
    [
      'images that two files of labels fit',
      [{ ...IMAGES, name: 'pictures' }, LABELS, { ...LABELS, name: 'b' }],
      'b, byte 0: one file of labels was expected for pictures; labels and b are both labels',
    ],
    ['other labels', [IMAGES, idx('labels', [11], () => 0)], 'labels, byte 4: 12 labels were expected'],
    [
      'a test pair of other images',
      [...train, idx('t10k-images', [12, 2, 5], () => 1), test[1] as SourceFile],
      't10k-images, byte 8: images of 3 × 5 pixels were expected, as in train-images-idx3-ubyte; they are 2 × 5',
    ],
    [
      'labels of ten columns',
      [IMAGES, idx('labels', [12, 10], () => 0)],
      'labels, byte 8: one label for each image was expected, or the 8 columns of QMNIST; there are 10 columns',
    ],
    [
      'labels that are no whole numbers',
      [IMAGES, idx('labels', [12], (i) => (i === 2 ? 1.5 : i), 'float')],
      'labels, byte 16: a whole number, of a class, was expected; there is 1.5',
    ],
    [
      'pixels that are no numbers',
      [idx('images', [12, 3, 5], (i) => (i === 7 ? Number.NaN : i), 'float'), LABELS],
      'images, byte 44: a number that single precision can hold was expected; there is NaN',
    ],
    [
      'labels of 300 classes',
      [idx('images', [300, 1, 2], () => 1), idx('labels', [300], (i) => i, 'int')],
      'labels, byte 8: at most 256 classes can be told apart; there are 300',
    ],
    [
      'a file cut short',
      [{ ...IMAGES, bytes: IMAGES.bytes.slice(0, 100) }, LABELS],
      'images, byte 100: 12 × 3 × 5 numbers',
    ],
    [
      'an unknown type',
      [{ ...IMAGES, bytes: IMAGES.bytes.map((b, i) => (i === 2 ? 10 : b)) }, LABELS],
      'images, byte 2: a type of numbers that IDX has was expected (8, 9, 11, 12, 13, 14); there is 10',
    ],
    ['few images', [idx('images', [3, 2, 2], () => 1), idx('labels', [3], (i) => i)], 'at least 10 images'],
    ['large images', [idx('images', [10, 64, 64], () => 1), idx('labels', [10], (i) => i)], '1 to 3072 pixels'],
    [
      'one class',
      [IMAGES, idx('labels', [12], () => 3)],
      'labels, byte 8: labels of at least two classes were expected; all are 3',
    ],
    ['a table in place of labels', [IMAGES, csv(REGRESSION)], 'images, byte 3: the labels that go with these images'],
  ])('%s: refused, with the byte', async (_, files, sentence) => {
    expect(await errorOf(files)).toContain(sentence);
  });
});

describe('more images than can be used', () => {
  it('are cut after the first 50,000, and that is said: MNIST has 60,000', async () => {
    const files = [idx('images', [60_000, 1, 2], (i) => i % 251), idx('labels', [60_000], (i) => i % 10)];
    const { dataset, notes } = await read(files);
    expect(dataset.size).toBe(50_000);
    expect(dataset.inputs.length).toBe(100_000);
    expect(notes).toContain('The first 50000 of 60000 images are used: more cannot be.');
  });

  it('leave room for a fifth to test on', async () => {
    const pair = (name: string, size: number) => [
      idx(`${name}-images`, [size, 1, 2], (i) => i % 251),
      idx(`${name}-labels`, [size], (i) => i % 10),
    ];
    const { dataset, notes } = await read([...pair('test', 60_000), ...pair('train', 60_000)]);
    expect(dataset).toMatchObject({ size: 50_000, train: 40_000 });
    expect(notes).toContain('There are 60000 and 60000; the first are used: more cannot be.');
  });
});

/** As EMNIST's mapping of its letters. */
const mapping: SourceFile = { name: 'emnist-letters-mapping.txt', bytes: bytesOf('1 65 97\n2 66 98\n3 67 99\n') };
