/** Reads the visitor's own files, in the worker. Whatever they hold, the answer is a dataset or a sentence. */
import { concatenated } from '../../lib/concatenated.ts';
import { errorMessage } from '../../lib/errorMessage.ts';
import { parseCsv } from './csv.ts';
import { isCifar, isIdx, parseCifar, parseIdx } from './images.ts';
import {
  MalformedFile,
  MOST_BYTES,
  type Parsed,
  type ParseOptions,
  type ParseResult,
  type SourceFile,
  tooManyBytes,
} from './result.ts';

/** Never rejects. */
export async function parseFiles(files: readonly SourceFile[], options: ParseOptions): Promise<ParseResult> {
  try {
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    if (files.length === 0) throw new MalformedFile('No file was given.');
    checkBytes(bytes);
    const unpacked = await Promise.all(files.map(unzipped));
    return await parse(unpacked, options);
  } catch (error) {
    if (error instanceof MalformedFile) return { error: error.message, table: error.table };
    const why = errorMessage(error);
    return { error: `${files.map(({ name }) => name).join(', ')}, byte 0: could not be read (${why}).` };
  }
}

function checkBytes(bytes: number): void {
  if (bytes > MOST_BYTES) throw new MalformedFile(tooManyBytes(bytes));
}

async function parse(files: readonly SourceFile[], options: ParseOptions): Promise<Parsed> {
  if (files.some(isIdx)) {
    const other = files.find((file) => !isIdx(file));
    if (other)
      throw new MalformedFile(`${other.name}, byte 0: an IDX file was expected, as the other is; it begins otherwise.`);
    return parseIdx(files);
  }
  if (files.every(isCifar)) return parseCifar(files);
  const [file, second] = files as [SourceFile, SourceFile?];
  if (second) throw new MalformedFile(`${second.name}, line 1: one table at a time can be read.`);
  return parseCsv(file.name, textOf(file), options);
}

function textOf({ name, bytes }: SourceFile): string {
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    throw new MalformedFile(
      `${name}, byte ${zero}: text was expected (CSV), or an IDX or CIFAR-10 file; there is a zero.`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedFile(`${name}, byte ${firstBroken(bytes)}: text in UTF-8 was expected; this is none.`);
  }
}

/** The first byte up to which the text does not decode, by halving. */
function firstBroken(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

async function unzipped(file: SourceFile): Promise<SourceFile> {
  const { name, bytes } = file;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return file;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const pieces: Uint8Array[] = [];
  let total = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value);
      total += next.value.length;
      // A few bytes may unpack to more than there is memory for.
      checkBytes(total);
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    if (error instanceof MalformedFile) throw error;
    throw new MalformedFile(`${name}, byte 0: gzip was expected, from its first two bytes; it does not unpack.`);
  }
  return { name: name.replace(/\.gz$/i, ''), bytes: concatenated(Uint8Array, pieces) };
}
