/** Which labels go with which images, of some IDX files. */
import { MalformedFile } from '../result.ts';
import { type Idx, INT } from './idx.ts';

export interface Pair {
  readonly images: Idx;
  readonly labels: Idx;
}

export interface Pairs {
  readonly train: Pair;
  readonly test: Pair | null;
  /** Images without labels and labels without images. */
  readonly left: readonly Idx[];
}

/** QMNIST's labels are rows of eight whole numbers, of which the first is the class (Yadav and Bottou's page on QMNIST). */
export const QMNIST_COLUMNS = 8;

/** Throws MalformedFile. */
export function pairsOf(files: readonly Idx[]): Pairs {
  const [labels, images] = [
    files.filter((file) => isLabels(file, files)),
    files.filter((file) => !isLabels(file, files)),
  ];
  if (images.length === 0) throw unpaired(labels, 'labels', 'images');
  if (labels.length === 0) throw unpaired(images, 'images', 'labels');
  const pairs = images.flatMap((file) => {
    const found = labelsFor(file, images, labels);
    return found ? [{ images: file, labels: found }] : [];
  });
  const [first, second, third] = pairs.toSorted(
    (a, b) => Number(isTest(a.images)) - Number(isTest(b.images)) || sizeOf(b.images) - sizeOf(a.images),
  );
  if (third) {
    throw new MalformedFile(
      `${third.images.name}, byte 0: images to train on and images to test on were expected, each with their labels; there are ${pairs.length} pairs of files.`,
    );
  }
  if (!first) {
    throw new MalformedFile(
      `${labels[0]!.name}, byte 4: ${sizeOf(images[0]!)} labels were expected, one for each image of ${images[0]!.name}; there are ${listed(labels.map(sizeOf))}.`,
    );
  }
  const used = pairs.flatMap((pair) => [pair.images, pair.labels]);
  return { train: first, test: second ?? null, left: files.filter((file) => !used.includes(file)) };
}

const sizeOf = ({ shape }: Idx): number => shape[0]!;

const listed = (values: readonly unknown[]): string => values.join(' and ');

/** One number a row; or a row of a few, which its name, its columns or images beside it tell from images. */
function isLabels({ name, type, shape }: Idx, files: readonly Idx[]): boolean {
  if (shape.length !== 2) return shape.length === 1;
  const isQmnist = type === INT && shape[1] === QMNIST_COLUMNS;
  return isQmnist || /label/i.test(name) || files.some((other) => other.shape.length > 2);
}

/** Those of the same name, else those of the same number, if no others are. */
function labelsFor(file: Idx, images: readonly Idx[], labels: readonly Idx[]): Idx | null {
  const fitting = labels.filter((candidate) => sizeOf(candidate) === sizeOf(file));
  const named = fitting.filter((candidate) => stem(candidate) === stem(file));
  if (named.length === 1) return named[0]!;
  const rivals = images.filter((other) => sizeOf(other) === sizeOf(file));
  if (fitting.length > 1) {
    throw new MalformedFile(
      `${fitting[1]!.name}, byte 0: one file of labels was expected for ${file.name}; ${listed(fitting.map(({ name }) => name))} are both labels. Choose the one that goes with it.`,
    );
  }
  return rivals.length === 1 ? (fitting[0] ?? null) : null;
}

/** `train` of train-images-idx3-ubyte and of train-labels-idx1-ubyte. */
const stem = ({ name }: Idx): string =>
  name.toLowerCase().replace(/images?|labels?|idx\d?|u?byte|int|float|double|short|[^a-z0-9]/g, '');

const isTest = ({ name }: Idx): boolean => /t10k|test/i.test(name);

function unpaired(files: readonly Idx[], present: string, missing: string): MalformedFile {
  const [first, second] = files as [Idx, Idx?];
  return second
    ? new MalformedFile(
        `${second.name}, byte 3: ${missing} were expected beside ${first.name}; ${files.length === 2 ? 'both files are' : `all ${files.length} files are`} ${present}. Choose ${present} and the ${missing} that go with them.`,
      )
    : new MalformedFile(
        `${first.name}, byte 3: the ${missing} that go with these ${present} were expected in a second file; choose both together.`,
      );
}
