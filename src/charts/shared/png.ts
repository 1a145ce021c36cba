import { base64 } from '../../lib/base64.ts';

/**
 * An image as a PNG data URL, without a canvas: so that a chart's raster is part of its svg, and stays there when the svg
 * is saved. W3C PNG (third edition): signature, IHDR, IDAT, IEND; the zlib stream of stored blocks (RFC 1950, RFC 1951).
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** A stored block of DEFLATE holds at most so many bytes. */
const BLOCK = 65_535;
/** Bytes of a chunk besides its data: length, type, checksum. */
const CHUNK = 12;
const HEADER = 13;

/**
 * @param pixels RGBA, row by row from the top, [rows × columns × 4].
 * Throws RangeError if their number is not that.
 */
export function pngDataUrl(columns: number, rows: number, pixels: Uint8ClampedArray): string {
  if (pixels.length !== columns * rows * 4 || pixels.length === 0) {
    throw new RangeError(`An image of ${columns} × ${rows} pixels has not ${pixels.length} bytes.`);
  }
  return `data:image/png;base64,${base64(png(columns, rows, pixels))}`;
}

function png(columns: number, rows: number, pixels: Uint8ClampedArray): Uint8Array {
  const raw = scanlines(columns, rows, pixels);
  const blocks = Math.ceil(raw.length / BLOCK);
  const compressed = 2 + 5 * blocks + raw.length + 4;
  const file = new Uint8Array(SIGNATURE.length + 3 * CHUNK + HEADER + compressed);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);

  let at = chunk(file, view, SIGNATURE.length, 'IHDR', HEADER, (start) => {
    view.setUint32(start, columns);
    view.setUint32(start + 4, rows);
    // 8 bits a channel, red green blue alpha.
    file.set([8, 6], start + 8);
  });
  at = chunk(file, view, at, 'IDAT', compressed, (start) => {
    file.set([0x78, 0x01], start);
    let to = start + 2;
    for (let from = 0; from < raw.length; from += BLOCK) {
      const length = Math.min(BLOCK, raw.length - from);
      file[to] = from + length === raw.length ? 1 : 0;
      view.setUint16(to + 1, length, true);
      view.setUint16(to + 3, length ^ 0xffff, true);
      file.set(raw.subarray(from, from + length), to + 5);
      to += 5 + length;
    }
    view.setUint32(to, adler32(raw));
  });
  chunk(file, view, at, 'IEND', 0, () => {});
  return file;
}

/** Each row after its filter byte, 0: none. */
function scanlines(columns: number, rows: number, pixels: Uint8ClampedArray): Uint8Array {
  const width = columns * 4;
  const raw = new Uint8Array(rows * (width + 1));
  for (let row = 0; row < rows; row++) raw.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return raw;
}

/** Writes a chunk and returns where the next one starts. */
function chunk(
  file: Uint8Array,
  view: DataView,
  at: number,
  type: string,
  length: number,
  write: (start: number) => void,
): number {
  view.setUint32(at, length);
  for (let i = 0; i < 4; i++) file[at + 4 + i] = type.charCodeAt(i);
  write(at + 8);
  view.setUint32(at + 8 + length, crc32(file.subarray(at + 4, at + 8 + length)));
  return at + CHUNK + length;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

export function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let i = 0; i < bytes.length; ) {
    // So many sums stay below 2^32 (zlib's NMAX).
    const end = Math.min(bytes.length, i + 5552);
    for (; i < end; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
