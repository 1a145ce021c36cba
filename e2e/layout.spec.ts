import type { Page } from '@playwright/test';
import { expect, follow, open, test, verdict } from './lab.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  // A window of 1440×900 at 200 % zoom.
  { width: 720, height: 450 },
  { width: 390, height: 844 },
  { width: 320, height: 568 },
];

/** How much wider the page is than its window, and what reaches beyond its edges. */
const overflowOf = (lab: Page) =>
  lab.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const outside = [...document.querySelectorAll('main :is(button, input, select, p, figure, svg[role="img"])')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1);
      })
      .map((element) => element.outerHTML.slice(0, 120));
    return { wide, outside };
  });

// Colours take no room: one theme will do. Pages that open at each size are screenshots.spec.ts’s.
test('nothing is cut off, from a phone to a projector; at 1440×900 the controls need no scrolling', async ({ lab }) => {
  await lab.setViewportSize({ width: 1440, height: 900 });
  await open(lab, 'steps=20');
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
  await expectControlsInView(lab);
  for (const size of SIZES) {
    await lab.setViewportSize(size);
    await expect.poll(() => overflowOf(lab), `at ${size.width}`).toEqual({ wide: 0, outside: [] });
    if (size.width === 390) await expectKeyAboveBar(lab);
  }
});

/** On a phone's first screen the key under the main chart is not covered by what stays at the window's foot. */
async function expectKeyAboveBar(lab: Page): Promise<void> {
  await lab.evaluate(() => scrollTo(0, 0));
  const [key, bar] = [lab.locator('.hero-key'), lab.getByRole('region', { name: 'Training' })];
  await expect(async () => {
    const [above, below] = [await key.boundingBox(), await bar.boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  }).toPass({ timeout: 30_000 });
}

test('no task’s picture is cut off, from a phone to a projector', async ({ lab }) => {
  await open(lab, 'play=0');
  for (const task of ['surface', 'spirals', 'poisson', 'burgers', 'digits&batch=32']) {
    await lab.setViewportSize({ width: 1440, height: 900 });
    await follow(lab, `width=16&task=${task}&depth=3&steps=3`);
    await expect(verdict(lab, 2)).toContainText('after 3 steps');
    for (const size of SIZES) {
      await lab.setViewportSize(size);
      await expect(lab.locator('.fit').first()).toBeVisible();
      await expect.poll(() => overflowOf(lab), `${task} at ${size.width}`).toEqual({ wide: 0, outside: [] });
    }
  }
});

const FOUR = 'arm=repu.2&arm=mrepu.2&arm=relu&arm=tanh';
/** What used to push the main chart off the screen. */
const CASES: Readonly<Record<string, string>> = {
  'the default page': '',
  'one arm': 'arm=mrepu.2',
  'three arms': 'arm=repu.2&arm=mrepu.2&arm=relu',
  'four arms': FOUR,
  'custom initialisations': 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&arm=mrepu.2_init.custom',
  'best starts': 'arm=repu.2_init.best&arm=mrepu.2_init.best',
  'four arms on digits': `task=digits&batch=32&depth=4&${FOUR}`,
  'decision maps': `task=spirals&depth=4&${FOUR}`,
  'a surface': 'task=surface&depth=4',
  'an equation': `task=poisson&depth=4&${FOUR}`,
  'an equation in space and time': 'task=burgers&depth=4',
};

test('at 1440×900 and at 1280×720 the whole main chart is in view, whatever is chosen', async ({ lab }) => {
  await open(lab, 'play=0');
  for (const [name, fragment] of Object.entries(CASES)) {
    await follow(lab, `width=16&steps=3&${fragment}`);
    await expect(verdict(lab, 1), name).toContainText(/step|starts/);
    await expect(lab.locator('.fit').first(), name).toBeVisible();
    for (const size of SIZES.slice(0, 2)) {
      await lab.setViewportSize(size);
      await expectHeroInView(lab, `${name} at ${size.width}`);
    }
  }
});

test('own data and a drag in the phase map leave the main chart in view', async ({ lab }) => {
  const expectInView = async (what: string) => {
    for (const size of SIZES.slice(0, 2)) {
      await lab.setViewportSize(size);
      await expectHeroInView(lab, `${what} at ${size.width}`);
    }
  };
  await open(lab, 'steps=3');
  await lab.getByText('Your own data', { exact: true }).click();
  await expect(lab.getByRole('button', { name: /Read/ }).first()).toBeVisible();
  await expectInView('own data open');
  await lab.getByRole('combobox', { name: 'Initialisation' }).first().selectOption('custom');
  await expect(lab.getByRole('slider', { name: 'Weight variance C_W' })).toBeVisible();
  await expectInView('C_W and C_b open');
});

/** Both axes with their names are parts of the chart's picture. */
async function expectHeroInView(lab: Page, name: string): Promise<void> {
  const { width, height } = lab.viewportSize() ?? { width: 0, height: 0 };
  // A chart takes a frame to fill a new space.
  await expect(async () => {
    const box = await lab.getByRole('img', { name: 'Preactivation variance by layer' }).boundingBox();
    expect(box, name).not.toBeNull();
    if (!box) return;
    expect(box.y, name).toBeGreaterThan(0);
    expect(box.y + box.height, `${name}: its lower edge`).toBeLessThanOrEqual(height);
    expect(box.x + box.width, `${name}: its right edge`).toBeLessThanOrEqual(width);
    // Not by being crushed either.
    expect(box.height, `${name}: its height`).toBeGreaterThanOrEqual(260);
    expect(box.width, `${name}: its width`).toBeGreaterThanOrEqual(430);
  }).toPass({ timeout: 30_000 });
}

async function expectControlsInView(lab: Page): Promise<void> {
  for (const part of [
    lab.getByRole('region', { name: 'Experiment' }),
    lab.getByRole('region', { name: 'Arms' }),
    lab.getByRole('region', { name: 'Training' }),
    lab.getByRole('status', { name: 'Engine' }),
  ]) {
    const box = await part.boundingBox();
    expect(box).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  }
}

test('another task’s pictures are dimmed while they stand beside the new settings', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16&arm=relu');
  for (const part of ['.loss.side', '.fit']) {
    await expect(lab.locator(`.lab ${part}`).first()).toBeVisible();
    await lab.locator('.lab').evaluate((element) => element.setAttribute('data-changing', 'true'));
    await expect(lab.locator(`.lab ${part}`).first()).toHaveCSS('opacity', '0.3');
  }
});
