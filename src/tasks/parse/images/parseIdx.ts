/** Images and labels as MNIST, QMNIST and EMNIST have them. */
import { thereAre } from '../../../lib/counted.ts';
import { MalformedFile, MOST_CLASSES, type Parsed, type SourceFile } from '../result.ts';
import { companionsOf } from './classNames.ts';
import { byteOf, firstNumbers, type Idx, numberName, readIdx } from './idx.ts';
import { type Pair, pairsOf, QMNIST_COLUMNS } from './idxPairs.ts';
import { checkSize, imageDataset, splitNotes, usedOf } from './imageDataset.ts';

/**
 * Images [rows × height × width (× channels)] and labels [rows] or [rows × columns], to train on and perhaps to test on.
 * Throws MalformedFile.
 * @param beside other files that came with them.
 */
export function parseIdx(files: readonly SourceFile[], beside: readonly SourceFile[]): Parsed {
  const { train, test, left } = pairsOf(files.map(readIdx));
  const pairs = test ? [train, test] : [train];
  for (const pair of pairs) checkPair(pair, train);
  const all = { train: rowsOf(train.images), test: test ? rowsOf(test.images) : 0 };
  checkSize(train.images.name, 4, all.train, featuresOf(train.images));
  const used = usedOf(all);
  const counts = [used.train, used.test];
  const pixels = joined(pairs.map(({ images }, i) => pixelsOf(images, counts[i]!)));
  const numbers = pairs.map(({ labels }, i) => labelsOf(labels, counts[i]!));
  const occurring = [...new Set(numbers.flatMap((part) => [...new Set(part)]))].sort((a, b) => a - b);
  checkClasses(train.labels, occurring);
  const places = new Map(occurring.map((label, place) => [label, place]));
  const companions = companionsOf(beside);
  const [, height = 1, width = 1, channels = 1] = train.images.shape;
  const classes = companions.namesFor(occurring) ?? occurring.map(String);
  const columns = train.labels.shape[1] ?? 1;
  const transposed = isEmnist(train.images);
  return {
    ...imageDataset({
      label: train.images.name,
      inputs: pixels,
      labels: Uint8Array.from(
        numbers.flatMap((part) => [...part]),
        (label) => places.get(label)!,
      ),
      classes,
      train: test ? used.train : null,
      source: {
        kind: 'idx',
        images: train.images.file,
        labels: train.labels.file,
        number: numberName(train.images),
        columns,
        classes: occurring,
        rows: used.train < all.train ? used.train : null,
      },
      image: { width, height, channels, interleaved: channels > 1, transposed },
      notes: [
        ...splitNotes(all, used),
        ...(columns > 1 ? [`${train.labels.name} has ${columns} columns; the first is the class, as in QMNIST.`] : []),
        ...(transposed ? ['EMNIST’s images lie on their side: pictures turn them upright.'] : []),
        ...left.map(
          ({ name, shape }) =>
            `Passed over: ${name}, ${shape.length > 2 ? 'images without labels' : 'labels without images'}.`,
        ),
        ...companions.passedOver(),
      ],
    }),
    table: null,
  };
}

/** Whose images are stored column by column (Cohen et al., EMNIST, 2017). */
const isEmnist = ({ name }: Idx): boolean => /emnist/i.test(name);

const rowsOf = ({ shape }: Idx): number => shape[0]!;
const featuresOf = ({ shape }: Idx): number => shape.slice(1).reduce((product, length) => product * length, 1);

/** As many labels as images, in columns that are known, and images like the first pair's. */
function checkPair({ images, labels }: Pair, first: Pair): void {
  if (rowsOf(labels) !== rowsOf(images)) {
    throw new MalformedFile(
      `${labels.name}, byte 4: ${rowsOf(images)} labels were expected, one for each image; ${thereAre(rowsOf(labels))}.`,
    );
  }
  const columns = labels.shape[1] ?? 1;
  if (columns !== 1 && columns !== QMNIST_COLUMNS) {
    throw new MalformedFile(
      `${labels.name}, byte 8: one label for each image was expected, or the ${QMNIST_COLUMNS} columns of QMNIST; there are ${columns} columns.`,
    );
  }
  const [size, expected] = [images, first.images].map(({ shape }) => shape.slice(1).join(' × '));
  if (size !== expected) {
    throw new MalformedFile(
      `${images.name}, byte 8: images of ${expected} pixels were expected, as in ${first.images.name}; they are ${size}.`,
    );
  }
}

/** Bytes where the numbers can be bytes. Throws MalformedFile. */
function pixelsOf(images: Idx, rows: number): Uint8Array | Float32Array {
  const values = firstNumbers(images, rows * featuresOf(images));
  if (values instanceof Uint8Array) return values.slice();
  if (values.every(isByte)) return Uint8Array.from(values);
  const wrong = values.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (wrong >= 0) {
    throw new MalformedFile(
      `${images.name}, byte ${byteOf(images, wrong)}: a number that single precision can hold was expected; there is ${values[wrong]}.`,
    );
  }
  return Float32Array.from(values);
}

const isByte = (value: number): boolean => value >= 0 && value <= 255 && Number.isInteger(value);

function joined(parts: readonly (Uint8Array | Float32Array)[]): Uint8Array | Float32Array {
  const [first, second] = parts as [Uint8Array | Float32Array, (Uint8Array | Float32Array)?];
  if (!second) return first;
  const bytes = first instanceof Uint8Array && second instanceof Uint8Array;
  const whole = bytes ? new Uint8Array(first.length + second.length) : new Float32Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** Whole numbers, of the first column. Throws MalformedFile. */
function labelsOf(labels: Idx, rows: number): Float64Array {
  const columns = labels.shape[1] ?? 1;
  const numbers = firstNumbers(labels, rows * columns);
  return Float64Array.from({ length: rows }, (_, row) => {
    const label = numbers[row * columns]!;
    if (Number.isInteger(label)) return label;
    throw new MalformedFile(
      `${labels.name}, byte ${byteOf(labels, row * columns)}: a whole number, of a class, was expected; there is ${label}.`,
    );
  });
}

function checkClasses(labels: Idx, occurring: readonly number[]): void {
  if (occurring.length < 2) {
    throw new MalformedFile(
      `${labels.name}, byte ${labels.header}: labels of at least two classes were expected; all are ${occurring[0]}.`,
    );
  }
  if (occurring.length > MOST_CLASSES) {
    throw new MalformedFile(
      `${labels.name}, byte ${labels.header}: at most ${MOST_CLASSES} classes can be told apart; ${thereAre(occurring.length)}.`,
    );
  }
}
