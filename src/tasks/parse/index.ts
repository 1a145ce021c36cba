/** Reads the visitor's own files, in the worker. Whatever they hold, the answer is a dataset or a sentence. */
import { errorMessage } from '../../lib/errorMessage.ts';
import { foreignKind, refusal } from './foreign.ts';
import { unpacked } from './gzip.ts';
import { isCifar, isWholeCifar, parseCifar } from './images/cifar.ts';
import { beginsAsIdx, hasIdxType, isWholeIdx } from './images/idx.ts';
import { parseIdx } from './images/parseIdx.ts';
import { MalformedFile, type Parsed, type ParseOptions, type ParseResult, type SourceFile } from './result.ts';
import { parseTable } from './table/parseTable.ts';
import { textOf } from './text.ts';

/** Never rejects. */
export async function parseFiles(files: readonly SourceFile[], options: ParseOptions): Promise<ParseResult> {
  try {
    const seen = files.filter(({ name }) => !isHidden(name));
    if (seen.length === 0) throw new MalformedFile('No file was given.');
    return await parse(distinct(await unpacked(seen)), options);
  } catch (error) {
    if (error instanceof MalformedFile) return { error: error.message, table: error.table };
    const why = errorMessage(error);
    return { error: `${files.map(({ name }) => name).join(', ')}, byte 0: could not be read (${why}).` };
  }
}

/** What systems leave in folders. */
const isHidden = (name: string): boolean => /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(name);

/** torchvision keeps each file beside its packed form. */
function distinct(files: readonly SourceFile[]): SourceFile[] {
  const same = (a: SourceFile, b: SourceFile) =>
    a.name === b.name && a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i]);
  return files.filter((file, i) => !files.slice(0, i).some((before) => same(before, file)));
}

type Kind = 'idx' | 'cifar' | 'other';

async function parse(files: readonly SourceFile[], options: ParseOptions): Promise<Parsed> {
  const kinds = await Promise.all(files.map(kindOf));
  const of = (kind: Kind) => files.filter((_, i) => kinds[i] === kind);
  const [idx, cifar, others] = [of('idx'), of('cifar'), of('other')];
  const [firstIdx] = idx;
  const [firstCifar] = cifar;
  if (firstIdx && firstCifar) {
    throw new MalformedFile(
      `${firstCifar.name}, byte 0: an IDX file was expected, as ${firstIdx.name} is; this one is CIFAR’s. Choose one of the two kinds.`,
    );
  }
  if (firstIdx) return parseIdx(idx, others);
  if (firstCifar) return parseCifar(cifar, others, options);
  for (const file of others) await refuseForeign(file);
  const [file, second] = others as [SourceFile, SourceFile?];
  if (second) throw new MalformedFile(`${second.name}, line 1: one table at a time can be read.`);
  return parseTable(file, textOf(file), options);
}

/** By whole files of a kind first: of a damaged one only its beginning or its name tells. */
async function kindOf(file: SourceFile): Promise<Kind> {
  if (isWholeIdx(file)) return 'idx';
  if (isWholeCifar(file)) return 'cifar';
  if (hasIdxType(file)) return 'idx';
  const meant = isCifar(file) ? 'cifar' : beginsAsIdx(file) ? 'idx' : 'other';
  return meant === 'other' || (await foreignKind(file)) !== null ? 'other' : meant;
}

async function refuseForeign(file: SourceFile): Promise<void> {
  const kind = await foreignKind(file);
  if (kind !== null) throw refusal(file.name, kind);
}
