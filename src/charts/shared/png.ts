import { base64 } from '../../lib/base64.ts';
import { concatenated } from '../../lib/concatenated.ts';
import { deflate } from './deflate.ts';

/**
 * An image as a PNG data URL, without a canvas: so that a chart's raster is part of its svg, and stays there when the svg
 * is saved. W3C PNG (third edition): signature, IHDR, PLTE and tRNS where 256 colours suffice, IDAT, IEND; the zlib stream
 * (RFC 1950) by deflate.ts.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Types of colour (§ 11.2.1). */
const [INDEXED, RGBA] = [3, 6];
/** So many fit a palette. */
const MOST_COLOURS = 256;

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
  const indexed = indexedColours(pixels);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  // 8 bits a channel.
  header.set([8, indexed ? INDEXED : RGBA], 8);
  return concatenated(Uint8Array, [
    SIGNATURE,
    chunk('IHDR', header),
    ...(indexed ? [chunk('PLTE', indexed.colours), chunk('tRNS', indexed.opacities)] : []),
    chunk('IDAT', zlib(indexed ? scanlines(columns, rows, indexed.places) : scanlines(4 * columns, rows, pixels))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

interface Indexed {
  /** RGB of each colour, and its opacity. */
  readonly colours: Uint8Array;
  readonly opacities: Uint8Array;
  /** Of each pixel's colour. */
  readonly places: Uint8Array;
}

/** Null where there are too many colours. */
function indexedColours(pixels: Uint8ClampedArray): Indexed | null {
  const places = new Uint8Array(pixels.length / 4);
  const known = new Map<number, number>();
  for (let i = 0; i < places.length; i++) {
    const [at, byte] = [4 * i, 256];
    const colour = ((pixels[at]! * byte + pixels[at + 1]!) * byte + pixels[at + 2]!) * byte + pixels[at + 3]!;
    const place = known.get(colour) ?? known.size;
    if (place === MOST_COLOURS) return null;
    known.set(colour, place);
    places[i] = place;
  }
  const all = [...known.keys()];
  return {
    colours: Uint8Array.from(
      all.flatMap((colour) => [colour / 2 ** 24, (colour / 2 ** 16) % 256, (colour / 256) % 256]),
    ),
    opacities: Uint8Array.from(all, (colour) => colour % 256),
    places,
  };
}

/** Of the window of 32 kB only the last byte is looked back at. */
function zlib(bytes: Uint8Array): Uint8Array {
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, adler32(bytes));
  return concatenated(Uint8Array, [[0x78, 0x01], deflate(bytes), sum]);
}

/** Each row after its filter byte, 0: none. */
function scanlines(bytes: number, rows: number, pixels: Uint8Array | Uint8ClampedArray): Uint8Array {
  const raw = new Uint8Array(rows * (bytes + 1));
  for (let row = 0; row < rows; row++) raw.set(pixels.subarray(row * bytes, (row + 1) * bytes), row * (bytes + 1) + 1);
  return raw;
}

/** Length, type, data and checksum. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
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
