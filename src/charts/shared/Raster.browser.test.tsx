import { expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { Raster } from './Raster.tsx';
import { decodedPixels } from './testing.ts';

it('is an image within the svg whose pixels the browser reads back as they were given', async () => {
  const [columns, rows] = [3, 2];
  const pixels = Uint8ClampedArray.from({ length: columns * rows * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
  const { container } = await render(
    <svg role="img" aria-label="test">
      <Raster plot={{ left: 5, top: 5, right: 65, bottom: 45 }} columns={columns} rows={rows} pixels={pixels} />
    </svg>,
  );
  const { width, height, data } = await decodedPixels(container.querySelector('svg > image'));
  expect([width, height]).toEqual([columns, rows]);
  expect([...data]).toEqual([...pixels]);
});
