/** Held-out images as pictures, and drawings as inputs. */
import { pngDataUrl } from '../../../charts/shared/png.ts';
import type { Dataset } from '../../../tasks/datasets.ts';

type Scaling = Pick<Dataset, 'shift' | 'factor'>;

const at = (values: Float32Array, index: number): number => values[values.length === 1 ? 0 : index]!;

/** Pixels, 0 paper to 1 ink, from what the network is given. */
export const inkOf = (inputs: Float32Array, { shift, factor }: Scaling): Float32Array =>
  inputs.map((value, pixel) => (value / at(factor, pixel) + at(shift, pixel)) / 255);

/** What the network is given, from pixels of 0 to 1. */
export const inputsOf = (ink: Float32Array, { shift, factor }: Scaling): Float32Array =>
  ink.map((value, pixel) => (255 * value - at(shift, pixel)) * at(factor, pixel));

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
