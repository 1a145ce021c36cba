/** Files for the tests. */
import { concatenated } from '../../lib/concatenated.ts';
import { parseFiles } from './index.ts';
import { BY_VALUES, type Parsed, type ParseOptions, type SourceFile } from './result.ts';

export const ANY: ParseOptions = BY_VALUES;
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function read(
  files: SourceFile | readonly SourceFile[],
  options: Partial<ParseOptions> = ANY,
): Promise<Parsed> {
  const result = await parseFiles('bytes' in files ? [files] : files, { ...ANY, ...options });
  if ('error' in result) throw new Error(result.error);
  return result;
}

export const csv = (text: string): SourceFile => ({ name: 'table.csv', bytes: bytesOf(text) });

export async function errorOf(
  files: SourceFile | readonly SourceFile[],
  options: Partial<ParseOptions> = ANY,
): Promise<string> {
  const result = await parseFiles('bytes' in files ? [files] : files, { ...ANY, ...options });
  return 'error' in result ? result.error : 'no error';
}

export const table = (
  rows: number,
  cells: (i: number) => readonly (string | number)[],
  separator = ',',
  header = '',
): string => `${header}${Array.from({ length: rows }, (_, i) => cells(i).join(separator)).join('\n')}\n`;

/** A header on line 1, 30 rows: time, its square, a constant, and a third of it. */
export const REGRESSION = table(30, (i) => [i, i * i, 7, (i / 3).toFixed(2)], ',', 'time,square,constant,height\n');

/** Codes of IDX's types of numbers, with how they are written. */
const IDX_TYPES = {
  ubyte: [0x08, 1, 'setUint8'],
  byte: [0x09, 1, 'setInt8'],
  short: [0x0b, 2, 'setInt16'],
  int: [0x0c, 4, 'setInt32'],
  float: [0x0d, 4, 'setFloat32'],
  double: [0x0e, 8, 'setFloat64'],
} as const;

export type IdxType = keyof typeof IDX_TYPES;

export function idx(
  name: string,
  shape: readonly number[],
  values: (i: number) => number,
  type: IdxType = 'ubyte',
): SourceFile {
  const [code, width, set] = IDX_TYPES[type];
  const header = 4 + 4 * shape.length;
  const count = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(header + width * count);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, code, shape.length]);
  shape.forEach((length, i) => {
    view.setUint32(4 + 4 * i, length);
  });
  for (let i = 0; i < count; i++) view[set](header + width * i, values(i));
  return { name, bytes };
}

export const IMAGES = idx('images', [12, 3, 5], (i) => (i * 37) % 256);
export const LABELS = idx('labels', [12], (i) => i % 4);

/** Records of labels and pixels, of CIFAR-10 or of CIFAR-100. */
const records = (name: string, count: number, labels: (row: number) => readonly number[]): SourceFile => {
  const pixels = Uint8Array.from({ length: 3072 }, (_, i) => (i * 31) % 256);
  return {
    name,
    bytes: concatenated(Uint8Array, Array.from({ length: count }, (_, row) => [labels(row), pixels]).flat()),
  };
};

export const cifar = (count: number, name = 'data_batch_1.bin'): SourceFile =>
  records(name, count, (row) => [row % 10]);

export const cifar100 = (count: number, name = 'train.bin'): SourceFile =>
  records(name, count, (row) => [(row % 100) % 20, row % 100]);
