import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

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

for (const size of SIZES) {
  for (const theme of ['light', 'dark']) {
    test(`nothing is cut off at ${size.width}×${size.height}, ${theme}`, async ({ lab }) => {
      await lab.setViewportSize(size);
      await open(lab, `theme=${theme}&steps=40`);
      await expect(verdict(lab, 2)).toContainText('after 40 steps');
      expect(await overflowOf(lab)).toEqual({ wide: 0, outside: [] });
    });
  }
}

test('no task’s picture is cut off, from a phone to a projector', async ({ lab }) => {
  for (const task of ['surface', 'spirals', 'poisson', 'burgers&width=16', 'digits&batch=32']) {
    await lab.setViewportSize({ width: 1440, height: 900 });
    await open(lab, `task=${task}&depth=3&steps=20`);
    await expect(verdict(lab, 2)).toContainText('after 20 steps');
    for (const size of SIZES) {
      await lab.setViewportSize(size);
      await expect(lab.locator('.fit').first()).toBeVisible();
      expect(await overflowOf(lab), `${task} at ${size.width}`).toEqual({ wide: 0, outside: [] });
    }
  }
});

test('at 1440×900 the hero and the controls need no scrolling', async ({ lab }) => {
  await lab.setViewportSize({ width: 1440, height: 900 });
  await open(lab, 'steps=40');
  await expect(verdict(lab, 2)).toContainText('after 40 steps');
  for (const part of [
    lab.getByRole('img', { name: 'Preactivation variance by layer' }),
    lab.getByRole('region', { name: 'Experiment' }),
    lab.getByRole('region', { name: 'Arms' }),
    lab.getByRole('region', { name: 'Training' }),
    lab.getByRole('status', { name: 'Engine' }),
  ]) {
    const box = await part.boundingBox();
    expect(box).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  }
});

test('the screenshot of the README', async ({ lab }) => {
  await lab.setViewportSize({ width: 1440, height: 900 });
  await open(lab, 'theme=light&steps=400');
  await expect(verdict(lab, 2)).toContainText('after 400 steps', { timeout: 60_000 });
  // With REPU_LAB_SCREENSHOT=1 it replaces the one in docs/; otherwise the run leaves the working tree as it is.
  const path = process.env.REPU_LAB_SCREENSHOT ? 'docs/screenshot.png' : test.info().outputPath('screenshot.png');
  await lab.screenshot({ path });
});
