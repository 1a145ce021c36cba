/** Pages around the lab as people have them: opaque, sandboxed, isolated, decks, hidden, small, printed. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, type Frame, type FrameLocator, type Page, test } from '@playwright/test';
import { type Host, host } from './host.ts';

const REVEAL = resolve(import.meta.dirname, '../node_modules/reveal.js');
/** Networks so small that a step costs nothing; they train for ever. */
const TINY = 'width=16&amp;steps=0';

let pages: Host;
let html = '';
test.beforeAll(async () => {
  pages = await host('/', async (path) => {
    if (path === 'host.html') return html;
    return readFile(join(REVEAL, path.replace(/^reveal\//, '')));
  });
});
test.afterAll(() => pages.close());

async function openHost(page: Page, body: string, query = ''): Promise<void> {
  html = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${body}`;
  await page.goto(`${pages.origin}/host.html${query}`);
}

const stepOf = async (frame: FrameLocator | Frame): Promise<number> => {
  const text = (await frame.locator('.progress').textContent()) ?? '';
  return Number(/step ([\d\s]+)/.exec(text)?.[1]?.replaceAll(/\s/g, '') ?? 0);
};
const trains = (frame: FrameLocator | Frame) => expect.poll(() => stepOf(frame)).toBeGreaterThan(5);
const button = (frame: FrameLocator | Frame, name: string) => frame.getByRole('button', { name, exact: true });

/** The lab whose link has this depth, wherever its frame stands. */
async function labAt(page: Page, depth: number): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes(`depth=${depth}`));
  await expect.poll(() => find() !== undefined).toBe(true);
  return find() as Frame;
}

/** Its networks stand at step 0 and do not train. By class: what is hidden has no role. */
async function standsStill(lab: Frame): Promise<void> {
  await expect(lab.locator('.verdicts')).toContainText(/starts finite|overflowed/);
  await expect(lab.locator('.transport .primary')).toHaveText('Play');
  expect(await stepOf(lab)).toBe(0);
}
const rests = (lab: Frame) => expect(lab.locator('.transport .primary')).toHaveText('Play');

test('parents without an origin, from data: and from disk, hear the lab, which trains', async ({
  page,
  baseURL,
}, info) => {
  const listening = `<iframe id="l" src="${baseURL}#view=embed&depth=4&${TINY}" width="960" height="540"></iframe>
    <script>addEventListener('message', ({ source, data }) => {
      if (source === l.contentWindow) document.title += ' ' + data.type;
    })</script>`;
  await openHost(
    page,
    `<iframe width="1000" height="600" src="data:text/html,${encodeURIComponent(listening)}"></iframe>`,
  );
  const outer = page.frameLocator('iframe');
  await trains(outer.frameLocator('iframe'));
  await expect.poll(() => outer.locator('html').evaluate(() => document.title)).toContain('measurement');

  const file = info.outputPath('from-disk.html');
  await writeFile(file, listening);
  await page.goto(`file://${file}`);
  await trains(page.frameLocator('iframe'));
  await expect.poll(() => page.title()).toContain('measurement');
});

test('a sandbox that lacks a token is told of it, for scripts, origin, downloads and windows', async ({
  page,
  baseURL,
}) => {
  const framed = (sandbox: string, height: number) =>
    `<iframe sandbox="${sandbox}" src="${baseURL}#depth=4&amp;play=0&amp;${TINY}" width="1200" height="${height}"></iframe>`;
  await openHost(page, framed('', 90) + framed('allow-scripts', 60) + framed('allow-scripts allow-same-origin', 650));
  const frame = (at: number) => page.frameLocator('iframe').nth(at);
  await expect(frame(0).getByText('sandbox="allow-scripts allow-same-origin"')).toBeVisible();
  await expect(frame(1).getByRole('alert')).toContainText('its sandbox lacks allow-same-origin');

  const lab = frame(2);
  await lab.getByRole('button', { name: 'Export' }).click();
  await button(lab, 'PyTorch script').click();
  await expect(lab.locator('.export-said')).toContainText('sandbox without allow-downloads');
  await expect(lab.getByRole('textbox', { name: 'Text of the file' })).toHaveValue(/import torch/);
  await button(lab, 'Loss as PNG').click();
  await expect(lab.locator('.unsaved-file img')).toHaveAttribute('alt', /\.png$/);
  await button(lab, 'Close').click();

  await lab.getByRole('link', { name: 'The paper' }).click();
  const address = lab.getByRole('dialog', { name: 'Address to copy' });
  await expect(address).toContainText('sandbox without allow-popups');
  await expect(address.getByRole('textbox', { name: 'Address' })).toHaveValue('https://arxiv.org/abs/2408.02697');
  await button(lab, 'Close').click();
  await expect(lab.getByRole('region', { name: 'Verdicts' })).toContainText('starts finite');
});

test('without a sandbox a link opens a window of its own, and the lab stays', async ({ page, baseURL, context }) => {
  await context.route('https://arxiv.org/**', (route) => route.fulfill({ body: 'the paper' }));
  await openHost(page, `<iframe src="${baseURL}#depth=4&amp;play=0&amp;${TINY}" width="1200" height="700"></iframe>`);
  const lab = page.frameLocator('iframe');
  const opened = page.waitForEvent('popup');
  await lab.getByRole('link', { name: 'The paper' }).click();
  await expect((await opened).locator('body')).toHaveText('the paper');
  await expect(lab.getByRole('link', { name: 'The paper' })).toBeVisible();
});

test('a page that is isolated by COEP embeds the lab with credentialless', async ({ page, baseURL }) => {
  const body = `<!doctype html><iframe credentialless src="${baseURL}#view=embed&amp;depth=4&amp;${TINY}" width="960" height="540"></iframe>`;
  const isolated = createServer((_, response) => {
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('content-type', 'text/html').end(body);
  });
  await new Promise<void>((done) => isolated.listen(0, 'localhost', done));
  try {
    await page.goto(`http://localhost:${(isolated.address() as AddressInfo).port}/`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await trains(page.frameLocator('iframe'));
  } finally {
    isolated.closeAllConnections();
    isolated.close();
  }
});

/** Slides of the ways that reveal.js has for frames; each lab has another depth. */
const deck = (lab: string) => `
  <link rel="stylesheet" href="/reveal/dist/reveal.css">
  <div class="reveal"><div class="slides">
    <section>Title</section>
    <section><iframe data-src="${lab}&amp;depth=4" width="900" height="480"></iframe></section>
    <section><iframe data-src="${lab}&amp;depth=5&amp;theme=dark" data-preload width="900" height="480"></iframe></section>
    <section><iframe src="${lab}&amp;depth=6" width="900" height="480"></iframe></section>
    <section><iframe src="${lab}&amp;depth=7&amp;play=0" width="900" height="480"></iframe></section>
    <section data-background-iframe="${lab}&amp;depth=8" data-background-interactive data-preload></section>
  </div></div>
  <script src="/reveal/dist/reveal.js"></script>
  <script src="/reveal/dist/plugin/notes.js"></script>
  <script>window.deck = new Reveal({ plugins: [RevealNotes], hash: true }); deck.initialize();</script>`;

const slideOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { deck: { getIndices(): { h: number } } }).deck.getIndices().h);

test('in a deck the lab of the slide that is shown trains, play=0 stands still, and unused keys are the deck’s', async ({
  page,
  baseURL,
}) => {
  await openHost(page, deck(`${baseURL}#view=embed&amp;${TINY}`));
  for (const depth of [5, 6, 7]) await standsStill(await labAt(page, depth));
  for (const depth of [4, 5, 6]) {
    await page.keyboard.press('ArrowRight');
    await trains(await labAt(page, depth));
  }
  await rests(await labAt(page, 5));
  await page.keyboard.press('ArrowRight');
  const still = await labAt(page, 7);
  await rests(await labAt(page, 6));
  await standsStill(still);
  await button(still, 'Play').click();
  await trains(still);

  // The click has given the lab the keyboard.
  await expect(still.getByText('Esc: keys back')).toBeVisible();
  // So has one on the chart, over which its reader of layers lies.
  await still.getByRole('slider', { name: 'Read the values at layer' }).click();
  await page.keyboard.press('PageDown');
  await expect.poll(() => slideOf(page)).toBe(5);
  const full = await labAt(page, 8);
  await trains(full);
  await button(full, 'Pause').click();
  // The deck's arrows lie over nothing that is pressed.
  const arrows = await page.locator('.reveal .controls').boundingBox();
  const link = await full.getByRole('link', { name: 'Open the lab' }).boundingBox();
  expect((link?.x ?? 0) + (link?.width ?? 0)).toBeLessThan(arrows?.x ?? 0);
  await page.keyboard.press('ArrowRight');
  expect(await slideOf(page)).toBe(5);
  await page.keyboard.press('PageUp');
  await expect.poll(() => slideOf(page)).toBe(4);
  // The keyboard is the deck's again.
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => slideOf(page)).toBe(3);
});

test('in the speaker’s window no lab trains', async ({ page, baseURL }) => {
  await openHost(page, deck(`${baseURL}#view=embed&amp;${TINY}`), '#/3');
  await trains(await labAt(page, 6));
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('s');
  const speakers = await opened;
  await standsStill(await labAt(speakers, 6));
  await standsStill(await labAt(speakers, 5));
});

test('print-pdf has the charts of every lab and trains none', async ({ page, baseURL }) => {
  await openHost(page, deck(`${baseURL}#view=embed&amp;${TINY}`), '?print-pdf');
  // Every slide is put on its page, and its frame is loaded there.
  await expect(page.locator('.pdf-page')).toHaveCount(6);
  for (const depth of [5, 6, 7]) {
    const lab = await labAt(page, depth);
    await standsStill(lab);
    // Drawn to its end: a name stands beside its last layer.
    await expect(lab.locator('.hero svg[role="img"]')).toContainText('MRePU(2)');
  }
  await page.emulateMedia({ media: 'print' });
  await expect((await labAt(page, 5)).locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('the page prints light and without controls, every chart whole', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}#theme=dark&depth=4&width=16&steps=20`);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toContainText('after 20 steps');
  await expect(page.getByRole('heading', { name: 'Criticality' })).toBeAttached();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // A4 less its margins, in CSS pixels.
  await page.setViewportSize({ width: 703, height: 1032 });
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(31, 34, 38)');
  await expect(page.getByRole('navigation', { name: 'About' })).toBeHidden();
  await expect(page.getByRole('button', { name: /Play|Pause/ })).toBeHidden();
  for (const chart of await page.locator('.chart-space > figure > svg').all()) {
    const box = await chart.boundingBox();
    if (box === null) continue;
    expect(box.x + box.width).toBeLessThanOrEqual(703);
    expect(box.height).toBeLessThan(1032);
    const whole = await chart.evaluate((svg) => getComputedStyle(svg.closest('.chart') ?? svg).breakInside);
    expect(whole).toBe('avoid');
  }
});

test('hidden frames rest until they are shown', async ({ page, baseURL }) => {
  const lab = (depth: number) => `${baseURL}#view=embed&amp;depth=${depth}&amp;${TINY}`;
  await openHost(
    page,
    `<div id="box" style="display:none"><iframe src="${lab(4)}" width="960" height="240"></iframe></div>
     <div id="fragment" style="visibility:hidden"><iframe src="${lab(5)}" width="960" height="240"></iframe></div>
     <iframe id="flat" src="${lab(6)}" style="width:960px;height:0;border:0"></iframe>`,
  );
  for (const depth of [4, 5, 6]) await standsStill(await labAt(page, depth));
  await page.evaluate(() => {
    for (const id of ['box', 'fragment']) document.getElementById(id)?.removeAttribute('style');
    document.getElementById('flat')?.setAttribute('style', 'width:960px;height:240px');
  });
  for (const depth of [4, 5, 6]) {
    const shown = await labAt(page, depth);
    await shown.locator('body').scrollIntoViewIfNeeded();
    await trains(shown);
    await expect(shown.getByRole('img', { name: 'Preactivation variance by layer' })).toBeVisible();
  }
});

test('the smallest frames have one chart, or one sentence; without controls every key is the page’s', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    `<script>addEventListener('message', ({ data }) => data.type === 'key' && (document.title += ' ' + data.code))</script>
     <iframe src="${baseURL}#view=embed&amp;controls=none&amp;depth=4&amp;width=16&amp;steps=20"></iframe>
     <iframe src="${baseURL}#depth=5&amp;width=16&amp;steps=20"></iframe>`,
  );
  const embed = page.frameLocator('iframe').first();
  const chart = embed.getByRole('img', { name: 'Preactivation variance by layer' });
  await expect(chart).toBeVisible();
  await expect.poll(async () => (await chart.boundingBox())?.height ?? 0).toBeGreaterThan(100);
  await expect(embed.getByRole('button', { name: 'Step' })).toHaveCount(0);
  for (const [key, heard] of [
    ['ArrowRight', 'Host ArrowRight'],
    ['Space', 'Host ArrowRight Space'],
  ] as const) {
    await embed.locator('.embed').click({ position: { x: 4, y: 4 } });
    await page.keyboard.press(key);
    await expect(page).toHaveTitle(heard);
  }
  const page300 = page.frameLocator('iframe').nth(1);
  await expect(page300.getByRole('region', { name: 'Verdicts' })).toBeHidden();
  const said = await page300.locator('#root').evaluate((root) => getComputedStyle(root, '::before').content);
  expect(said).toContain('needs more room');
});
