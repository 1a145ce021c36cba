import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { type Host, host, type Read, readDist } from './host.ts';
import { test as base, engine, expect, open, verdict } from './lab.ts';

/** The site of a server that can be changed and stopped. */
interface Site {
  read: Read;
  readonly server: Host;
}

const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for from the pattern.
  site: async ({}, use) => {
    const site = { read: readDist };
    const server = await host('/lab/', (path) => site.read(path));
    await use(Object.assign(site, { server }));
    await server.close();
  },
  baseURL: ({ site }, use) => use(`${site.server.origin}/lab/`),
});

test.use({ serviceWorkers: 'allow' });

const SMALL = 'depth=4&width=16&steps=20';

/** Opens the page and stays until the copy is complete. */
async function visit(page: Page): Promise<void> {
  await open(page, SMALL);
  await page.evaluate(() => navigator.serviceWorker.ready);
}

test('after one visit it opens and trains without network, TensorFlow.js and the digits included', async ({
  lab,
  site,
}) => {
  await visit(lab);
  await site.server.close();
  await lab.context().setOffline(true);
  await open(lab, SMALL);
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
  await open(lab, `${SMALL}&engine=tfjs-wasm`);
  await expect(engine(lab)).toContainText('TensorFlow.js');
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
  await open(lab, 'task=digits&arm=relu&depth=3&width=16&batch=32&steps=10');
  await expect(verdict(lab, 1)).toContainText('after 10 steps');
});

test('a link with a query opens without network too', async ({ lab, site }) => {
  await visit(lab);
  await site.server.close();
  await lab.goto('about:blank');
  await lab.goto(`./?from=list#${SMALL}`);
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
});

test('a new version takes over at the next visit, and none while the server holds a mixture', async ({ lab, site }) => {
  const context = lab.context();
  await visit(lab);
  // A page that was open before the service worker is not yet under it: the second visit is.
  await visit(lab);
  const next = await nextVersion();
  // The new service worker is there, the new page is not yet.
  site.read = async (path) => (path === 'index.html' ? readDist(path) : next(path));
  const failed = lab.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise<ServiceWorker | null>((resolve) => {
      registration.onupdatefound = () => resolve(registration.installing);
    });
    await registration.update();
    const worker = await found;
    return new Promise((resolve) => {
      worker?.addEventListener('statechange', () => resolve(worker.state));
    });
  });
  expect(await failed).toBe('redundant');
  site.read = next;
  await lab.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect
    .poll(() => lab.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state))
    .toBe('installed');
  await lab.reload();
  await expect(lab, 'as long as a page of the old version is open, it stays').not.toHaveTitle('The next version');
  await lab.close();
  const later = await context.newPage();
  // Outside the site, until the browser has noticed that its last page is closed.
  await later.goto('../');
  await expect
    .poll(() => later.evaluate(async () => (await navigator.serviceWorker.getRegistration('/lab/'))?.waiting))
    .toBeNull();
  await later.goto('./');
  await expect(later).toHaveTitle('The next version');
});

test('in a frame nothing is kept', async ({ lab, site }) => {
  site.read = async (path) =>
    path === 'around.html'
      ? `<link rel="icon" href="data:,"><iframe src="./#view=embed&${SMALL}"></iframe>`
      : readDist(path);
  await lab.goto('./around.html');
  await expect(lab.frameLocator('iframe').getByRole('region', { name: 'Verdicts' })).toContainText('after 20 steps');
  const frame = lab.frame({ url: /view=embed/ });
  await frame?.evaluate(() => new Promise((idle) => window.requestIdleCallback(idle)));
  expect(site.server.asked).not.toContain('/lab/serviceWorker.js');
});

test('it can be installed: the browser finds nothing wrong with the manifest and its icons', async ({ lab }) => {
  await visit(lab);
  const browser = await lab.context().newCDPSession(lab);
  const { url, errors, data } = await browser.send('Page.getAppManifest');
  expect(url).toMatch(/\/lab\/manifest\.webmanifest$/);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  const { icons } = JSON.parse(data ?? '') as { icons: readonly { src: string; sizes: string }[] };
  for (const { src, sizes } of icons.filter(({ sizes }) => sizes !== 'any')) {
    const size = await lab.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
});

/** The site with another title: its page, and a service worker that names that page's hash. */
async function nextVersion(): Promise<Read> {
  const integrity = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const page = String(await readDist('index.html'));
  const newPage = page.replace(/<title>.*<\/title>/, '<title>The next version</title>');
  const worker = String(await readDist('serviceWorker.js'));
  const revision = createHash('sha256').update(page).digest('hex').slice(0, 16);
  const newWorker = worker.replace(integrity(page), integrity(newPage)).replace(revision, '0123456789abcdef');
  return async (path) => {
    if (path === 'index.html') return newPage;
    return path === 'serviceWorker.js' ? newWorker : readDist(path);
  };
}
