/** Files of other kinds, which people have and the lab cannot read: what they are, and what to do. */
import { MalformedFile, type SourceFile } from './result.ts';

/** What a file is, and what to do with it. */
interface Kind {
  readonly what: string;
  readonly advice: string;
}

const AS_CSV = 'Write the table as CSV and take that.';
const BY_NUMPY = 'Write it by numpy.savetxt("table.csv", array, delimiter=",") and take that.';
const BY_MATLAB = 'Write the table by writematrix(table, "table.csv") and take that.';
const UNPACK = 'Unpack it and take the files in it.';

/** By the extension and the media type that file-type gives: the first pattern that fits. */
const KNOWN: readonly (readonly [RegExp, (extension: string) => Kind])[] = [
  [
    /^(xls|xlsx|xlsm|ods|cfb) /,
    (kind) => ({ what: `a spreadsheet (${kind})`, advice: 'Save its sheet as CSV and take that.' }),
  ],
  [/^(tar|zip|7z|rar|cpio|cab|tar\.\w+) /, (kind) => ({ what: `an archive (${kind})`, advice: UNPACK })],
  [/^(bz2|xz|zst|lz|lz4|Z) /, (kind) => ({ what: `packed by ${kind}`, advice: UNPACK })],
  [/^(parquet|arrow|avro|sqlite) /, (kind) => ({ what: `a table in the format ${kind}`, advice: AS_CSV })],
  [
    / image\//,
    (kind) => ({
      what: `a picture (${kind})`,
      advice:
        'Pictures are read from IDX files, from CIFAR’s binary files, or from a table with a column for each pixel.',
    }),
  ],
  [/./, (kind) => ({ what: `a file of type ${kind}`, advice: AS_CSV })],
];

/** What file-type does not know but people who train networks have, by its first bytes. */
const OWN: readonly (readonly [magic: string, Kind])[] = [
  ['\x93NUMPY', { what: 'a NumPy array (npy)', advice: BY_NUMPY }],
  ['\x89HDF\r\n', { what: 'an HDF5 file', advice: AS_CSV }],
  ['MATLAB 5.0 MAT-file', { what: 'a MATLAB file (mat)', advice: BY_MATLAB }],
  ['MATLAB 7.3 MAT-file', { what: 'a MATLAB file (mat)', advice: BY_MATLAB }],
];

const PICKLE: Kind = { what: 'a Python pickle', advice: AS_CSV };
const CIFAR_PICKLE: Kind = {
  what: 'a Python pickle, of CIFAR’s Python version',
  advice: 'Take the binary version: cifar-10-binary.tar.gz or cifar-100-binary.tar.gz, unpacked.',
};

/** Null where the file may be text, or is of no known kind. */
export async function foreignKind({ name, bytes }: SourceFile): Promise<Kind | null> {
  if (!isBinary(bytes)) return null;
  const own = OWN.find(([magic]) => beginsWith(bytes, magic));
  if (own) return own[1];
  if (isPickle(bytes)) return isOfCifar(name, bytes) ? CIFAR_PICKLE : PICKLE;
  const found = await detected(bytes);
  if (found === null) return null;
  if (found.ext === 'zip' && /\.npz$/i.test(name)) return { what: 'NumPy arrays (npz)', advice: BY_NUMPY };
  return KNOWN.find(([pattern]) => pattern.test(`${found.ext} ${found.mime}`))?.[1](found.ext) ?? null;
}

export const refusal = (name: string, { what, advice }: Kind): MalformedFile =>
  new MalformedFile(
    `${name}, byte 0: a table as text (CSV), IDX files or CIFAR’s binary files were expected; this is ${what}. ${advice}`,
  );

/** So many bytes are looked at. */
const LOOKED_AT = 2 ** 16;

/** Control characters, in a file that does not say that it is text of two bytes a character. */
function isBinary(bytes: Uint8Array): boolean {
  if (beginsWith(bytes, '\xff\xfe') || beginsWith(bytes, '\xfe\xff')) return false;
  return bytes.subarray(0, LOOKED_AT).some((byte) => byte < 9 || (byte > 13 && byte < 27));
}

const beginsWith = (bytes: Uint8Array, magic: string): boolean =>
  [...magic].every((letter, i) => bytes[i] === letter.charCodeAt(0));

/** Protocol 2 to 5. */
const isPickle = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes.length > 2;

const isOfCifar = (name: string, bytes: Uint8Array): boolean =>
  /batch|meta/i.test(name) || new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT)).includes('_label');

/** A damaged file is of no known kind. file-type comes when it is needed. */
async function detected(bytes: Uint8Array): Promise<{ readonly ext: string; readonly mime: string } | null> {
  const { fileTypeFromBuffer } = await import('file-type/core');
  return (await fileTypeFromBuffer(bytes).catch(() => null)) ?? null;
}
