import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, expectWholeWidth, open, test } from './lab.ts';

const panel = (lab: Page) => lab.getByRole('article', { name: 'Distribution by layer' });
const chart = (lab: Page, what = 'preactivations') => panel(lab).getByRole('img', { name: `Distribution of ${what}` });

const SMALL = 'arm=tanh&arm=mrepu.2&depth=4&width=32&replicas=16';

test('the panel comes by its link in a talk, and follows the networks that train', async ({ lab }) => {
  await open(lab, `${SMALL}&play=0&view=talk&panels=distribution`);
  await expect(chart(lab)).toHaveAccessibleDescription(
    /tanh \(16 networks\): excess kurtosis in layer 1: measured [−\d.]+, theory [−\d.]+; layer 4: .* MRePU\(2\)/,
  );
  await expect(panel(lab).locator('.look-for')).toContainText(/In the last hidden layer .*excess kurtosis/);
  const before = await chart(lab)
    .locator('path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  await lab.keyboard.press('Space');
  await expect
    .poll(() =>
      chart(lab)
        .locator('path')
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('d'))),
    )
    .not.toEqual(before);
  // What moves is of a step, theory of the start.
  await expect(panel(lab).locator('.look-for')).toContainText(/at step \d+ .*predicted for the start\)/);
});

test('below the first screen nothing is counted until it is looked at; then both views, their table and axe', async ({
  lab,
}) => {
  await open(lab, `${SMALL}&steps=10`);
  await expect(lab.getByText('step 10 of 10')).toBeVisible();
  await expect(panel(lab)).toBeAttached();
  await expectWholeWidth(panel(lab));
  await expect(chart(lab)).toHaveCount(0);
  await panel(lab).scrollIntoViewIfNeeded();
  await expect(chart(lab)).toBeVisible();
  expect(await inBothThemes(lab, graveViolations, { within: '.distribution' })).toEqual([]);

  await panel(lab).getByRole('radio', { name: 'σ(z)' }).press('Space');
  await expect(chart(lab, 'activations')).toHaveAccessibleDescription(/saturated \d+ %, dead 0 %/);
  await expect(panel(lab).locator('.look-for')).toContainText(/of all z saturated and .* of the neurons dead/);
  await expect(panel(lab).getByRole('tooltip', { includeHidden: true })).toContainText(
    'below 1 % of its largest value',
  );

  await lab.getByRole('button', { name: 'Export', exact: true }).click();
  const button = lab.getByRole('button', { name: 'Distribution as CSV' });
  const [download] = await Promise.all([lab.waitForEvent('download'), button.click()]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(1 + 2 * 3);
  expect(rows[0]).toContain('saturated,dead');
  await expect(lab.getByRole('button', { name: 'Distribution of activations as SVG' })).toBeVisible();
});

test('an arm that overflows at the start is told as far as it is finite', async ({ lab }) => {
  await open(lab, 'steps=5&view=talk&panels=distribution');
  await expect(panel(lab).locator('.look-for')).toContainText('RePU(2) is not finite');
  await expect(chart(lab)).toHaveAccessibleDescription(/RePU\(2\).*not finite in \d of 10 layers/);
});

test('in a frame and on a phone nothing is wider than the page, and rows stay apart at depth 64', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  for (const fragment of ['view=embed&panels=distribution', '']) {
    await open(lab, `arm=tanh&arm=relu&depth=64&width=16&steps=3&${fragment}`);
    await panel(lab).scrollIntoViewIfNeeded();
    await expect(chart(lab)).toBeVisible();
    expect(await lab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const layers = await chart(lab)
      .locator('text')
      .evaluateAll((texts) =>
        texts.filter(({ textContent }) => /^\d+$/.test(textContent ?? '')).map((text) => text.getBoundingClientRect()),
      );
    for (const [i, a] of layers.entries()) {
      for (const b of layers.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
        expect(apart, `${JSON.stringify(a)} ${JSON.stringify(b)}`).toBe(true);
      }
    }
  }
});
