import { afterEach, expect, it, vi } from 'vitest';
import { pngOf } from './raster.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>';

afterEach(() => vi.restoreAllMocks());

it('a picture becomes a PNG, also where the browser blurs single pixels', async () => {
  const read = CanvasRenderingContext2D.prototype.getImageData;
  vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(function (
    this: CanvasRenderingContext2D,
    ...where
  ) {
    const image = read.apply(this, where);
    image.data[5] = (image.data[5] ?? 0) + 1;
    return image;
  });
  const { type, size } = await pngOf(SVG);
  expect(type).toBe('image/png');
  expect(size).toBeGreaterThan(50);
});

it('where a canvas gives noise, no PNG is made of it, and a sentence says why', async () => {
  vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(
    (_x, _y, width, height) => new ImageData(new Uint8ClampedArray(4 * width * height).fill(255), width, height),
  );
  await expect(pngOf(SVG)).rejects.toThrow(/hides what is drawn.+SVG/);
});
