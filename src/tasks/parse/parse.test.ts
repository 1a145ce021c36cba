import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFiles } from './index.ts';
import type { Parsed, ParseOptions, SourceFile } from './result.ts';

const ANY: ParseOptions = { target: null, kind: null };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(files: SourceFile | readonly SourceFile[], options = ANY): Promise<Parsed> {
  const result = await parseFiles('bytes' in files ? [files] : files, options);
  if ('error' in result) throw new Error(result.error);
  return result;
}
const csv = (text: string): SourceFile => ({ name: 'table.csv', bytes: bytesOf(text) });
async function errorOf(files: SourceFile | readonly SourceFile[], options = ANY): Promise<string> {
  const result = await parseFiles('bytes' in files ? [files] : files, options);
  return 'error' in result ? result.error : 'no error';
}

const table = (
  rows: number,
  cells: (i: number) => readonly (string | number)[],
  separator = ',',
  header = '',
): string => `${header}${Array.from({ length: rows }, (_, i) => cells(i).join(separator)).join('\n')}\n`;
const REGRESSION = table(30, (i) => [i, i * i, 7, (i / 3).toFixed(2)], ',', 'time,square,constant,height\n');

describe('CSV', () => {
  it('with a header: features standardised, the last column the target, a number', async () => {
    const { dataset, columns, target, notes } = await read(csv(REGRESSION));
    expect(columns).toEqual(['time', 'square', 'constant', 'height']);
    expect(target).toBe('height');
    expect(dataset).toMatchObject({ size: 30, features: 3, featureNames: ['time', 'square', 'constant'], train: null });
    expect(dataset.shift[0]).toBeCloseTo(14.5, 5);
    expect(dataset.factor[0]).toBeCloseTo(1 / Math.sqrt((30 ** 2 - 1) / 12), 5);
    expect(dataset.factor[2]).toBe(1);
    expect(notes.join(' ')).toMatch(/height is taken for a number.*Always the same.*constant/);
    if (dataset.target.kind !== 'number') throw new Error('A number was expected.');
    expect(dataset.target.values.reduce((sum, y) => sum + y, 0)).toBeCloseTo(0, 4);
  });

  it.each([
    [';', ';'],
    ['tab', '\t'],
    ['|', '|'],
  ])('without a header, separated by %s, with names of classes', async (_, separator) => {
    const text = table(40, (i) => [i, -i, ['cat', 'dog', 'emu'][i % 3] as string], separator);
    const { dataset, columns } = await read(csv(text));
    expect(columns).toEqual(['column 1', 'column 2', 'column 3']);
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['cat', 'dog', 'emu'] });
    if (dataset.target.kind === 'classes') expect([...dataset.target.labels.slice(0, 4)]).toEqual([0, 1, 2, 0]);
  });

  it('takes few whole numbers for classes, unless told otherwise, and another column for the target', async () => {
    const text = table(60, (i) => [i % 3, i, i / 7], ',', 'kind,a,b\n');
    expect((await read(csv(text), { target: 'kind', kind: null })).dataset.target).toMatchObject({
      classes: ['0', '1', '2'],
    });
    expect((await read(csv(text), { target: 'kind', kind: 'number' })).dataset.target.kind).toBe('number');
    expect((await read(csv(text))).dataset.target.kind).toBe('number');
  });

  it('takes quoted cells, blank lines, Windows line ends, a byte order mark, and gzip', async () => {
    const text = `\uFEFF"a","b, c",class\r\n\r\n${table(20, (i) => [`"${i}"`, `"${2 * i}"`, i % 2 ? '"yes"' : 'no']).replaceAll('\n', '\r\n')}`;
    const plain = await read(csv(text));
    expect(plain.columns).toEqual(['a', 'b, c', 'class']);
    expect(plain.dataset.size).toBe(20);
    const zipped = { name: 'table.csv.gz', bytes: new Uint8Array(gzipSync(text)) };
    expect((await read(zipped)).dataset.inputs).toEqual(plain.dataset.inputs);
  });

  it.each([
    [
      'a word among numbers',
      REGRESSION.replace('\n7,49', '\n7,many'),
      'Line 9, column 2 (square): a number was expected; there is "many".',
    ],
    [
      'an empty cell',
      REGRESSION.replace('\n7,49', '\n7,'),
      'Line 9, column 2 (square): a number was expected; the cell is empty.',
    ],
    [
      'a row too short',
      REGRESSION.replace('\n7,49', '\n749'),
      'Line 9: 4 cells were expected, as on line 1; there are 3.',
    ],
    ['a quote that is not closed', REGRESSION.replace('\n7,49', '\n"7,49'), 'Line 9: quoted field unterminated'],
    ['no rows', '\n\n', 'Line 1: the file has no rows'],
    ['one column', '1\n2\n3\n', 'Line 1: at least two columns were expected'],
    ['a handful of rows', '1,2\n2,3\n3,5\n', 'Line 3: at least 10 rows of numbers were expected; there are 3.'],
    ['infinity', REGRESSION.replace('\n7,49', '\n7,1e999'), 'Line 9, column 2 (square): a number was expected'],
    ['a constant target', table(20, (i) => [i, 5]), 'the target column 2 is the same on every line'],
    ['no text', '1,2\u0000', 'byte 3: text was expected'],
  ])('%s is refused, with the line', async (_, text, sentence) => {
    expect(await errorOf(csv(text))).toContain(sentence);
  });

  it('a target that is no column is refused', async () => {
    expect(await errorOf(csv(REGRESSION), { target: 'weight', kind: null })).toContain('no column named "weight"');
  });

  it('more than 50,000 rows, and what is no UTF-8, are refused', async () => {
    expect(await errorOf(csv('1,2\n'.repeat(50_002)))).toMatch(/^Line \d+: at most 50000 rows/);
    const bytes = bytesOf(REGRESSION);
    bytes[40] = 0xff;
    expect(await errorOf({ name: 'latin.csv', bytes })).toBe(
      'latin.csv, byte 40: text in UTF-8 was expected; this is none.',
    );
  });
});

const idx = (name: string, shape: readonly number[], values: (i: number) => number): SourceFile => {
  const count = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(4 + 4 * shape.length + count);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, i) => {
    view.setUint32(4 + 4 * i, length);
  });
  for (let i = 0; i < count; i++) bytes[4 + 4 * shape.length + i] = values(i);
  return { name, bytes };
};
const IMAGES = idx('images', [12, 3, 5], (i) => (i * 37) % 256);
const LABELS = idx('labels', [12], (i) => i % 4);

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
    ['a table beside', [IMAGES, csv(REGRESSION)], 'table.csv, byte 0: an IDX file was expected'],
  ])('%s is refused, with the byte', async (_, files, sentence) => {
    expect(await errorOf(files)).toContain(sentence);
  });
});

const cifar = (records: number): SourceFile => ({
  name: 'data_batch_1.bin',
  bytes: Uint8Array.from({ length: 3073 * records }, (_, i) => (i % 3073 === 0 ? (i / 3073) % 10 : (i * 31) % 256)),
});

describe('CIFAR-10', () => {
  it('of one or more batches', async () => {
    const { dataset } = await read([cifar(10), cifar(12)]);
    expect(dataset).toMatchObject({ size: 22, features: 3072, image: { width: 32, height: 32, channels: 3 } });
    if (dataset.target.kind === 'classes')
      expect(dataset.target.classes[dataset.target.labels[11] as number]).toBe('automobile');
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

/** Bytes changed, taken out and put in, pieces repeated, the end cut off. */
const damage = fc.array(
  fc.record({
    kind: fc.constantFrom('change', 'remove', 'insert', 'repeat', 'cut'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(...[...'",;\n\t.-eNaN'].map((c) => c.charCodeAt(0))),
    ),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 6 },
);

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

const damaged = (bytes: Uint8Array, edits: Damage): Uint8Array =>
  edits.reduce((before, { kind, at, byte, length }) => {
    const place = Math.floor(at * before.length);
    const [head, tail] = [before.subarray(0, place), before.subarray(place)];
    const parts = {
      change: [head, [byte], tail.subarray(1)],
      remove: [head, tail.subarray(length)],
      insert: [head, [byte], tail],
      repeat: [head, tail.subarray(0, length), tail],
      cut: [head],
    }[kind];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  }, bytes);

/** A valid dataset, or an error that names a line or a byte. */
async function expectSound(files: readonly SourceFile[]): Promise<void> {
  const result = await parseFiles(files, ANY);
  if ('error' in result) {
    expect(result.error).toMatch(/[Ll]ine \d+|[Bb]yte \d+/);
    return;
  }
  const { size, features, inputs, target, shift, factor } = result.dataset;
  expect(inputs.length).toBe(size * features);
  expect(inputs.every(Number.isFinite) && shift.every(Number.isFinite) && factor.every(Number.isFinite)).toBe(true);
  if (target.kind === 'number') expect(target.values.every(Number.isFinite)).toBe(true);
  else expect(target.labels.every((label) => label < target.classes.length)).toBe(true);
}

describe('a damaged file', () => {
  it('of comma-separated values is read or refused with its place, 1,000 times', async () => {
    const names = table(25, (i) => [i, `"${i}"`, ['cat', 'dog'][i % 2] as string]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(REGRESSION, names), damage, (text, edits) =>
        expectSound([{ name: 't.csv', bytes: damaged(bytesOf(text), edits) }]),
      ),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('of IDX is read or refused with its place, 1,000 times', async () => {
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), (edits, first) => {
        const [a, b] = first ? [IMAGES, LABELS] : [LABELS, IMAGES];
        return expectSound([{ ...a, bytes: damaged(a.bytes, edits) }, b]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('of CIFAR-10 or gzip is read or refused with its place, 300 times', async () => {
    const zipped = { name: 'images.gz', bytes: new Uint8Array(gzipSync(IMAGES.bytes)) };
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), (edits, images) => {
        const file = images ? cifar(10) : zipped;
        const broken = { ...file, bytes: damaged(file.bytes, edits) };
        return expectSound(images ? [broken] : [broken, LABELS]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
