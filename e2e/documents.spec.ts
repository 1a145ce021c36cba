import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { graveViolations, inBothThemes } from './axe.ts';
import { host } from './host.ts';
import { expect, open, test } from './lab.ts';

const PAGES = readdirSync(resolve(import.meta.dirname, '../docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, '.html'));

/**
 * Most of a long document, which takes axe half a minute: rows of a table below its first three, and what KaTeX draws of
 * formulas, hidden from readers and in the colour of the text around.
 */
const ALIKE = ['tbody tr:nth-child(n+4)', '.katex-html'];

for (const page of ['index.html', ...PAGES]) {
  test(`docs/${page} opens, is accessible in both themes and fits a phone`, async ({ lab }) => {
    await lab.goto(`./docs/${page}`);
    const title = lab.getByRole('heading', { level: 1 });
    await expect(title).toBeVisible();
    await expect(lab).toHaveTitle(`${await title.textContent()} – RePU Lab`);
    await expect(lab.getByRole('navigation', { name: 'Documents' }).getByRole('link')).toHaveCount(PAGES.length + 1);
    await expect(lab.locator('[aria-current="page"]')).toHaveCount(1);
    expect(await lab.locator('script').count()).toBe(0);
    await lab.evaluate(() => document.fonts.ready);
    expect(await lab.evaluate(() => [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length)).toBe(
      0,
    );
    expect(await inBothThemes(lab, graveViolations, { without: ALIKE })).toEqual([]);
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await lab.setViewportSize({ width, height });
      expect(await lab.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(width);
      expect(await lab.evaluate(tooWide), `${width}`).toEqual([]);
    }
    // What scrolls in itself on a phone can be reached by keyboard.
    expect(await graveViolations(lab, { rules: ['scrollable-region-focusable'] })).toEqual([]);
  });
}

/**
 * What reaches out of the window and is not within a box that scrolls by itself, or that cuts a root's bar to its
 * length; MathML is for the ear, beside what is seen.
 */
function tooWide(): string[] {
  return [...document.querySelectorAll('main *')]
    .filter(
      (element) =>
        !element.closest('.scroll, .hide-tail, .katex-mathml') &&
        element.getBoundingClientRect().right > window.innerWidth + 0.5,
    )
    .map((element) => element.outerHTML.slice(0, 120));
}

test('links of a document lead to sections, to other documents and back to the lab', async ({ lab }) => {
  await lab.goto('./docs/permalink.html');
  await lab.getByRole('main').getByRole('link', { name: 'theory' }).first().click();
  await expect(lab).toHaveURL(/docs\/theory\.html#/);
  await expect(lab.locator(':target')).toBeInViewport();
  await lab.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Criticality' }).click();
  await expect(lab.getByRole('heading', { name: 'Criticality', exact: true })).toBeInViewport();
  await lab.getByRole('link', { name: 'RePU Lab' }).click();
  await expect(lab.getByRole('region', { name: 'Verdicts' })).toBeVisible();
});

test('a permalink in a document opens the lab with its experiment', async ({ lab }) => {
  await lab.goto('./docs/permalink.html');
  await lab.getByRole('link', { name: '#story=3', exact: true }).click();
  await expect(lab).toHaveURL(/\/#story=3$/);
});

test('long lines and tables are scrolled from the keyboard', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await lab.goto('./docs/permalink.html');
  const table = lab.getByRole('group', { name: 'table' }).first();
  await table.focus();
  await lab.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
});

test.describe('without network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('after one visit to the lab every document opens', async ({ browser }) => {
    const site = await host('/lab/');
    const context = await browser.newContext({ baseURL: `${site.origin}/lab/`, serviceWorkers: 'allow' });
    const page = await context.newPage();
    await open(page, 'depth=4&width=16&steps=20');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await site.close();
    await context.setOffline(true);
    for (const name of ['', ...PAGES]) {
      await page.goto(`./docs/${name}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const missing = () => [...document.images].filter(({ naturalWidth }) => naturalWidth === 0).length;
      expect(await page.evaluate(missing)).toBe(0);
      const font = () => document.fonts.load('16px "Inter Variable"').then(([face]) => face?.status);
      expect(await page.evaluate(font)).toBe('loaded');
    }
    await context.close();
  });
});
