import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

const side = (lab: Page) => lab.getByRole('region', { name: 'Beside the main chart' });
const tab = (lab: Page, name: string) => side(lab).getByRole('tab', { name, exact: true });
const hero = (lab: Page) => lab.getByRole('img', { name: 'Preactivation variance by layer' });

test('loss, metric and phase map are tabs: arrows, Home and End choose, and no key reaches the page', async ({
  lab,
}) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await expect(tab(lab, 'Loss')).toHaveAttribute('aria-selected', 'true');
  await tab(lab, 'Loss').focus();
  await lab.keyboard.press('ArrowRight');
  await expect(tab(lab, 'Test loss')).toBeFocused();
  await lab.keyboard.press('ArrowRight');
  await expect(tab(lab, 'Phase map')).toBeFocused();
  await expect(tab(lab, 'Phase map')).toHaveAttribute('aria-selected', 'true');
  const panel = side(lab).getByRole('tabpanel', { name: 'Phase map' });
  await expect(panel.getByRole('img', { name: 'Phase map of RePU(2)' })).toBeVisible();
  await expect(panel.locator('.look-for')).toHaveText(
    'Drag the point. At infinite width RePU(2) overflows at layer 9.',
  );
  await lab.keyboard.press('ArrowRight');
  await expect(tab(lab, 'Loss')).toBeFocused();
  await expect(side(lab).getByRole('img', { name: 'Loss', exact: true })).toBeVisible();
  await lab.keyboard.press('End');
  await expect(tab(lab, 'Phase map')).toBeFocused();
  await lab.keyboard.press('Home');
  await expect(tab(lab, 'Loss')).toBeFocused();
  // Only the chosen tab is on the way of the Tab key.
  await expect(tab(lab, 'Phase map')).toHaveAttribute('tabindex', '-1');
  await expect(verdict(lab, 2)).toContainText('before the first step');
});

test('beside the main chart the point of any arm is dragged, in sight of what it does', async ({ lab }) => {
  await lab.setViewportSize({ width: 1440, height: 900 });
  await open(lab, 'play=0');
  await tab(lab, 'Phase map').click();
  const panel = side(lab).getByRole('tabpanel');
  await panel.getByRole('radio', { name: 'MRePU(2)', exact: true }).check();
  const map = panel.getByRole('img', { name: 'Phase map of MRePU(2)' });
  await expect(map).toHaveAccessibleDescription(/survives to layer 10/);
  const box = await map.boundingBox();
  if (!box) throw new Error('The map is not on the page.');
  // Both at once, without scrolling.
  const main = await hero(lab).boundingBox();
  for (const part of [box, main]) expect((part?.y ?? 900) + (part?.height ?? 0)).toBeLessThanOrEqual(900);
  await lab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await lab.mouse.down();
  await lab.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.3, { steps: 6 });
  await expect(hero(lab)).toHaveAccessibleDescription(/MRePU\(2\).*overflow/);
  await lab.mouse.up();
  await expect.poll(() => lab.url()).toMatch(/#arm=repu\.2&arm=mrepu\.2_init\.custom_cw\.[\d.]+_k1\.[\d.]+/);
  await expect(map).toHaveAccessibleDescription(/overflows at layer \d/);
});

test('a phase map of one colour says why', async ({ lab }) => {
  await open(lab, 'play=0&arm=gelu');
  await tab(lab, 'Phase map').click();
  await expect(side(lab).locator('.one-fate')).toHaveText(
    'At infinite width every start of this window survives 10 layers: no K falls below Cb = 0.17, and a σ that grows like |z| is slow to reach the end of float32.',
  );
});

test('a task’s own metric is a tab, as tall as the loss; another task without it goes back to the loss', async ({
  lab,
}) => {
  await lab.setViewportSize({ width: 1280, height: 720 });
  await open(lab, 'task=poisson&depth=4&width=16&steps=20&arm=repu.2&arm=mrepu.2&arm=relu&arm=tanh');
  await expect(verdict(lab, 4)).toContainText('after 20 steps');
  const chart = (name: string) => side(lab).getByRole('img', { name, exact: true });
  const loss = await chart('Loss').boundingBox();
  expect(loss?.width).toBeGreaterThan(380);
  await tab(lab, 'Relative L2 error').click();
  await expect(chart('relative L2 error')).toHaveAccessibleDescription(/tanh/);
  const metric = await chart('relative L2 error').boundingBox();
  expect(metric?.height).toBe(loss?.height);
  await lab.getByRole('combobox', { name: 'Task' }).selectOption('polynomial');
  await expect(tab(lab, 'Loss')).toHaveAttribute('aria-selected', 'true');
  await expect(tab(lab, 'Relative L2 error')).toHaveCount(0);
});
