import { expect, open, test, type, verdict } from './lab.ts';

test('what cannot be built says so, and what fits then is', async ({ lab: page }) => {
  await open(page, 'arm=relu&depth=64&width=512&replicas=64&steps=20&engine=fused-wasm');
  await expect(page.getByRole('status', { name: 'Notices' })).toContainText('Too large for this engine');
  await expect(verdict(page, 1)).toHaveText('ReLU could not be built.');
  await page.evaluate(() => {
    window.location.hash = 'arm=relu&depth=4&width=16&steps=20&engine=fused-wasm';
  });
  await expect(verdict(page, 1)).toContainText('after 20 steps');
  await type(page, 'Depth', '5');
  await expect(verdict(page, 1)).toContainText('after 20 steps');
});
