import type { Page } from '@playwright/test';
import type { FrameMessage, PublicMeasurement } from '../src/embed/messages.ts';
import { type Host, host } from './host.ts';
import { expect, test } from './lab.ts';

/** Pages of another origin than the site's; what they hold is given by each test. */
let pages: Host;
const files = new Map<string, string>();

test.beforeAll(async () => {
  pages = await host('/', async (path) => {
    const own = files.get(path);
    if (own === undefined) throw new Error('not here');
    return own;
  });
});
test.afterAll(() => pages.close());

/** A page that allows requests to the site, which is the point of embedding; console errors still fail the test. */
async function openHost(page: Page, html: string): Promise<string[]> {
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  files.set(
    'host.html',
    `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${html}`,
  );
  await page.goto(`${pages.origin}/host.html`);
  return faults;
}

/** Posts to the frame as a page would, and resolves with the first answer that has the message's id. */
const ask = (page: Page, message: Record<string, unknown>): Promise<FrameMessage> =>
  page.evaluate(
    (posted) =>
      new Promise((done) => {
        window.addEventListener('message', function listen({ data }) {
          if (data?.repuLab !== 1 || data.id !== posted.id) return;
          window.removeEventListener('message', listen);
          done(data);
        });
        document.querySelector('iframe')?.contentWindow?.postMessage(posted, '*');
      }),
    message,
  );

const frameOf = (page: Page) => page.frameLocator('iframe').first();

test('a page on another origin speaks every message, errors included', async ({ page, baseURL }) => {
  const faults = await openHost(
    page,
    `<script>window.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }));</script>
     <iframe src="${baseURL}#view=embed&play=0&depth=6&width=16" width="960" height="540"></iframe>`,
  );
  await expect(frameOf(page).getByRole('region', { name: 'Verdicts' })).toContainText('MRePU(2) starts finite');
  const heard = () =>
    page.evaluate(() => (window as unknown as { heard: (FrameMessage & { origin: string })[] }).heard);

  const hello = await ask(page, { repuLab: 1, type: 'hello', id: 'h' });
  expect(hello).toMatchObject({ type: 'ready', version: 1, engine: expect.any(String), adapter: expect.any(String) });
  expect((await heard()).every(({ origin }) => origin === new URL(baseURL ?? '').origin)).toBe(true);

  const start = (await ask(page, { repuLab: 1, type: 'measure', id: 1 })) as { measurement: PublicMeasurement };
  expect(start.measurement).toMatchObject({ step: 0, arms: [{ activation: 'repu.2' }, { activation: 'mrepu.2' }] });
  const [, mrepu] = start.measurement.arms;
  expect(mrepu?.variance).toHaveLength(6);
  expect(mrepu?.theory.variance).toHaveLength(6);
  expect(mrepu).toMatchObject({ init: 'critical', status: 'ready', failure: null, replicasFinite: 1 });

  expect(await ask(page, { repuLab: 1, type: 'step', count: 7, id: 2 })).toMatchObject({ type: 'ok' });
  const later = (await ask(page, { repuLab: 1, type: 'measure', id: 3 })) as { measurement: PublicMeasurement };
  expect(later.measurement.step).toBe(7);
  expect(later.measurement.run).toBe(start.measurement.run);

  expect(await ask(page, { repuLab: 1, type: 'set', permalink: 'arm=tanh&depth=4', id: 4 })).toMatchObject({
    type: 'ok',
  });
  const fresh = (await ask(page, { repuLab: 1, type: 'measure', id: 5 })) as { measurement: PublicMeasurement };
  expect(fresh.measurement).toMatchObject({ step: 0, arms: [{ activation: 'tanh', variance: { length: 4 } }] });
  expect(fresh.measurement.run).toBeGreaterThan(later.measurement.run);

  const refused = await ask(page, { repuLab: 1, type: 'set', permalink: 'depth=1000&width=8', id: 6 });
  expect(refused).toMatchObject({
    type: 'error',
    message: expect.stringContaining('depth is a whole number from 2 to 64'),
  });
  const kept = (await ask(page, { repuLab: 1, type: 'measure', id: 7 })) as { measurement: PublicMeasurement };
  expect(kept.measurement.arms[0]?.variance).toHaveLength(4);

  expect(await ask(page, { repuLab: 1, type: 'play', id: 8 })).toMatchObject({ type: 'ok' });
  await expect.poll(async () => (await heard()).some((m) => m.type === 'state' && m.playing)).toBe(true);
  await expect
    .poll(async () => (await heard()).filter((m) => m.type === 'measurement' && m.measurement.step > 0).length)
    .toBeGreaterThan(3);
  expect(await ask(page, { repuLab: 1, type: 'pause', id: 9 })).toMatchObject({ type: 'ok' });
  expect(await ask(page, { repuLab: 1, type: 'reset', id: 10 })).toMatchObject({ type: 'ok' });
  const again = (await ask(page, { repuLab: 1, type: 'measure', id: 11 })) as { measurement: PublicMeasurement };
  expect(again.measurement.step).toBe(0);
  // The same weights give the same numbers.
  expect(again.measurement.arms[0]?.variance).toEqual(fresh.measurement.arms[0]?.variance);

  for (const [bad, sentence] of [
    [{ repuLab: 2, type: 'hello', id: 12 }, 'version'],
    [{ repuLab: 1, type: 'explode', id: 13 }, 'none of hello'],
    [{ repuLab: 1, type: 'step', count: -1, id: 14 }, 'count is at least 1'],
  ] as const) {
    expect(await ask(page, bad)).toMatchObject({ type: 'error', message: expect.stringContaining(sentence) });
  }
  expect(faults).toEqual([]);
});

test('a flood and nonsense are harmless', async ({ page, baseURL }) => {
  const faults = await openHost(page, `<iframe src="${baseURL}#view=embed&play=0&depth=3&width=8"></iframe>`);
  await expect(frameOf(page).getByRole('region', { name: 'Verdicts' })).toContainText('starts finite');
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow;
    for (let i = 0; i < 3000; i++) {
      frame?.postMessage({ repuLab: 1, type: ['play', 'pause', 'measure', 'nonsense'][i % 4], permalink: i }, '*');
      frame?.postMessage([null, 5, 'text', { repuLab: {} }, { type: 'play' }][i % 5], '*');
    }
  });
  expect(await ask(page, { repuLab: 1, type: 'set', permalink: 'depth=5', id: 'after' })).toMatchObject({
    id: 'after',
  });
  await expect.poll(async () => (await ask(page, { repuLab: 1, type: 'hello', id: Math.random() })).type).toBe('ready');
  expect(faults).toEqual([]);
});

test('the custom element is an embedded lab whose attributes are its keys', async ({ page, baseURL }) => {
  const faults = await openHost(
    page,
    `<script src="${baseURL}embed/repu-lab.js"></script>
     <repu-lab arm="tanh relu" depth="5" width="16" play="0" style="width:960px;height:540px"></repu-lab>`,
  );
  const lab = page.frameLocator('repu-lab iframe');
  await expect(lab.getByRole('region', { name: 'Verdicts' })).toContainText(
    'At infinite width: finite in all 5 layers',
  );
  await page.evaluate(() => document.querySelector('repu-lab')?.setAttribute('depth', '9'));
  await expect(lab.getByRole('region', { name: 'Verdicts' })).toContainText(
    'At infinite width: finite in all 9 layers',
  );
  const measured = await page.evaluate(async () => {
    const element = document.querySelector('repu-lab') as unknown as {
      lab: { ready: Promise<void>; step(count: number): Promise<void>; measure(): Promise<{ step: number }> };
    };
    await element.lab.ready;
    await element.lab.step(3);
    return (await element.lab.measure()).step;
  });
  expect(measured).toBe(3);
  expect(faults).toEqual([]);
});

for (const [width, height, leastChart] of [
  [960, 540, 180],
  [640, 360, 180],
  [320, 240, 110],
] as const) {
  test(`an embed of ${width}×${height} fills its frame without scroll bars`, async ({ lab }) => {
    await lab.setViewportSize({ width, height });
    await lab.goto('./#view=embed&steps=20');
    await expect(lab.getByRole('region', { name: 'Verdicts' })).toContainText(/overflowed/);
    await expect(lab.getByRole('img', { name: 'Preactivation variance by layer' })).toBeVisible();
    const scrolled = await lab.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(scrolled).toEqual([width, height]);
    const outside = await lab.evaluate(() =>
      [...document.querySelectorAll('button, .panel-cell')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const { right, bottom } = element.getBoundingClientRect();
          return right > window.innerWidth || bottom > window.innerHeight;
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(outside).toEqual([]);
    const heights = await lab.evaluate(() =>
      [...document.querySelectorAll('.panel-cell')]
        .filter((element) => element.checkVisibility())
        .map((element) => element.getBoundingClientRect().height),
    );
    // Lower ones cannot be read.
    expect(Math.min(...heights)).toBeGreaterThan(leastChart);
  });
}

test('panels and controls are those that the link names', async ({ lab }) => {
  await lab.setViewportSize({ width: 960, height: 540 });
  await lab.goto('./#view=embed&panels=kernel_variance&controls=none&play=0');
  await expect(lab.getByRole('img', { name: 'Kernel map' })).toBeVisible();
  await expect(lab.getByRole('img', { name: 'Preactivation variance by layer' })).toBeVisible();
  await expect(lab.getByRole('img', { name: 'Loss' })).toHaveCount(0);
  await expect(lab.getByRole('button', { name: 'Play' })).toHaveCount(0);
});

test('training rests while the frame is scrolled away, and goes on when it is back', async ({ page, baseURL }) => {
  await openHost(
    page,
    `<iframe src="${baseURL}#view=embed&steps=0&width=16&depth=4" width="900" height="480"></iframe><div style="height:5000px"></div>`,
  );
  const playing = (name: string) => expect(frameOf(page).getByRole('button', { name })).toBeVisible();
  await playing('Pause');
  await page.evaluate(() => scrollTo(0, 4000));
  await playing('Play');
  await page.evaluate(() => scrollTo(0, 0));
  await playing('Pause');
});
