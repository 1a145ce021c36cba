import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, expectWholeWidth, open, test, verdict } from './lab.ts';

const SMALL = 'depth=4&width=8&batch=16&steps=20&play=0';
/** 16 × 16 cells of small networks. */
const PLANE = 'mapx=cw_0.1_10_16_log&mapy=k1_0.001_10_16_log&mapsteps=10';

const panel = (lab: Page) => lab.getByRole('article', { name: 'Map of networks' });
const plane = (lab: Page) => lab.getByRole('slider', { name: 'Cells of the map of MRePU(2)' });
const compute = (lab: Page) => panel(lab).getByRole('button', { name: 'Compute the map' }).click();
const computed = (lab: Page) => expect(panel(lab)).toContainText('All 512 networks are computed.', { timeout: 60_000 });

async function openMap(lab: Page, fragment: string): Promise<void> {
  await open(lab, fragment);
  await panel(lab).scrollIntoViewIfNeeded();
}

test('a map is computed, read by keyboard, opened by Enter, and found again by Back and by its link', async ({
  lab,
}) => {
  await openMap(lab, `${SMALL}&${PLANE}`);
  await compute(lab);
  await computed(lab);
  await expectWholeWidth(panel(lab));
  await expect(panel(lab)).toContainText(/of MRePU\(2\) \d+ of 256 learn/);
  await expect(panel(lab)).toContainText(/Theory and measurement agree in \d+ of \d+ cells at the start/i);
  expect(await inBothThemes(lab, graveViolations, { within: '.network-map' })).toEqual([]);

  await plane(lab).focus();
  await lab.keyboard.press('ArrowRight');
  const read = (await plane(lab).getAttribute('aria-valuetext')) ?? '';
  await lab.keyboard.press('ArrowUp');
  await expect(plane(lab)).not.toHaveAttribute('aria-valuetext', read);
  await lab.keyboard.press('Enter');
  await expect.poll(() => lab.url()).toMatch(/arm=mrepu\.2_init\.custom_cw\./);
  await lab.goBack();
  await expect.poll(() => lab.url()).toContain('mapx=cw_0.1_10_16_log');
  await expect.poll(() => lab.url()).not.toContain('init.custom');

  await lab.reload();
  await panel(lab).scrollIntoViewIfNeeded();
  await expect(panel(lab).getByRole('textbox', { name: 'Across cells' })).toHaveValue('16');
  await expect(panel(lab).getByRole('textbox', { name: 'Steps of the map' })).toHaveValue('10');
});

async function saved(lab: Page, button: Locator) {
  const [download] = await Promise.all([lab.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const [theme, what] of [
  ['light', 'every plane, and all together, are'],
  ['dark', 'all planes together are'],
] as const) {
  test(`${what} saved as SVG and PNG with legend, axes, boundaries and fonts, ${theme}`, async ({ lab, context }) => {
    await openMap(lab, `${SMALL}&${PLANE}&theme=${theme}`);
    await compute(lab);
    await computed(lab);
    const legend = panel(lab).getByRole('list', { name: 'Colours and marks' }).getByRole('listitem');
    await expect(legend.last()).toHaveText('the present experiment');
    await expect(legend.filter({ hasText: 'theory’s boundary' })).toBeVisible();
    const entries = await legend.allTextContents();
    await lab.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = lab.getByRole('dialog', { name: 'Export' });
    const blank = await context.newPage();
    const pictures = [
      ['Map of RePU(2)', ['RePU(2)']],
      ['Map of MRePU(2)', ['MRePU(2)']],
      ['Map of networks, all arms', ['RePU(2)', 'MRePU(2)']],
    ] as const;
    // The other theme is other colours: one picture, in which every plane is, shows them.
    for (const [title, arms] of theme === 'light' ? pictures : pictures.slice(-1)) {
      const svg = await saved(lab, dialog.getByRole('button', { name: `${title} as SVG`, exact: true }));
      const text = svg.bytes.toString('utf8');
      expect(svg.name).toMatch(/^repu-lab_depth-4_.*\.svg$/);
      expect(text).not.toMatch(/var\(|href="http|url\("?http/);
      expect(text).toContain('@font-face{font-family:"Inter Variable"');
      const drawn = await blank.evaluate(async (source) => {
        const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
        const image = new Image();
        image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
        await image.decode();
        return {
          faults: parsed.querySelectorAll('parsererror').length,
          planes: parsed.querySelectorAll('image').length,
          words: Array.from(parsed.querySelectorAll('text'), ({ textContent }) => textContent),
          width: image.naturalWidth,
          height: image.naturalHeight,
        };
      }, text);
      expect(drawn).toMatchObject({ faults: 0, planes: arms.length });
      for (const words of [...arms, ...entries]) expect(drawn.words, title).toContain(words);
      const said = drawn.words.join(' ');
      for (const axis of ['CW, weight variance', 'K1, input scale', 'trained 10 steps.', 'mapx=cw_0.1_10_16_log']) {
        expect(said.replaceAll('\n', '')).toContain(axis);
      }
      const png = await saved(lab, dialog.getByRole('button', { name: `${title} as PNG`, exact: true }));
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(png.bytes.readUInt32BE(16)).toBe(Math.round(3 * drawn.width));
      expect(png.bytes.readUInt32BE(20)).toBe(Math.round(3 * drawn.height));
    }
    const poster = await saved(lab, dialog.getByRole('button', { name: 'Poster as SVG' }));
    for (const words of ['Map of MRePU(2)', ...entries]) expect(poster.bytes.toString('utf8')).toContain(words);
    const csv = await saved(lab, dialog.getByRole('button', { name: 'Map as CSV' }));
    expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(1 + 512);
  });
}

test('a click opens the cell under the pointer, with the values that were read there', async ({ lab }) => {
  await openMap(lab, `${SMALL}&${PLANE}`);
  await compute(lab);
  await computed(lab);
  const { width = 0, height = 0 } = (await plane(lab).boundingBox()) ?? {};
  // The 13th column and, from below, the 5th row of sixteen.
  const position = { x: (12.5 / 16) * width, y: (1 - 4.5 / 16) * height };
  await plane(lab).hover({ position });
  await expect(panel(lab).locator('.map-reading')).toContainText(/MRePU\(2\) (learned|overflow|vanished|diverged)/);
  await expect(plane(lab)).toHaveAttribute('aria-valuetext', /^C_W 3\.98, K_1 0\.0117: /);
  await plane(lab).click({ position });
  await expect.poll(() => lab.url()).toContain('#arm=mrepu.2_init.custom_cw.3.98107_k1.0.0116591&depth=4&width=8');
  await expect(verdict(lab, 1)).toContainText('MRePU(2)');
  await lab.goBack();
  await panel(lab).scrollIntoViewIfNeeded();
  await computed(lab);
});

/** As the browser tells a page whose tab is hidden or shown again. */
const showTab = (lab: Page, shown: boolean) =>
  lab.evaluate((visible) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event('visibilitychange'));
  }, shown);

test('workers rest while the tab is hidden, of a map and of a run, and go on when it is back', async ({ lab }) => {
  const long = PLANE.replace('mapsteps=10', 'mapsteps=500');
  await openMap(lab, `depth=10&width=32&batch=64&replicas=16&steps=0&engine=fused-wasm&${long}&play=0`);
  const networks = async () => Number(/(\d+) of 512 networks/.exec((await panel(lab).textContent()) ?? '')?.[1]);
  const step = async () =>
    Number(/step ([\d\s]+)/.exec((await lab.locator('.progress').textContent()) ?? '')?.[1]?.replaceAll(/\s/g, ''));
  await compute(lab);
  await lab.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(networks).toBeGreaterThan(0);
  await expect.poll(step).toBeGreaterThan(0);
  await showTab(lab, false);
  // What was under way comes to its end, and nothing else begins.
  let resting = [0, 0];
  await expect
    .poll(
      async () => {
        const before = resting;
        resting = [await networks(), await step()];
        return resting.every((count, i) => count === before[i]);
      },
      { intervals: [2500] },
    )
    .toBe(true);
  await showTab(lab, true);
  await expect.poll(networks).toBeGreaterThan(resting[0] as number);
  await expect.poll(step).toBeGreaterThan(resting[1] as number);
});

test('a map is paused, goes on, and is ended half-way: what is computed stays', async ({ lab }) => {
  await openMap(lab, `depth=10&width=32&play=0&${PLANE.replace('mapsteps=10', 'mapsteps=2000')}`);
  await compute(lab);
  await panel(lab).getByRole('button', { name: 'Pause the map' }).click();
  await expect(panel(lab)).toContainText(/Paused at \d+ of 512 networks/);
  await panel(lab).getByRole('button', { name: 'Go on' }).click();
  await panel(lab).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(lab)).toContainText(/Ended at \d+ of 512 networks/);
  await expect(panel(lab).getByRole('button', { name: 'Compute it anew' })).toBeVisible();
});

test('an axis that cannot be is refused with its reason, and the map keeps the one it has', async ({ lab }) => {
  await openMap(lab, `${SMALL}&${PLANE}`);
  const to = panel(lab).getByRole('textbox', { name: 'Across to' });
  await to.fill('0.01');
  await to.press('Enter');
  await expect(panel(lab).getByRole('alert')).toContainText('an axis goes from a number to a greater one');
  expect(lab.url()).toContain('mapx=cw_0.1_10_16_log');
  await panel(lab).getByRole('combobox', { name: 'Across: what the axis goes over' }).selectOption('lr');
  await expect.poll(() => lab.url()).toContain('mapx=lr_');
});

test('in a frame it computes itself, on a phone nothing is wider than the page', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, `${SMALL.replace('play=0', 'play=1')}&${PLANE}&view=embed&panels=map`);
  await computed(lab);
  expect(await lab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a map that a link names waits until a value that is dragged has come to rest', async ({ lab }) => {
  const link = `${SMALL.replace('play=0', 'play=1')}&${PLANE}`;
  await openMap(lab, link);
  await computed(lab);
  // Twelve values, a new one as soon as the last is shown. A pause of a busy machine may be a rest for the map: what comes
  // after one tells nothing, and is tried again.
  const drag = (first: number) =>
    lab.evaluate(
      async ([fragment, start]) => {
        const field = document.querySelector<HTMLInputElement>('input[aria-label="Learning rate value"]');
        let [begun, longest, before] = [0, 0, performance.now()];
        for (let i = 0; i < 12; i++) {
          const value = (start + i * 1e-4).toFixed(4);
          window.location.hash = `${fragment}&lr=${value}`;
          const sent = performance.now();
          while (Number(field?.value) !== Number(value) || performance.now() < sent + 60) {
            if (performance.now() > sent + 10_000) throw new Error(`${field?.value} is shown in place of ${value}.`);
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          longest = Math.max(longest, performance.now() - before);
          before = performance.now();
          begun += document.querySelectorAll('.network-map progress').length;
        }
        return { begun, longest };
      },
      [link, first] as const,
    );
  let { begun, longest } = await drag(0.001);
  for (let again = 1; longest >= 300 && again < 10; again++) {
    await computed(lab);
    ({ begun, longest } = await drag(0.001 + again * 0.002));
  }
  expect(longest, 'milliseconds between two values').toBeLessThan(300);
  expect(begun).toBe(0);
  await computed(lab);
});

for (const view of ['embed', 'talk'] as const) {
  test(`in ${view} the planes have the room that is left, nothing scrolls, and all type can be read`, async ({
    lab,
  }) => {
    for (const [width, height, least] of [
      [960, 540, view === 'talk' ? 18 : 11],
      [1280, 720, view === 'talk' ? 24 : 11],
    ] as const) {
      await lab.setViewportSize({ width, height });
      await open(lab, `${SMALL.replace('play=0', 'play=1')}&${PLANE}&view=${view}&panels=map`);
      await computed(lab);
      for (const name of ['Map of RePU(2)', 'Map of MRePU(2)']) {
        const box = await lab.getByRole('img', { name, exact: true }).boundingBox();
        expect(box?.height, name).toBeGreaterThan(0.35 * height);
      }
      const small = await panel(lab).evaluate((article, pixels) => {
        const words = [...article.querySelectorAll('.map-legend span, .map-said, button, h3, text')];
        return words.filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < pixels).length;
      }, least);
      expect(small).toBe(0);
      const scrolled = await lab.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ]);
      expect(scrolled).toEqual([width, height]);
    }
  });
}
