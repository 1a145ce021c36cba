/** Reads a PNG as a decoder does. */
import { inflateSync } from 'node:zlib';
import { expect } from 'vitest';
import { crc32 } from './png.ts';

/** Chunks by their types. */
export const chunksOf = (file: Buffer) => {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const length = file.readUInt32BE(at);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
  }
  return chunks;
};
/** RGBA, as a decoder reads them. */
export const pixelsOf = (file: Buffer): number[] => {
  const chunks = chunksOf(file);
  const [header, palette, opacities] = ['IHDR', 'PLTE', 'tRNS'].map((type) => chunks.get(type));
  const [columns, rows] = [header?.readUInt32BE(0) ?? 0, header?.readUInt32BE(4) ?? 0];
  const raw = inflateSync(chunks.get('IDAT') as Buffer);
  const bytes = columns * (palette ? 1 : 4);
  expect(header?.[9]).toBe(palette ? 3 : 6);
  expect(raw).toHaveLength(rows * (bytes + 1));
  const lines = Array.from({ length: rows }, (_, row) => [
    ...raw.subarray(row * (bytes + 1) + 1, (row + 1) * (bytes + 1)),
  ]);
  if (!palette) return lines.flat();
  return lines.flat().flatMap((place) => [...palette.subarray(3 * place, 3 * place + 3), opacities?.[place] ?? 255]);
};
