/** Files for the tests. */
import { parseFiles } from './index.ts';
import type { Parsed, ParseOptions, SourceFile } from './result.ts';

export const ANY: ParseOptions = { target: null, kind: null };
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function read(files: SourceFile | readonly SourceFile[], options = ANY): Promise<Parsed> {
  const result = await parseFiles('bytes' in files ? [files] : files, options);
  if ('error' in result) throw new Error(result.error);
  return result;
}

export const csv = (text: string): SourceFile => ({ name: 'table.csv', bytes: bytesOf(text) });

export async function errorOf(files: SourceFile | readonly SourceFile[], options = ANY): Promise<string> {
  const result = await parseFiles('bytes' in files ? [files] : files, options);
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

/** Of unsigned bytes. */
export const idx = (name: string, shape: readonly number[], values: (i: number) => number): SourceFile => {
  const count = shape.reduce((product, length) => product * length, 1);
  const bytes = new Uint8Array(4 + 4 * shape.length + count);
  bytes.set([0, 0, 8, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, i) => {
    view.setUint32(4 + 4 * i, length);
  });
  for (let i = 0; i < count; i++) bytes[4 + 4 * shape.length + i] = values(i);
  return { name, bytes };
};
export const IMAGES = idx('images', [12, 3, 5], (i) => (i * 37) % 256);
export const LABELS = idx('labels', [12], (i) => i % 4);

export const cifar = (records: number): SourceFile => ({
  name: 'data_batch_1.bin',
  bytes: Uint8Array.from({ length: 3073 * records }, (_, i) => (i % 3073 === 0 ? (i / 3073) % 10 : (i * 31) % 256)),
});
