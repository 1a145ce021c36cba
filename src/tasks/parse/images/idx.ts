/** IDX, the format of MNIST's files (LeCun's page on MNIST): a type, lengths along every dimension, then the numbers. */
import { thereAre } from '../../../lib/counted.ts';
import type { IdxNumber } from '../../source.ts';
import { MalformedFile, nameOnDisk, type SourceFile } from '../result.ts';

/** Numbers of an IDX file, big-endian. */
interface NumberType {
  readonly name: IdxNumber;
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
}

const UNSIGNED_BYTE = 0x08;
export const INT = 0x0c;

const TYPES: ReadonlyMap<number, NumberType> = new Map([
  [UNSIGNED_BYTE, { name: 'uint8', bytes: 1, read: (view, at) => view.getUint8(at) }],
  [0x09, { name: 'int8', bytes: 1, read: (view, at) => view.getInt8(at) }],
  [0x0b, { name: 'int16', bytes: 2, read: (view, at) => view.getInt16(at) }],
  [INT, { name: 'int32', bytes: 4, read: (view, at) => view.getInt32(at) }],
  [0x0d, { name: 'float32', bytes: 4, read: (view, at) => view.getFloat32(at) }],
  [0x0e, { name: 'float64', bytes: 8, read: (view, at) => view.getFloat64(at) }],
]);

const MOST_DIMENSIONS = 4;

export interface Idx {
  readonly name: string;
  /** As it lies on the visitor's disk. */
  readonly file: string;
  /** Code of its numbers, a key of `TYPES`. */
  readonly type: number;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  /** Where the numbers begin. */
  readonly header: number;
}

/** Two zeros, which no text and no other image begins with. */
export const beginsAsIdx = ({ bytes }: SourceFile): boolean => bytes[0] === 0 && bytes[1] === 0 && bytes.length >= 4;

/** And a type of numbers, as no other known kind of file. */
export const hasIdxType = (file: SourceFile): boolean => beginsAsIdx(file) && TYPES.has(file.bytes[2]!);

/** The length of the file is what its header says. */
export function isWholeIdx(file: SourceFile): boolean {
  if (!beginsAsIdx(file)) return false;
  try {
    readIdx(file);
    return true;
  } catch {
    return false;
  }
}

/** Throws MalformedFile. */
export function readIdx(source: SourceFile): Idx {
  const { name, bytes } = source;
  const [, , type, dimensions] = bytes as unknown as [number, number, number, number];
  const number = TYPES.get(type);
  if (!number) {
    const known = [...TYPES.keys()].join(', ');
    throw new MalformedFile(
      `${name}, byte 2: a type of numbers that IDX has was expected (${known}); there is ${type}.`,
    );
  }
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
    throw new MalformedFile(
      `${name}, byte 3: 1 to ${MOST_DIMENSIONS} dimensions were expected; ${thereAre(dimensions)}.`,
    );
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw new MalformedFile(`${name}, byte ${bytes.length}: the file ends within its header of ${header} bytes.`);
  }
  const view = viewOf(bytes);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = header + shape.reduce((product, length) => product * length, number.bytes);
  if (bytes.length !== expected) {
    throw new MalformedFile(
      `${name}, byte ${Math.min(bytes.length, expected)}: ${shape.join(' × ')} numbers and so ${expected} bytes were expected; the file has ${bytes.length}.`,
    );
  }
  return { name, file: nameOnDisk(source), type, shape, bytes, header };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** What the type of an Idx that was read says of its numbers. */
const numberOf = ({ type }: Idx): NumberType => TYPES.get(type)!;

export const numberName = (idx: Idx): IdxNumber => numberOf(idx).name;

/** Place of a number in the file. */
export const byteOf = (idx: Idx, index: number): number => idx.header + index * numberOf(idx).bytes;

/** The first numbers as they are; bytes are not copied. */
export function firstNumbers(idx: Idx, count: number): Uint8Array | Float64Array {
  if (idx.type === UNSIGNED_BYTE) return idx.bytes.subarray(idx.header, idx.header + count);
  const { read } = numberOf(idx);
  const view = viewOf(idx.bytes);
  return Float64Array.from({ length: count }, (_, i) => read(view, byteOf(idx, i)));
}
