/** From the bytes of a file to its text, whatever program wrote it. */
import { analyse } from 'chardet';
import { MalformedFile, type SourceFile } from './result.ts';

export interface Text {
  readonly text: string;
  /** As TextDecoder calls it. */
  readonly encoding: string;
  /** What should be said of it; null: nothing. */
  readonly note: string | null;
}

/** Throws MalformedFile where it is no text, or the text of something else than a table. */
export function textOf({ name, bytes }: SourceFile): Text {
  const read = decoded(name, bytes);
  refuseOther(name, read.text);
  return read;
}

function decoded(name: string, bytes: Uint8Array): Text {
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const text = new TextDecoder(wide).decode(bytes);
    const control = CONTROL.exec(text);
    if (control) throw noText(name, 2 * control.index);
    return { text, encoding: wide, note: `The text is in ${wide.toUpperCase()}.` };
  }
  // In these encodings a byte of that value is a letter of its own.
  const control = firstControl(bytes);
  if (control >= 0) throw noText(name, control);
  const text = fatally('utf-8', bytes);
  if (text !== null) return { text, encoding: 'utf-8', note: null };
  const encoding = guessed(bytes);
  return {
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
    note: `The text is not in UTF-8; it is read as ${encoding}. Save it as UTF-8 if letters look wrong.`,
  };
}

/** The first byte that no program writes into a text; -1: none. Some end theirs by 0x1a, and tell Japanese by 0x1b. */
function firstControl(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x20 && (byte < 0x09 || (byte > 0x0d && byte !== 0x1a && byte !== 0x1b))) return i;
  }
  return -1;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/;

const noText = (name: string, byte: number): MalformedFile =>
  new MalformedFile(
    `${name}, byte ${byte}: text was expected (a table), or images as MNIST and CIFAR-10 have them; there is a byte that no text has.`,
  );

function fatally(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16, by its mark or, as some programs leave it out, by the zeros that it puts beside every digit. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++;
  const most = 0.3 * sample.length;
  if (zeros[1]! > most && zeros[0] === 0) return 'utf-16le';
  if (zeros[0]! > most && zeros[1] === 0) return 'utf-16be';
  return null;
}

/** Bytes around the first that is not ASCII, from which the encoding is guessed. */
const GUESSED_FROM = 2 ** 16;

/** The likeliest encoding of text that is not UTF-8; Western Europe's where nothing speaks for another. */
function guessed(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const from = Math.max(0, first - GUESSED_FROM / 2);
  // The likeliest comes first; each is tried on the whole file.
  const best = analyse(bytes.subarray(from, from + GUESSED_FROM)).find(
    ({ name, confidence }) => confidence > 10 && fatally(name, bytes) !== null,
  );
  // TextDecoder reads Latin-1 as windows-1252, which says more.
  return new TextDecoder(best?.name ?? 'windows-1252').encoding;
}

/** Texts that are no tables, by how they begin, and what to do with them. */
const OTHERS: readonly { readonly begins: RegExp; readonly what: string; readonly advice: string }[] = [
  {
    begins: /^\s*[[{]\s*(["[{\]}]|-?\d|true|false|null)/,
    what: 'JSON',
    advice: 'In Python, pandas.read_json(…).to_csv("table.csv", index=False) makes a table of it',
  },
  {
    begins: /^\s*<[?!a-z]/i,
    what: 'a page (HTML or XML)',
    advice: 'Copy the table in the browser and paste it here, or save it as CSV',
  },
  {
    begins: /^\s*(%[^\n]*\n\s*)*@relation\b/i,
    what: 'ARFF, as Weka writes it',
    advice: 'Save it as CSV there',
  },
  { begins: /^%PDF-/, what: 'a PDF', advice: 'Copy the table in it and paste it here' },
  { begins: /^\{\\rtf/, what: 'a document (RTF)', advice: 'Copy the table in it and paste it here' },
];

function refuseOther(name: string, text: string): void {
  const head = text.slice(0, 10_000);
  const other = OTHERS.find(({ begins }) => begins.test(head));
  if (!other) return;
  throw new MalformedFile(`${name}, line 1: a table was expected; this is ${other.what}. ${other.advice}.`);
}
