import { describe, expect, it } from 'vitest';
import type { DatasetTarget } from '../../datasets.ts';
import { bytesOf, cifar, cifar100, errorOf, idx, read } from '../testing.ts';

const nameOf = (target: DatasetTarget, row: number): string | undefined =>
  target.kind === 'classes' ? target.classes[target.labels[row] as number] : undefined;

describe('CIFAR-10', () => {
  it('of one or more batches', async () => {
    const { dataset } = await read([cifar(10), cifar(12, 'data_batch_2.bin')]);
    expect(dataset).toMatchObject({ size: 22, features: 3072, train: null });
    expect(dataset.image).toMatchObject({ width: 32, height: 32, channels: 3 });
    expect(nameOf(dataset.target, 11)).toBe('automobile');
    expect([...dataset.inputs.subarray(3072, 3075)]).toEqual([0, 31, 62]);
  });

  it('as a whole folder: the test batch held out, names from its list, the rest passed over', async () => {
    const names = 'plane car bird cat deer dog frog horse ship lorry'.split(' ');
    const { dataset, notes } = await read([
      { name: 'batches.meta.txt', bytes: bytesOf(`${names.join('\n')}\n\n`) },
      { name: 'readme.html', bytes: bytesOf('<html></html>') },
      cifar(10, 'test_batch.bin'),
      cifar(12, 'data_batch_2.bin'),
      cifar(13),
    ]);
    expect(dataset).toMatchObject({ label: 'CIFAR-10, 3 files', size: 35, train: 25 });
    expect(nameOf(dataset.target, 9)).toBe('lorry');
    expect(notes).toContain('25 images to train on and 10 to test on, as the files have them.');
    expect(notes.at(-1)).toBe('Passed over: readme.html.');
  });

  it('of more images than can be used is cut, and that is said', async () => {
    // Three files of one copy in memory: 61,500 images.
    const { name, bytes } = cifar(50);
    const large = new Uint8Array(20_500 * 3073);
    for (let at = 0; at < large.length; at += bytes.length) large.set(bytes, at);
    const { dataset, notes } = await read([1, 2, 3].map((i) => ({ name: name.replace('1', String(i)), bytes: large })));
    expect(dataset.size).toBe(50_000);
    expect(notes).toContain('The first 50000 of 61500 images are used: more cannot be.');
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
    expect(await errorOf([cifar(10), idx('images', [12, 3, 5], () => 1)])).toContain(
      'data_batch_1.bin, byte 0: an IDX file was expected, as images is',
    );
  });
});

describe('CIFAR-100', () => {
  it('has two labels a record: the class unless the superclass is chosen', async () => {
    const { dataset, table } = await read([cifar100(120), cifar100(20, 'test.bin')]);
    expect(dataset).toMatchObject({ label: 'CIFAR-100, 2 files', size: 140, features: 3072, train: 120 });
    expect([...dataset.inputs.subarray(3072, 3075)]).toEqual([0, 31, 62]);
    expect(nameOf(dataset.target, 99)).toBe('worm');
    expect(table).toMatchObject({ columns: [{ name: 'class' }, { name: 'superclass' }], target: 'class' });
    const coarse = await read(cifar100(120), { target: 'superclass' });
    expect(nameOf(coarse.dataset.target, 19)).toBe('vehicles_2');
    expect(coarse.table?.target).toBe('superclass');
  });

  it('of a length that fits both versions is told by its labels', async () => {
    const { dataset } = await read(cifar100(3073));
    expect(dataset.size).toBe(3073);
    const { dataset: ten } = await read(cifar(3074));
    expect(ten.size).toBe(3074);
  }, 20_000);

  it('with another label is refused, with the byte', async () => {
    const { name, bytes } = cifar100(10);
    expect(await errorOf({ name, bytes: bytes.map((b, i) => (i === 3075 ? 100 : b)) })).toContain(
      'train.bin, byte 3075: a label from 0 to 99 was expected; there is 100',
    );
  });
});
