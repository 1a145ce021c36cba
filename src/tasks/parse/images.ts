/** Images as bytes: MNIST's IDX files and the binary version of CIFAR-10. */
import type { Dataset } from '../datasets.ts';
import { FEWEST_ROWS, MalformedFile, MOST_FEATURES, MOST_ROWS, type Parsed, type SourceFile } from './result.ts';

/** An IDX file begins with two zeros, the type of its numbers and how many dimensions it has (LeCun's page on MNIST). */
export const isIdx = (file: SourceFile): boolean => beginsAsIdx(file) && !isCifar(file);

const beginsAsIdx = ({ bytes }: SourceFile): boolean => bytes[0] === 0 && bytes[1] === 0 && bytes.length >= 4;

const UNSIGNED_BYTE = 8;

interface Idx {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Uint8Array;
  /** Where the values begin. */
  readonly header: number;
}

function readIdx({ name, bytes }: SourceFile): Idx {
  const type = bytes[2];
  if (type !== UNSIGNED_BYTE) {
    throw new MalformedFile(`${name}, byte 2: the type of unsigned bytes, 8, was expected; there is ${type}.`);
  }
  const dimensions = bytes[3] as number;
  if (dimensions < 1 || dimensions > 4) {
    throw new MalformedFile(`${name}, byte 3: 1 to 4 dimensions were expected; there are ${dimensions}.`);
  }
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw new MalformedFile(`${name}, byte ${bytes.length}: the file ends within its header of ${header} bytes.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = header + shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== expected) {
    throw new MalformedFile(
      `${name}, byte ${Math.min(bytes.length, expected)}: ${shape.join(' × ')} numbers and so ${expected} bytes were expected; the file has ${bytes.length}.`,
    );
  }
  return { name, shape, values: bytes.subarray(header), header };
}

/** Images [rows × height × width (× channels)] and labels [rows]. Throws MalformedFile. */
export function parseIdx(files: readonly SourceFile[]): Parsed {
  const third = files[2];
  if (third) {
    throw new MalformedFile(
      `${third.name}, byte 0: two IDX files were expected, images and their labels; there are ${files.length}.`,
    );
  }
  const read = files.map(readIdx);
  const labels = read.find(({ shape }) => shape.length === 1);
  const images = read.find(({ shape }) => shape.length > 1);
  const present = (labels ?? images) as Idx;
  if (!images || !labels) {
    const missing = labels ? 'the images that go with these labels' : 'the labels that go with these images';
    throw new MalformedFile(
      `${present.name}, byte 3: ${missing} were expected in a second file; choose both together.`,
    );
  }
  const [size, height = 1, width = 1, channels = 1] = images.shape as [number, number?, number?, number?];
  if (labels.shape[0] !== size) {
    throw new MalformedFile(
      `${labels.name}, byte 4: ${size} labels were expected, one for each image; there are ${labels.shape[0]}.`,
    );
  }
  const pixels = height * width * channels;
  checkSize(images.name, 4, size, pixels);
  // MNIST's training images are 60,000.
  const used = Math.min(size, MOST_ROWS);
  const places = labels.values.subarray(0, used);
  const classes = places.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (classes < 2) {
    throw new MalformedFile(
      `${labels.name}, byte ${labels.header}: labels of at least two classes were expected; all are 0.`,
    );
  }
  const notes = used < size ? [`The first ${used} of ${size} images are used: more cannot be.`] : [];
  return imageDataset(images.name, images.values.slice(0, used * pixels), places.slice(), numbered(classes), notes, {
    width,
    height,
    channels,
  });
}

const CIFAR_PIXELS = 3 * 32 * 32;
const CIFAR_RECORD = 1 + CIFAR_PIXELS;
const CIFAR_CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

/** By its name; of an airplane in the dark even the first bytes are those of IDX, but whole records tell. */
export const isCifar = (file: SourceFile): boolean =>
  /\.bin$/i.test(file.name) && (file.bytes.length % CIFAR_RECORD === 0 || !beginsAsIdx(file));

/** Records of a label and 32 × 32 pixels of red, green and blue (Krizhevsky's page on CIFAR-10). Throws MalformedFile. */
export function parseCifar(files: readonly SourceFile[]): Parsed {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length / CIFAR_RECORD, 0);
  for (const { name, bytes } of files) {
    const rest = bytes.length % CIFAR_RECORD;
    if (rest !== 0 || bytes.length === 0) {
      throw new MalformedFile(
        `${name}, byte ${bytes.length - rest}: records of ${CIFAR_RECORD} bytes were expected (a label and 3 × 32 × 32 pixels); the last has ${rest}.`,
      );
    }
  }
  checkSize(files[0]?.name ?? '', 0, size, CIFAR_PIXELS);
  if (size > MOST_ROWS) {
    throw new MalformedFile(
      `${files.at(-1)?.name}, byte 0: at most ${MOST_ROWS} images can be used; there are ${size} in ${files.length} files.`,
    );
  }
  const pixels = new Uint8Array(size * CIFAR_PIXELS);
  const labels = new Uint8Array(size);
  let row = 0;
  for (const { name, bytes } of files) {
    for (let at = 0; at < bytes.length; at += CIFAR_RECORD, row++) {
      const label = bytes[at] as number;
      if (label >= CIFAR_CLASSES.length) {
        throw new MalformedFile(`${name}, byte ${at}: a label from 0 to 9 was expected; there is ${label}.`);
      }
      labels[row] = label;
      pixels.set(bytes.subarray(at + 1, at + CIFAR_RECORD), row * CIFAR_PIXELS);
    }
  }
  return imageDataset(files.map(({ name }) => name).join(', '), pixels, labels, CIFAR_CLASSES, [], {
    width: 32,
    height: 32,
    channels: 3,
  });
}

function checkSize(name: string, byte: number, rows: number, features: number): void {
  if (rows < FEWEST_ROWS) {
    throw new MalformedFile(`${name}, byte ${byte}: at least ${FEWEST_ROWS} images were expected; there are ${rows}.`);
  }
  if (features < 1 || features > MOST_FEATURES) {
    throw new MalformedFile(
      `${name}, byte ${byte}: 1 to ${MOST_FEATURES} pixels of an image can be used; there are ${features}.`,
    );
  }
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

/** All pixels are shifted and scaled alike. */
function imageDataset(
  label: string,
  inputs: Uint8Array,
  labels: Uint8Array,
  classes: readonly string[],
  remarks: readonly string[],
  image: NonNullable<Dataset['image']>,
): Parsed {
  let [sum, squares] = [0, 0];
  for (const byte of inputs) {
    sum += byte;
    squares += byte * byte;
  }
  const mean = sum / inputs.length;
  const deviation = Math.sqrt(squares / inputs.length - mean * mean);
  const dataset: Dataset = {
    label,
    size: labels.length,
    features: inputs.length / labels.length,
    inputs,
    featureNames: null,
    shift: Float32Array.of(mean),
    factor: Float32Array.of(deviation > 0 ? 1 / deviation : 1),
    target: { kind: 'classes', classes, labels },
    train: null,
    image,
  };
  const { width, height, channels } = image;
  const notes = [
    `Images of ${width} × ${height} pixels${channels > 1 ? `, ${channels} colours` : ''}, ${classes.length} classes.`,
    ...remarks,
  ];
  return { dataset, columns: [], target: null, notes };
}
