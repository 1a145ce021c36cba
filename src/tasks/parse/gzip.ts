/** Files as they are inside gzip, within one limit for all of them. */
import { concatenated } from '../../lib/concatenated.ts';
import { MalformedFile, MOST_BYTES, type SourceFile, tooManyBytes } from './result.ts';

/** Throws MalformedFile before more than `most` bytes are unpacked, all files together. */
export async function unpacked(files: readonly SourceFile[], most = MOST_BYTES): Promise<SourceFile[]> {
  const packed = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (packed > most) throw new MalformedFile(tooManyBytes(packed));
  // What is not packed takes its room before anything is unpacked.
  let room = most - files.reduce((sum, file) => sum + (isGzip(file) ? 0 : file.bytes.length), 0);
  const result: SourceFile[] = [];
  // One after the other: together they would be in memory before they are counted.
  for (const file of files) {
    if (!isGzip(file)) {
      result.push(file);
      continue;
    }
    const bytes = await gunzipped(file, room);
    room -= bytes.length;
    result.push({ name: file.name.replace(/\.gz$/i, ''), bytes, packed: file.name });
  }
  return result;
}

const isGzip = ({ bytes }: SourceFile): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A few bytes may unpack to more than there is memory for: no further than to `room`. */
async function gunzipped({ name, bytes }: SourceFile, room: number): Promise<Uint8Array> {
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
      if (total > room) throw new MalformedFile(`${name}: ${tooManyBytes(null)}`);
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    if (error instanceof MalformedFile) throw error;
    throw new MalformedFile(`${name}, byte 0: gzip was expected, from its first two bytes; it does not unpack.`);
  }
  return concatenated(Uint8Array, pieces);
}
