/** Held-out images as pictures, and drawings as inputs. */
import type { CSSProperties } from 'react';
import { pngDataUrl } from '../../../charts/shared/png.ts';
import { extent } from '../../../lib/extent.ts';
import type { Dataset, ImageShape } from '../../../tasks/datasets.ts';

type Scaling = Pick<Dataset, 'shift' | 'factor'>;

const at = (values: Float32Array, index: number): number => values[values.length === 1 ? 0 : index]!;

function extentIn(values: Float32Array): readonly [number, number] {
  const [low = 0, high = 0] = extent(values);
  return [low, high];
}

/** Pixels, 0 paper to 1 ink, from what the network is given. */
export const inkOf = (inputs: Float32Array, { shift, factor }: Scaling): Float32Array =>
  inputs.map((value, pixel) => (value / at(factor, pixel) + at(shift, pixel)) / 255);

/** What the network is given, from pixels of 0 to 1. */
export const inputsOf = (ink: Float32Array, { shift, factor }: Scaling): Float32Array =>
  ink.map((value, pixel) => (255 * value - at(shift, pixel)) * at(factor, pixel));

/** How images of a dataset are drawn. */
export interface Look extends Scaling {
  readonly image: ImageShape;
  /** Values of paper, or black, and of ink, or white. */
  readonly range: readonly [low: number, high: number];
}

/** Of bytes all that there can be, of other numbers those that there are. */
export function lookOf({ shift, factor, inputs, image }: Dataset, transposed: boolean): Look {
  if (!image) throw new RangeError('These are no images.');
  const range = inputs instanceof Uint8Array ? ([0, 255] as const) : extentIn(inputs);
  return { shift, factor, range, image: { ...image, transposed } };
}

/** Three channels are colours; else the first is ink, through which the page's own colour shows in light and dark. */
export function pictureOf(inputs: Float32Array, { shift, factor, range: [low, high], image }: Look): CSSProperties {
  const { width, height, channels, interleaved = false, transposed = false } = image;
  const share = (place: number) =>
    (inputs[place]! / at(factor, place) + at(shift, place) - low) / Math.max(high - low, Number.MIN_VALUE);
  const [columns, rows] = transposed ? [height, width] : [width, height];
  const coloured = channels === 3;
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let to = 0; to < columns * rows; to++) {
    const [row, column] = [Math.floor(to / columns), to % columns];
    const from = transposed ? column * width + row : to;
    const channel = (k: number) => 255 * share(interleaved ? from * channels + k : k * width * height + from);
    if (coloured) pixels.set([channel(0), channel(1), channel(2), 255], 4 * to);
    else pixels[4 * to + 3] = channel(0);
  }
  const url = `url(${pngDataUrl(columns, rows, pixels)})`;
  const aspectRatio = `${columns} / ${rows}`;
  return coloured ? { aspectRatio, backgroundImage: url } : { aspectRatio, maskImage: url };
}

/** The ink as a mask, so that an element's own colour shows through it in light and dark. */
export function maskOf(width: number, height: number, ink: Float32Array): string {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) pixels[pixel * 4 + 3] = 255 * (ink[pixel] ?? 0);
  return `url(${pngDataUrl(width, height, pixels)})`;
}

/** A smaller image between the pixels, bilinear, as a square drawing of that side. */
export function enlarged(ink: Float32Array, from: number, side: number): Float32Array {
  const pixel = (row: number, column: number) =>
    ink[Math.max(0, Math.min(from - 1, row)) * from + Math.max(0, Math.min(from - 1, column))]!;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)].map((place) => ((place + 0.5) * from) / side - 0.5) as [
      number,
      number,
    ];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - column, y - row];
    const above = (1 - right) * pixel(row, column) + right * pixel(row, column + 1);
    const below = (1 - right) * pixel(row + 1, column) + right * pixel(row + 1, column + 1);
    return (1 - down) * above + down * below;
  });
}
