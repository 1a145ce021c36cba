import { readdirSync } from 'node:fs';
import { expect, open, test, verdict } from './lab.ts';

test('the help has charts, keys, words and the citation, by its button and by its key', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16');
  await expect(lab.getByRole('button', { name: 'Help' })).toBeVisible();
  await lab.keyboard.press('?');
  const help = lab.getByRole('dialog', { name: 'Help' });
  for (const part of ['Documents', 'How to read the charts', 'Keys', 'Words', 'How to cite']) {
    await expect(help.getByRole('region', { name: part })).toBeVisible();
  }
  await expect(help.getByRole('definition').filter({ hasText: 'the mean of z² over the data' })).toHaveCount(1);
  await lab.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await lab.getByRole('button', { name: 'Help' }).click();
  await expect(help).toBeVisible();
});

test('every document is two clicks away', async ({ lab, page }) => {
  await open(lab, 'play=0&depth=4&width=16');
  await lab.getByRole('button', { name: 'Help' }).click();
  const links = lab.getByRole('region', { name: 'Documents' }).getByRole('link');
  const names = readdirSync('docs').filter((name) => name.endsWith('.md'));
  await expect(links).toHaveCount(names.length);
  const targets = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const name of names) {
    const target = targets.find((href) => href.endsWith(name.replace(/\.md$/, '.html')));
    expect(target, name).toBeDefined();
    const response = await page.request.get(target ?? '');
    expect(response.status(), name).toBe(200);
    expect(await response.text(), name).toContain('<h1');
  }
});

test('the words of the key under the main chart are one focus away from their definitions', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16');
  const key = lab.locator('.hero-key');
  await lab.getByRole('region', { name: 'Arms' }).getByRole('button', { name: 'critical point' }).focus();
  await expect(lab.locator('.arms .tip[data-text^="A start from which K keeps its size"]')).toBeVisible();
  for (const [word, defined] of [
    ['variance K', 'the mean of z²'],
    ['theory', 'at infinite width'],
    ['now', 'latest step'],
    ['at the start', 'before its first step'],
    ['spread of finite width', 'One standard deviation'],
  ] as const) {
    await key.getByRole('button', { name: word, exact: true }).focus();
    await expect(lab.getByRole('tooltip').filter({ hasText: defined })).toBeVisible();
  }
});

test('the words of a verdict are one focus away from their definitions, which are no part of its text', async ({
  lab,
}) => {
  await open(lab, 'steps=3&depth=10&width=16');
  await expect(verdict(lab, 2)).toContainText('(the best constant’s: ');
  const word = verdict(lab, 2).getByRole('button', { name: 'the best constant’s' });
  const tip = word.locator('+ .tip');
  await expect(tip).toBeHidden();
  await word.focus();
  await expect(tip).toBeVisible();
  await expect(tip).toHaveText('');
  expect(await word.getAttribute('aria-description')).toContain('one answer to every input');
});

test('no word of the first screen’s controls is without its definition', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16');
  const undefinedOnes = await lab
    .locator(':is(.arms, .sidebar) :is(select, input[type=range])')
    .evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility())
        .filter((control) => {
          const described = control.getAttribute('aria-describedby') ?? '';
          return (document.getElementById(described)?.textContent ?? '').length < 10;
        })
        .map((control) => control.getAttribute('aria-label')),
    );
  expect(undefinedOnes).toEqual([]);
});
