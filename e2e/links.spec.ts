import { expect, open, test, verdict } from './lab.ts';

for (const [name, address] of [
  ['a query for a fragment', './?arm=relu&depth=5'],
  ['HTML’s ampersands', './#arm=relu&amp;depth=5'],
  ['a fragment encoded as a whole', './#arm%3Drelu%26depth%3D5'],
  ['the end of a sentence', './#arm=relu&depth=5).'],
] as const) {
  test(`a link damaged by ${name} opens what was meant, and says so`, async ({ lab }) => {
    await lab.goto('about:blank');
    await lab.goto(address);
    await expect(verdict(lab, 1)).toContainText('ReLU');
    await expect(lab.getByRole('slider', { name: 'Depth' })).toHaveValue('5');
    await expect(lab.locator('.toasts')).toContainText(/link/);
    await expect.poll(() => new URL(lab.url()).search + new URL(lab.url()).hash).toMatch(/^#arm=relu&depth=5/);
  });
}

test('a sound link is left alone, without a word', async ({ lab }) => {
  await open(lab, 'arm=relu&depth=5&play=0');
  await expect(verdict(lab, 1)).toContainText('ReLU');
  await expect(lab.locator('.toast')).toHaveCount(0);
});

test('a # that became %23 leads to the page for what is not there, and from it to the lab', async ({ page }) => {
  await page.route('**/lab/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const missing = /%23/i.test(pathname);
    await route.fulfill({
      status: missing ? 404 : 200,
      contentType: 'text/html',
      ...(missing ? { path: 'dist/404.html' } : { body: '<title>the lab</title>' }),
    });
  });
  await page.goto('./lab/%23arm=relu&depth=5');
  await expect(page).toHaveTitle('the lab');
  expect(new URL(page.url()).hash).toBe('#arm=relu&depth=5');
});
