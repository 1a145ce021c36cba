import type { Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, open, test } from './lab.ts';

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
