import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, expectWholeWidth, open, test } from './lab.ts';

const panel = (lab: Page) => lab.getByRole('article', { name: 'Two inputs' });
const byLayer = (lab: Page) => panel(lab).getByRole('img', { name: 'Correlation by layer' });
const map = (lab: Page) => panel(lab).getByRole('img', { name: 'Correlation map' });

const SMALL = 'arm=tanh&arm=repu.2&depth=5&width=32&replicas=16';

test('the panel comes by its link in a talk, and follows the networks that train', async ({ lab }) => {
  await open(lab, `${SMALL}&play=0&view=talk&panels=correlation`);
  await expect(byLayer(lab)).toHaveAccessibleDescription(
    /tanh: predicted correlation goes from −1\.00 in hidden layer 1 to .* in layer 4\. tanh: measured correlation goes from −1\.00 .* RePU\(2\): predicted/,
  );
  await expect(map(lab)).toHaveAccessibleDescription(
    /RePU\(2\): fixed at c = 0\.38, stable, slope 0\.7\d; fixed at c = 1/,
  );
  await expect(panel(lab).locator('.look-for')).toContainText(/RePU\(2\) is chaotic \(slope 1\.33/);
  const before = await byLayer(lab).locator('desc').textContent();
  await lab.keyboard.press('Space');
  await expect.poll(() => byLayer(lab).locator('desc').textContent()).not.toBe(before);
});

test('below the first screen nothing is computed until it is looked at; then all choices, their table and axe', async ({
  lab,
}) => {
  await open(lab, `${SMALL}&steps=10`);
  await expect(lab.getByText('step 10 of 10')).toBeVisible();
  await expect(panel(lab)).toBeAttached();
  await expectWholeWidth(panel(lab));
  const workers = lab.workers().length;
  await expect(byLayer(lab)).not.toHaveAccessibleDescription(/predicted correlation goes/);
  expect(lab.workers().length).toBe(workers);
  await panel(lab).scrollIntoViewIfNeeded();
  await expect(byLayer(lab)).toHaveAccessibleDescription(/RePU\(2\): predicted correlation goes/);
  await expect(byLayer(lab)).toHaveAccessibleDescription(/tanh: measured correlation goes/);
  // Theory's worker is gone with its answer.
  await expect.poll(() => lab.workers().length).toBe(workers);
  expect(await inBothThemes(lab, graveViolations, { within: '.correlation' })).toEqual([]);

  await panel(lab).getByRole('radio', { name: 'all pairs’ mean' }).press('Space');
  await expect(panel(lab).getByText('mean over the 15 pairs of 6 inputs')).toBeVisible();
  await expect(byLayer(lab)).toHaveAccessibleDescription(/RePU\(2\): predicted correlation goes/);
  await expect(byLayer(lab)).toHaveAccessibleDescription(/tanh: measured correlation goes/);
  await expect(panel(lab).getByRole('tooltip', { includeHidden: true })).toContainText('Ordered: its slope at c = 1');

  await lab.getByRole('button', { name: 'Export', exact: true }).click();
  const button = lab.getByRole('button', { name: 'Correlation as CSV' });
  const [download] = await Promise.all([lab.waitForEvent('download'), button.click()]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(1 + 2 * 5);
  expect(rows[0]).toContain('apart,apartSpread,theoryApart');
  await expect(lab.getByRole('button', { name: 'Correlation map as SVG' })).toBeVisible();
});

test('on a phone both charts stand one above the other', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, `${SMALL}&steps=3`);
  await expect(panel(lab)).toBeAttached();
  await panel(lab).scrollIntoViewIfNeeded();
  await expect(map(lab)).toHaveAccessibleDescription(/RePU\(2\): fixed at/);
  const [first, second] = [await byLayer(lab).boundingBox(), await map(lab).boundingBox()];
  expect(second!.y).toBeGreaterThanOrEqual(first!.y + first!.height);
  expect(Math.abs(second!.x - first!.x)).toBeLessThan(1);
  expect(await lab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
