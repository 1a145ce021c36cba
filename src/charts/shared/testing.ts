import fc from 'fast-check';

/** Numbers as they may come in the worst case: likely ones, any others, and what is no number. */
export const anyNumber = fc.oneof(
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.double(),
  fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 1e20, -1e20),
);

/** Every number in a value that is not finite, and every text that holds one. */
export function notFinite(value: unknown): unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value];
  if (typeof value === 'string') return /NaN|Infinity/.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(notFinite) : [];
}

/** The pixels of a raster as the browser reads them back, RGBA. */
export async function decodedPixels(raster: Element | null): Promise<ImageData> {
  const image = new Image();
  image.src = raster?.getAttribute('href') ?? '';
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2d canvas.');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
