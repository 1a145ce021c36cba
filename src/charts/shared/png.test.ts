import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate } from './deflate.ts';
import { adler32, crc32, pngDataUrl } from './png.ts';
import { chunksOf, pixelsOf } from './testing.png.ts';

const decoded = (url: string) => Buffer.from(url.slice('data:image/png;base64,'.length), 'base64');
const ascii = (text: string) => new TextEncoder().encode(text);

describe('an image as a PNG', () => {
  it('holds its pixels in a stream that zlib reads, whatever its size and its number of colours', () => {
    const size = fc.integer({ min: 1, max: 190 });
    fc.assert(
      fc.property(size, size, fc.nat(), fc.integer({ min: 1, max: 600 }), (columns, rows, salt, colours) => {
        const pixels = Uint8ClampedArray.from({ length: columns * rows * 4 }, (_, i) => {
          const colour = (Math.floor(i / 4) * (salt % 7)) % colours;
          return (colour * 31 + (i % 4) * salt + (i % 4 === 1 ? colour >> 8 : 0)) % 256;
        });
        const read = Buffer.from(pixelsOf(decoded(pngDataUrl(columns, rows, pixels))));
        expect(read.equals(Buffer.from(pixels))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('is small where it has few colours in large patches, as a phase map has', () => {
    const [columns, rows] = [192, 144];
    const pixels = Uint8ClampedArray.from({ length: columns * rows * 4 }, (_, i) =>
      Math.floor(i / 4) % columns > 80 ? ([200, 60, 30, 255][i % 4] as number) : 0,
    );
    const file = decoded(pngDataUrl(columns, rows, pixels));
    expect(file.length).toBeLessThan(2500);
    expect(pixelsOf(file)).toEqual([...pixels]);
  });

  it('tells runs of any length', () => {
    for (let length = 1; length < 600; length++) {
      const bytes = new Uint8Array(length + 2).fill(200, 1, length + 1);
      expect([...inflateRawSync(deflate(bytes))]).toEqual([...bytes]);
    }
  });

  it('has its chunks in the order of the standard, a palette only where 256 colours suffice', () => {
    const types = (pixels: Uint8ClampedArray) => [
      ...chunksOf(decoded(pngDataUrl(pixels.length / 4, 1, pixels))).keys(),
    ];
    expect(types(new Uint8ClampedArray(8))).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    const colours = (count: number) =>
      Uint8ClampedArray.from(
        { length: 4 * count },
        (_, i) => (i % 4 === 0 ? i / 4 : i % 4 === 1 ? (i / 4) >> 8 : 255) % 256,
      );
    expect(types(colours(256))).toContain('PLTE');
    expect(types(colours(257))).toEqual(['IHDR', 'IDAT', 'IEND']);
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
