import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, open, test } from './lab.ts';

const TINY = 'arm=relu&depth=4&width=16&steps=20&play=0';

/** As MNIST's files: two zeros, the type of bytes, the lengths, the values. */
function idx(shape: readonly number[], value: (i: number) => number): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  for (const [i, byte] of [0, 0, 8, shape.length].entries()) header.setUint8(i, byte);
  for (const [i, length] of shape.entries()) header.setUint32(4 + 4 * i, length);
  const values = Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i) % 256);
  return Uint8Array.from([...new Uint8Array(header.buffer), ...values]);
}

/**
 * Drags a file or folder of this machine to the middle of the page and lets it go there, as a hand would; true where the
 * page has kept what is dragged from the browser, which else would open it in place of the page.
 */
async function drop(page: Page, path: string): Promise<boolean> {
  // The page listens before anything is dragged.
  const heard = await page.evaluateHandle(() => {
    const over: { kept?: boolean } = {};
    window.addEventListener('dragover', ({ defaultPrevented }) => {
      over.kept = defaultPrevented;
    });
    return over;
  });
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  // A hand that holds something over a page tells it so again and again; a busy machine's page may not hear of it the first time.
  await expect
    .poll(
      async () => {
        await drag('dragEnter');
        await drag('dragOver');
        return heard.evaluate(({ kept }) => kept);
      },
      { intervals: [50] },
    )
    .toBeDefined();
  await drag('drop');
  await session.detach();
  return heard.evaluate(({ kept }) => kept === true);
}

test('a folder is read with all its files; where nothing reads what is dropped, the page stays', async ({ lab }) => {
  const folder = await mkdtemp(join(tmpdir(), 'mnist-'));
  try {
    for (const [part, size] of [
      ['train', 30],
      ['t10k', 10],
    ] as const) {
      await writeFile(
        join(folder, `${part}-images-idx3-ubyte`),
        idx([size, 4, 4], (i) => i * 37),
      );
      await writeFile(
        join(folder, `${part}-labels-idx1-ubyte`),
        idx([size], (i) => i % 3),
      );
    }
    await writeFile(join(folder, 'readme.html'), '<title>another page</title>');
    await open(lab, TINY);
    const own = lab.locator('.own-data');
    await expect(own).toBeVisible();
    expect(await drop(lab, folder)).toBe(true);
    await expect(own.getByRole('status')).toHaveText('train-images-idx3-ubyte: 40 images, 16 pixels.');
    await expect(own.getByText('30 images to train on and 10 to test on, as the files have them.')).toBeVisible();
    await expect(own.getByText('Passed over: readme.html.')).toBeVisible();

    const file = join(folder, 'readme.html');
    await lab.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(lab.getByRole('dialog')).toBeVisible();
    expect(await drop(lab, file)).toBe(true);
    await expect(lab.getByRole('dialog')).toBeVisible();
    await expect(own.getByRole('alert')).toBeEmpty();
    for (const view of ['view=talk', 'view=embed', 'story=1']) {
      await open(lab, `${TINY}&${view}`);
      await expect(lab.getByRole('img').first()).toBeVisible();
      expect(await drop(lab, file)).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
