import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adler32, crc32, pngDataUrl } from './png.ts';

const decoded = (url: string) => Buffer.from(url.slice('data:image/png;base64,'.length), 'base64');
const ascii = (text: string) => new TextEncoder().encode(text);

describe('an image as a PNG', () => {
  it('holds its pixels in a stream that zlib reads, checksum included, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 190 }),
        fc.integer({ min: 1, max: 190 }),
        fc.nat(),
        (columns, rows, salt) => {
          const pixels = Uint8ClampedArray.from({ length: columns * rows * 4 }, (_, i) => (i * 31 + salt) % 256);
          const file = decoded(pngDataUrl(columns, rows, pixels));
          expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([columns, rows]);
          const length = file.readUInt32BE(33);
          const raw = inflateSync(file.subarray(41, 41 + length));
          const lines = Array.from({ length: rows }, (_, row) =>
            raw.subarray(row * (columns * 4 + 1) + 1, (row + 1) * (columns * 4 + 1)),
          );
          expect(Buffer.concat(lines).equals(Buffer.from(pixels))).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('closes every chunk with its checksum', () => {
    const file = decoded(pngDataUrl(2, 1, new Uint8ClampedArray(8)));
    const types: string[] = [];
    for (let at = 8; at < file.length; ) {
      const length = file.readUInt32BE(at);
      types.push(file.toString('latin1', at + 4, at + 8));
      expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
      at += 12 + length;
    }
    expect(types).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  it('sums as the standards’ own examples do', () => {
    // The check value of CRC-32 (ISO 3309), and Adler-32 of RFC 1950's best known example.
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
    expect(adler32(ascii('Wikipedia'))).toBe(0x11e60398);
  });

  it('refuses a number of bytes that is not that of its pixels', () => {
    expect(() => pngDataUrl(2, 2, new Uint8ClampedArray(12))).toThrow('2 × 2 pixels has not 12 bytes');
  });
});
