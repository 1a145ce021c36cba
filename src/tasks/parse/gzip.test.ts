import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacked } from './gzip.ts';
import { MOST_BYTES, type SourceFile } from './result.ts';
import { errorOf, IMAGES, LABELS } from './testing.ts';

const MOST = 2 ** 20;

const zeros = (name: string, share: number): SourceFile => ({
  name,
  bytes: new Uint8Array(gzipSync(new Uint8Array(share * MOST))),
});

describe('all files together', () => {
  it('may unpack to the limit', async () => {
    const files = await unpacked([zeros('a.gz', 0.5), zeros('b.gz', 0.5)], MOST);
    expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['a', MOST / 2],
      ['b', MOST / 2],
    ]);
  });

  it('are refused beyond it, though each alone is within, and before all of them are in memory', async () => {
    await expect(unpacked([zeros('a.gz', 0.6), zeros('b.gz', 0.6), zeros('c.gz', 0.1)], MOST)).rejects.toThrow(
      'b.gz: Byte 268435456: at most 256 MB can be read, all files together and unpacked; there are more.',
    );
  });

  it('count what is not packed before anything is unpacked', async () => {
    const plain = { name: 'plain', bytes: new Uint8Array(0.9 * MOST) };
    await expect(unpacked([zeros('b.gz', 0.2), plain], MOST)).rejects.toThrow(/^b\.gz: Byte /);
  });
});

it('more than 256 MB as they are, too', async () => {
  const bytes = new Uint8Array(MOST_BYTES / 2 + 1);
  expect(
    await errorOf([
      { name: 'a', bytes },
      { name: 'b', bytes },
    ]),
  ).toContain('there are 257 MB.');
});

it('what does not unpack is named', async () => {
  const bytes = new Uint8Array(gzipSync(IMAGES.bytes)).slice(0, 30);
  expect(await errorOf([{ name: 'images.gz', bytes }, LABELS])).toBe(
    'images.gz, byte 0: gzip was expected, from its first two bytes; it does not unpack.',
  );
});
