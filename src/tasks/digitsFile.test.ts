import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packDigits } from '../../scripts/packDigits.mjs';
import { parseDigits } from './digitsFile.ts';

packDigits();
const bytes = new Uint8Array(gunzipSync(readFileSync(new URL('./digits.bin', import.meta.url))));

/** Two images of ten pixels. */
function ofRectangles(): Uint8Array {
  const file = new Uint8Array(16 + 2 + 20);
  file.set(bytes.subarray(0, 4));
  file.set([2, 0, 0, 0, 1, 0, 0, 0, 10], 4);
  return file;
}

describe('the file of digits', () => {
  it('has 8,500 images to train on and 1,500 to test, every digit in both in about its share', () => {
    const { size, train, features, target, image } = parseDigits(bytes);
    expect([size, train, features]).toEqual([10_000, 8500, 784]);
    expect(image).toEqual({ width: 28, height: 28, channels: 1 });
    if (target.kind !== 'classes') throw new Error('Digits are classes.');
    for (const part of [target.labels.subarray(0, 8500), target.labels.subarray(8500)]) {
      const counts = target.classes.map((_, digit) => part.reduce((sum, label) => sum + (label === digit ? 1 : 0), 0));
      for (const count of counts) expect(Math.abs(count / part.length - 0.1)).toBeLessThan(0.03);
    }
  });

  it('is standardised to mean 0 and deviation 1 over the pixels of the images to train on', () => {
    const { inputs, features, train, shift, factor } = parseDigits(bytes);
    const pixels = inputs.subarray(0, (train ?? 0) * features);
    expect(pixels.length).toBe(8500 * 784);
    let [sum, squares] = [0, 0];
    for (const byte of pixels) {
      const value = (byte - shift[0]!) * factor[0]!;
      sum += value;
      squares += value * value;
    }
    expect(sum / pixels.length).toBeCloseTo(0, 5);
    expect(squares / pixels.length).toBeCloseTo(1, 5);
  });

  it('is scaled alike whatever the held-out images show', () => {
    const { shift, factor } = parseDigits(bytes);
    const others = bytes.slice().fill(255, 16 + 10_000 + 8500 * 784);
    const scaled = parseDigits(others);
    expect([...scaled.shift, ...scaled.factor]).toEqual([...shift, ...factor]);
  });

  it.each([
    ['cut within its header', bytes.slice(0, 9), 'ends at byte 9'],
    ['cut within its images', bytes.slice(0, 5000), 'has 5000 bytes where its header promises 7850016'],
    ['of another kind', Uint8Array.from({ length: 40 }), 'does not begin with RLD1 at byte 0'],
    [
      'with no image to train on',
      bytes.map((byte, i) => (i >= 8 && i < 12 ? 0 : byte)),
      '0 of 10000 images for training at byte 8',
    ],
    ['with images that are no squares', ofRectangles(), 'images of 10 pixels, which are no square, at byte 12'],
    ['with a label that is no digit', bytes.map((byte, i) => (i === 20 ? 77 : byte)), 'has the label 77 at byte 20'],
  ])('%s is refused in a sentence that names the byte', (_, damaged, sentence) => {
    expect(() => parseDigits(damaged)).toThrow(sentence);
  });
});
