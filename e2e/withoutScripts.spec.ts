import { expect, open, test } from './lab.ts';

const SENTENCE = /its script does not run.*too old/s;

test('one sentence stands in the page where its script cannot run', async ({ browser, baseURL: site }) => {
  const baseURL = site ?? '';
  const off = await browser.newPage({ javaScriptEnabled: false, baseURL });
  await off.goto('./');
  await expect(off.getByText(SENTENCE)).toBeVisible();
  await off.close();

  // Blocked, missing, or beyond what the browser can read; not in the first moment, in which a page may still come.
  for (const answer of [null, 404, 'let lab = ;'] as const) {
    const page = await browser.newPage({ baseURL });
    await page.route(/assets\/.*\.js/, (route) => {
      if (answer === null) return route.abort();
      if (answer === 404) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: 'text/javascript', body: answer });
    });
    await page.goto('./');
    const sentence = page.getByText(SENTENCE);
    await expect(sentence).toBeHidden();
    // The end of the wait, without waiting for it.
    await sentence.evaluate((element) => {
      for (const animation of element.getAnimations()) animation.finish();
    });
    await expect(sentence).toBeVisible();
    await page.close();
  }
});

test('where it runs, the sentence is gone', async ({ lab: page }) => {
  await open(page, 'depth=4&width=16&steps=20&play=0');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(SENTENCE)).toHaveCount(0);
});
