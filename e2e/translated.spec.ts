import { expect, open, test, type, verdict } from './lab.ts';
import { translate, unheard } from './translator.ts';

test('a translated page trains, changes and says what is, in every view', async ({ lab: page }) => {
  await open(page, 'depth=4&width=16&steps=20&play=0');
  await expect(verdict(page, 1)).toContainText('starts finite');
  await translate(page);
  await expect(page.locator('font font').first()).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(verdict(page, 1)).toContainText('20 steps');
  await type(page, 'Depth', '6');
  await expect(page.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
  // Arms, tasks and views come and go, with a notice, a diagnosis and pictures of other kinds.
  const steps = [
    ['arm=relu&arm=repu.5&arm=tanh&depth=12&width=16&steps=20&lr=wrong', 3],
    ['arm=tanh&depth=4&width=16&steps=20&task=moons', 1],
    ['arm=tanh&arm=gelu&depth=4&width=16&steps=20&task=heat', 2],
    ['view=talk&arm=relu&arm=tanh&depth=4&width=16&steps=20', 2],
    ['view=embed&arm=repu.2&depth=4&width=16&steps=20', 1],
  ] as const;
  for (const [fragment, arms] of steps) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, fragment);
    await expect(page.getByRole('region', { name: 'Verdicts' }).getByRole('listitem')).toHaveCount(arms);
    for (let arm = 1; arm <= arms; arm++)
      await expect(verdict(page, arm)).toContainText(/20 steps|overflowed|vanish|0 from/);
    expect(await unheard(page), fragment).toEqual([]);
  }
  // Figures and their numbers are no words.
  expect(await page.locator('figure font').count()).toBe(0);
});

test('a page that can no longer be drawn says so, and keeps its link', async ({ page }) => {
  await open(page, 'depth=4&width=16&steps=20');
  await expect(verdict(page, 1)).toContainText('20 steps');
  await page.locator('main').evaluate((main) => main.remove());
  await page.evaluate(() => {
    window.location.hash = 'view=talk&depth=5&width=16&steps=20';
  });
  await expect(page.getByRole('alert')).toContainText(/The page has stopped.*removeChild/);
  await page.getByRole('link', { name: 'open it again' }).click();
  await expect(verdict(page, 1)).toContainText('20 steps');
  expect(new URL(page.url()).hash).toBe('#depth=5&width=16&steps=20&view=talk');
});
