import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSingleFile } from '../scripts/buildSingle.mjs';
import { test as base, engine, expect, verdict } from './lab.ts';

/** Built anew, so that it is never an old one that is tested. A file's origin is opaque: every request but the page's own is foreign. */
const test = base.extend<object, { folder: string }>({
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for from the pattern.
    async ({}, use) => {
      const file = await buildSingleFile();
      await use(`${pathToFileURL(dirname(file)).href}/`);
    },
    { scope: 'worker' },
  ],
  baseURL: ({ folder }, use) => use(folder),
});

const SMALL = 'depth=4&width=16&steps=20';

for (const name of ['auto', 'fused', 'tfjs-wasm']) {
  test(`opened from disk it trains: ${name}`, async ({ lab }) => {
    const asked: string[] = [];
    lab.on('request', (request) => asked.push(new URL(request.url()).protocol));
    await lab.goto(`./repu-lab.html#${SMALL}&engine=${name}`);
    await expect(verdict(lab, 2)).toContainText('after 20 steps');
    if (name !== 'auto') await expect(engine(lab)).toContainText('as asked for');
    expect(asked.filter((protocol) => protocol === 'file:')).toHaveLength(1);
  });
}

test('opened from disk it has the digits, and a permalink that works', async ({ lab }) => {
  await lab.goto('./repu-lab.html#task=digits&arm=relu&depth=3&width=16&batch=32&steps=10');
  await expect(verdict(lab, 1)).toContainText('after 10 steps');
  await lab.getByRole('combobox', { name: 'Task' }).selectOption('sine');
  await expect.poll(() => lab.url()).toContain('#arm=relu&task=sine');
});

test('opened from disk its fonts and formulas are there', async ({ lab }) => {
  await lab.goto('./repu-lab.html#play=0');
  // The formulas of a card are folded, and set in type only when they are opened.
  await lab.getByText('Formulas of MRePU(2)').click();
  await lab.locator('.katex').first().waitFor();
  const loaded = await lab.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
  });
  expect(loaded.join()).toMatch(/Inter.*Source Serif|Source Serif.*Inter/);
});

test('opened from disk the documents are read in the help, with formulas and pictures', async ({ lab }) => {
  await lab.goto('./repu-lab.html#play=0');
  await lab.getByRole('button', { name: 'Help' }).click();
  const documents = lab.getByRole('region', { name: 'Documents' });
  await documents.getByRole('button', { name: 'Permalinks' }).click();
  await documents.getByRole('link', { name: 'theory' }).first().click();
  await expect(documents.getByRole('heading', { level: 1, name: 'Theory' })).toHaveCount(1);
  await expect(documents.locator('.katex-display').first()).toBeVisible();
  await documents.getByRole('button', { name: 'All documents' }).click();
  await documents.getByRole('button', { name: 'Results', exact: true }).click();
  const pictures = documents.getByRole('img', { name: /share of 20 networks/ });
  await expect(pictures).not.toHaveCount(0);
  await expect
    .poll(() => pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});
