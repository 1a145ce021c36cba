import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Host, host, readDist } from './host.ts';

/** The worked examples of docs/embedding.md run as they stand, but for the addresses. */
const DOCS = readFileSync(resolve(import.meta.dirname, '../docs/embedding.md'), 'utf8');

/** The code under a heading, block by block. */
function examples(heading: string): readonly string[] {
  const section = DOCS.split(/^### /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

let pages: Host;
let html = '';
test.beforeAll(async () => {
  pages = await host('/', async (path) => (path === 'host.html' ? html : readDist(join('embed', path))));
});
test.afterAll(() => pages.close());

/** Opens a page of another origin than the lab's; what it writes to the console and what went wrong. */
async function openHost(page: Page, body: string, lab = ''): Promise<{ logged: string[]; faults: string[] }> {
  const logged: string[] = [];
  const faults: string[] = [];
  page.on('console', (message) => (message.type() === 'error' ? faults : logged).push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  html = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${body}`.replaceAll(
    'https://example.org/lab/',
    lab,
  );
  await page.goto(`${pages.origin}/host.html`);
  return { logged, faults };
}

test('the client finds the depth at which RePU(2) leaves float32, tells of measurements, and rejects', async ({
  page,
  baseURL,
}) => {
  const code = examples('With the client').join('\n').replace('repu-lab/embed', './client.js');
  const { logged, faults } = await openHost(
    page,
    `<iframe src="${baseURL}#view=embed" width="960" height="540"></iframe><p></p>
     <script type="module">const caption = document.querySelector('p'); ${code}</script>`,
    baseURL,
  );
  await expect.poll(() => logged.join('\n')).toMatch(/at depth \d+, layer \d+\n/);
  await expect
    .poll(() => logged.join('\n'))
    .toContain('depth=1000 cannot be used: depth is a whole number from 2 to 64');
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow;
    frame?.postMessage({ repuLab: 1, type: 'set', permalink: 'arm=tanh&depth=4&play=0' }, '*');
    frame?.postMessage({ repuLab: 1, type: 'step', count: 3 }, '*');
  });
  await expect(page.locator('p')).toHaveText(/^step 3: tanh 0\.\d+$/);
  expect(faults).toEqual([]);
});

test('a plain page steps by postMessage and reads the losses', async ({ page, baseURL }) => {
  const { logged, faults } = await openHost(page, examples('With plain postMessage').join('\n'), baseURL);
  await expect.poll(() => logged.join('\n')).toMatch(/^runs on \S+/m);
  await page.getByRole('button', { name: 'Hundred steps' }).click();
  await expect.poll(() => logged.join('\n')).toMatch(/\[.*0\.\d+.*\]/);
  await expect(page.frameLocator('iframe').locator('.progress')).toContainText('step 100');
  expect(faults).toEqual([]);
});

test('the custom element tells of measurements and of an attribute that cannot be used', async ({ page, baseURL }) => {
  const { logged, faults } = await openHost(page, examples('The custom element').join('\n'), baseURL);
  await expect(page.locator('output')).toHaveText('out of float32: repu.2');
  await page.getByRole('slider', { name: 'Depth' }).fill('3');
  await expect(page.locator('output')).toHaveText('all finite');
  await page.locator('repu-lab').evaluate((element) => element.setAttribute('depth', '1000'));
  await expect.poll(() => logged.join('\n')).toContain('depth=1000 cannot be used');
  expect(faults).toEqual([]);
});

test('every field of every message is documented', async ({ page, baseURL }) => {
  await openHost(
    page,
    `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
     <iframe src="${baseURL}#view=embed&amp;width=8&amp;replicas=2&amp;steps=20"></iframe>`,
    baseURL,
  );
  const heard = () => page.evaluate(() => (window as unknown as { heard: { type: string }[] }).heard);
  for (const type of ['ready', 'state', 'measurement']) {
    await expect.poll(async () => (await heard()).map((message) => message.type)).toContain(type);
  }
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(name);
      collect(inner);
    }
  };
  collect(await heard());
  expect(names).toContain('replicasVanished');
  expect([...names].filter((name) => !new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(DOCS))).toEqual([]);
});
