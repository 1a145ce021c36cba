/** The binary versions of CIFAR-10 and CIFAR-100 (Krizhevsky's page): records of labels and 32 × 32 pixels of red, green and blue. */
import {
  MalformedFile,
  nameOnDisk,
  type Parsed,
  type ParseOptions,
  type SourceFile,
  targetChoices,
} from '../result.ts';
import { CIFAR_10, CIFAR_100, CIFAR_100_COARSE } from './cifarNames.ts';
import { companionsOf } from './classNames.ts';
import { isWholeIdx } from './idx.ts';
import { checkSize, imageDataset, splitNotes, usedOf } from './imageDataset.ts';

const PIXELS = 3 * 32 * 32;

/** A label at the beginning of each record. */
interface Label {
  /** What may be chosen; of CIFAR-10 there is no choice. */
  readonly column: string;
  /** Its place in the record. */
  readonly byte: number;
  readonly names: readonly string[];
}

interface Version {
  readonly name: string;
  readonly record: number;
  /** The first is what is learnt unless another is chosen. */
  readonly labels: readonly Label[];
}

const VERSIONS: readonly Version[] = [
  { name: 'CIFAR-10', record: 1 + PIXELS, labels: [{ column: 'class', byte: 0, names: CIFAR_10 }] },
  {
    name: 'CIFAR-100',
    record: 2 + PIXELS,
    labels: [
      { column: 'class', byte: 1, names: CIFAR_100 },
      { column: 'superclass', byte: 0, names: CIFAR_100_COARSE },
    ],
  },
];

/** By its name; of an airplane in the dark even the first bytes are those of IDX, but the length tells. */
export const isCifar = (file: SourceFile): boolean => /\.bin$/i.test(file.name) && !isWholeIdx(file);

/** Whole records. */
export const isWholeCifar = (file: SourceFile): boolean =>
  isCifar(file) && VERSIONS.some((version) => isWhole(file, version));

const isWhole = ({ bytes }: SourceFile, { record }: Version): boolean =>
  bytes.length > 0 && bytes.length % record === 0;

/** The version whose records the files are made of; where a length allows both, the one whose labels are classes. */
function versionOf(files: readonly SourceFile[]): Version {
  const whole = VERSIONS.filter((version) => files.every((file) => isWhole(file, version)));
  const named = VERSIONS.filter(({ record, labels }) =>
    files.every(({ bytes }) => labels.every(({ byte, names }) => labelsAre(bytes, record, byte, names.length))),
  );
  return whole.find((version) => named.includes(version)) ?? whole[0] ?? named[0] ?? VERSIONS[0]!;
}

function labelsAre(bytes: Uint8Array, record: number, byte: number, classes: number): boolean {
  for (let at = byte; at < bytes.length; at += record) if (bytes[at]! >= classes) return false;
  return true;
}

/**
 * One or more batches together; those of a test batch are held out. Throws MalformedFile.
 * @param beside other files that came with them.
 */
export function parseCifar(
  files: readonly SourceFile[],
  beside: readonly SourceFile[],
  { target }: ParseOptions,
): Parsed {
  const version = versionOf(files);
  const label = version.labels.find(({ column }) => column === target) ?? version.labels[0]!;
  for (const file of files) checkRecords(file, version, label);
  // In the order of their names, so that a seed draws the same images of a folder again.
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [tests, batches] = [sorted.filter(isTest), sorted.filter((file) => !isTest(file))];
  const [train, test] = batches.length > 0 ? [batches, tests] : [tests, []];
  const rowsOf = (some: readonly SourceFile[]) =>
    some.reduce((sum, { bytes }) => sum + bytes.length / version.record, 0);
  const all = { train: rowsOf(train), test: rowsOf(test) };
  checkSize(files[0]!.name, 0, all.train, PIXELS);
  const used = usedOf(all);
  const size = used.train + used.test;
  const [inputs, labels] = [new Uint8Array(size * PIXELS), new Uint8Array(size)];
  copyRecords(
    train,
    version.record,
    label.byte,
    inputs.subarray(0, used.train * PIXELS),
    labels.subarray(0, used.train),
  );
  copyRecords(test, version.record, label.byte, inputs.subarray(used.train * PIXELS), labels.subarray(used.train));
  const companions = companionsOf(beside);
  const choices = version.labels.length > 1 ? version.labels.map(({ column }) => column) : [];
  return {
    ...imageDataset({
      label: files.length > 1 ? `${version.name}, ${files.length} files` : files[0]!.name,
      inputs,
      labels,
      classes: companions.namesFor(label.names.map((_, place) => place)) ?? label.names,
      train: test.length > 0 ? used.train : null,
      source: {
        kind: 'cifar',
        files: train.map(nameOnDisk),
        record: version.record,
        label: label.byte,
        rows: used.train < all.train ? used.train : null,
      },
      image: { width: 32, height: 32, channels: 3 },
      notes: [...splitNotes(all, used), ...companions.passedOver()],
    }),
    table: choices.length > 0 ? targetChoices(choices, label.column) : null,
  };
}

const isTest = ({ name }: SourceFile): boolean => /(^|[^a-z])test/i.test(name);

function checkRecords({ name, bytes }: SourceFile, version: Version, label: Label): void {
  const { record, labels } = version;
  const rest = bytes.length % record;
  if (rest !== 0 || bytes.length === 0) {
    const before = labels.length === 1 ? 'a label' : `${labels.length} labels`;
    throw new MalformedFile(
      `${name}, byte ${bytes.length - rest}: records of ${record} bytes were expected (${before} and 3 × 32 × 32 pixels); the last has ${rest}.`,
    );
  }
  for (let at = label.byte; at < bytes.length; at += record) {
    if (bytes[at]! < label.names.length) continue;
    throw new MalformedFile(
      `${name}, byte ${at}: a label from 0 to ${label.names.length - 1} was expected; there is ${bytes[at]}.`,
    );
  }
}

/** The first records, as many as there is room for. */
function copyRecords(
  files: readonly SourceFile[],
  record: number,
  byte: number,
  inputs: Uint8Array,
  labels: Uint8Array,
): void {
  let row = 0;
  for (const { bytes } of files) {
    for (let at = 0; at < bytes.length && row < labels.length; at += record, row++) {
      labels[row] = bytes[at + byte]!;
      inputs.set(bytes.subarray(at + record - PIXELS, at + record), row * PIXELS);
    }
  }
}
