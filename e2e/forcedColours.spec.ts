import { expect, open, test } from './lab.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  // The page's own theme is the other one: the palette decides.
  test(`with colours of the visitor’s own, ${colorScheme}, digits, bars, progress and what is chosen are seen`, async ({
    lab: page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await open(
      page,
      `task=digits&train=100&depth=3&width=16&steps=20&theme=${colorScheme === 'light' ? 'dark' : 'light'}`,
    );
    await page.getByRole('button', { name: 'Sample' }).click();
    await expect(page.locator('.digit-pad .answer').first()).toContainText('says');
    const [paper, ink] = colorScheme === 'light' ? [255, 0] : [0, 255];
    const brightness = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { backgroundColor } = getComputedStyle(element);
          const [red = Number.NaN, , , alpha = 1] = (backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
          return alpha === 0 ? Number.NaN : red;
        });
    expect(await brightness('body')).toBe(paper);
    expect(await brightness('.pad .digit')).toBe(ink);
    expect(await brightness('progress')).toBe(paper);
    const progress = page.locator('progress').first();
    const full = await progress.screenshot();
    await progress.evaluate((element: HTMLProgressElement) => {
      element.value = 0;
    });
    expect(full.equals(await progress.screenshot())).toBe(false);
    // On paper of its own the browser would paint the label, which is the colour of paper.
    const primary = page.locator('button.primary').first();
    expect(await primary.evaluate((button) => getComputedStyle(button).forcedColorAdjust)).toBe('none');
    // In the colour of its arm, far from the paper.
    expect(Math.abs((await brightness('.bars .bar')) - paper)).toBeGreaterThan(20);
    const chosen = page.locator('.views :checked + span').first();
    const other = page.locator('.views :not(:checked) + span').first();
    const colours = (locator: typeof chosen) =>
      locator.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colours(chosen)).not.toBe(await colours(other));
  });
}
