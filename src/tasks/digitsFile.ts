/**
 * The file of digits: gzip of a header of four uint32 (magic, images, images for training, pixels of an image; little
 * endian), one byte per label, one byte per pixel. Written by scripts/packDigits.mjs.
 */
import { byteMoments } from './byteMoments.ts';
import type { Dataset } from './datasets.ts';

/** `RLD1` */
export const DIGITS_MAGIC = 0x31444c52;
const HEADER = 16;
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The dataset in the unpacked file. Throws RangeError with a sentence that names the byte where it is not as it should be. */
export function parseDigits(bytes: Uint8Array): Dataset {
  if (bytes.length < HEADER) {
    throw new RangeError(`The file of digits ends at byte ${bytes.length}, within its header of ${HEADER} bytes.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [magic, size, train, features] = [0, 4, 8, 12].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (magic !== DIGITS_MAGIC) throw new RangeError('The file of digits does not begin with RLD1 at byte 0.');
  const expected = HEADER + size + size * features;
  if (bytes.length !== expected) {
    throw new RangeError(`The file of digits has ${bytes.length} bytes where its header promises ${expected}.`);
  }
  if (train === 0 || train > size)
    throw new RangeError(`The file of digits promises ${train} of ${size} images for training at byte 8.`);
  const side = Math.round(Math.sqrt(features));
  if (side === 0 || side * side !== features)
    throw new RangeError(`The file of digits promises images of ${features} pixels, which are no square, at byte 12.`);
  const labels = bytes.slice(HEADER, HEADER + size);
  const wrong = labels.findIndex((label) => label >= CLASSES.length);
  if (wrong >= 0) throw new RangeError(`The file of digits has the label ${labels[wrong]} at byte ${HEADER + wrong}.`);
  const inputs = bytes.subarray(HEADER + size);
  // What is held out must not be known before it is asked for, not even its mean.
  const { mean, deviation } = byteMoments(inputs.subarray(0, train * features));
  return {
    label: 'MNIST',
    size,
    features,
    inputs,
    featureNames: null,
    shift: Float32Array.of(mean),
    factor: Float32Array.of(1 / deviation),
    target: { kind: 'classes', classes: CLASSES, labels },
    train,
    image: { width: side, height: side, channels: 1 },
  };
}
