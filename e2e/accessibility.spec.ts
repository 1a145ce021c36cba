import { graveViolations, inBothThemes } from './axe.ts';
import { expect, follow, open, test, verdict } from './lab.ts';

/** What lies over the page, which is tried without it. */
const OVER = { within: 'dialog[open]' };

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`axe finds nothing serious at ${width}×${height}`, async ({ lab }) => {
    await lab.setViewportSize({ width, height });
    await open(lab, 'steps=3&depth=1e3');
    await expect(verdict(lab, 2)).toContainText('after 3 steps');
    await lab.getByText('The numbers behind the chart').click();
    await lab.getByText('Your own data', { exact: true }).first().click();
    expect(await inBothThemes(lab, graveViolations)).toEqual([]);
    await lab.getByRole('button', { name: 'Help' }).click();
    await expect(lab.getByRole('region', { name: 'How to cite' })).toBeVisible();
    expect(await inBothThemes(lab, graveViolations, OVER)).toEqual([]);
    await lab.keyboard.press('Escape');
    // The other tab beside the main chart, and a folded formula.
    await lab.getByRole('tab', { name: 'Phase map' }).click();
    await expect(lab.getByRole('tabpanel').getByRole('img')).toBeVisible();
    await lab.getByText('Formulas of MRePU(2)').click();
    await expect(lab.locator('.katex').first()).toBeVisible();
    expect(await inBothThemes(lab, graveViolations)).toEqual([]);
    await lab.getByRole('button', { name: 'Examples' }).click();
    await expect(lab.getByRole('link', { name: 'Four classes' })).toBeVisible();
    expect(await inBothThemes(lab, graveViolations, OVER)).toEqual([]);
  });
}

test('axe finds nothing serious in the views for embedding and for talks', async ({ lab }) => {
  for (const fragment of ['view=embed&controls=all', 'view=talk']) {
    await lab.setViewportSize({ width: 1280, height: 720 });
    await open(lab, `steps=3&${fragment}`);
    await expect(verdict(lab, 2)).toContainText('after 3 steps');
    expect(await inBothThemes(lab, graveViolations)).toEqual([]);
    await lab.getByRole('button', { name: 'Controls', exact: true }).click();
    expect(await inBothThemes(lab, graveViolations)).toEqual([]);
    if (fragment === 'view=talk') await lab.getByRole('button', { name: 'All controls' }).click();
    await expect(lab.getByRole('dialog')).toBeVisible();
    expect(await inBothThemes(lab, graveViolations, OVER)).toEqual([]);
  }
});

test('axe finds nothing serious in the pictures of the tasks', async ({ lab }) => {
  await open(lab, 'depth=3&width=16&play=0');
  for (const task of ['surface', 'moons', 'poisson', 'heat', 'digits&batch=32']) {
    await follow(lab, `steps=3&depth=3&width=16&task=${task}`);
    // Until its data are there the page is that of the task before.
    await expect(lab.getByRole('combobox', { name: 'Task', exact: true })).toHaveValue(task.replace(/&.*/, ''));
    await expect(lab.locator('[data-stale="true"]')).toHaveCount(0);
    await expect(verdict(lab, 2)).toContainText('after 3 steps');
    await expect(lab.locator('.fit svg, .fit img, .fit canvas').first()).toBeVisible();
    // What else a task changes are its controls; the rest of the page is tried above.
    for (const within of ['.fit', '[aria-label="Experiment"]']) {
      await expect(lab.locator(within).first()).toBeVisible();
      expect(await inBothThemes(lab, graveViolations, { within }), `${task}, ${within}`).toEqual([]);
    }
  }
});

test('the transport works from the keyboard', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.keyboard.press('ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
  await lab.keyboard.press('Shift+ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 11 steps');
  await lab.keyboard.press('r');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.keyboard.press('Space');
  await expect(verdict(lab, 2)).toContainText(/after \d+ steps/);
});

test('with reduced motion the first pass is drawn at once', async ({ lab }) => {
  await lab.emulateMedia({ reducedMotion: 'reduce' });
  await open(lab, 'play=0');
  await expect(verdict(lab, 1)).toContainText('overflowed');
  const chart = lab.getByRole('img', { name: 'Preactivation variance by layer' });
  await expect(chart).toHaveAccessibleDescription(/RePU\(2\).+overflow.+MRePU\(2\)/s);
});
