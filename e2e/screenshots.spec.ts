import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NOT_COMPARED } from '../scripts/summary.mjs';
import { expect, follow, open, test, verdict } from './lab.ts';

const FOLDER = resolve(import.meta.dirname, '../docs/screens');
/** The browser that took the pictures in docs/screens: another draws other pixels. */
const VERSION_FILE = join(FOLDER, 'browser.txt');

const SCREENS = [
  { name: 'full', fragment: '', sizes: ['1440x900', '1280x720', '390x844'] },
  { name: 'talk', fragment: 'view=talk', sizes: ['1280x720'] },
  { name: 'embed', fragment: 'view=embed', sizes: ['960x540', '640x360', '320x240'] },
  { name: 'story', fragment: 'story=1', sizes: ['1280x720', '390x844'] },
] as const;

/** With REPU_LAB_SCREENSHOT=1 the pictures are taken anew; otherwise they are compared where the browser is the same. */
const takesNew = Boolean(process.env.REPU_LAB_SCREENSHOT);

for (const { name, fragment, sizes } of SCREENS) {
  for (const size of sizes) {
    test(`the ${name} view at ${size} looks as in docs/screens, light and dark`, async ({ lab, browser }) => {
      const [width, height] = size.split('x').map(Number) as [number, number];
      await lab.emulateMedia({ reducedMotion: 'reduce' });
      await lab.setViewportSize({ width, height });
      const link = (theme: string) =>
        [fragment, `theme=${theme}`, 'play=0', 'engine=fused-wasm'].filter(Boolean).join('&');
      await open(lab, link('light'));
      await expect(verdict(lab, 1)).toContainText(/RePU\(2\)/);
      await expect(verdict(lab, 1)).toContainText('before the first step');
      // What networks of this width do is counted after the first picture.
      await expect(verdict(lab, 2)).toContainText('at width 64');
      await lab.evaluate(() => document.fonts.ready);
      for (const theme of ['light', 'dark']) {
        if (theme === 'dark') await follow(lab, link('dark'));
        await expect(lab.locator('html')).toHaveAttribute('data-theme', theme);
        await expect(verdict(lab, 2)).toContainText('at width 64');
        // The machine's own name is no part of the picture.
        const picture = await lab.screenshot({ mask: [lab.locator('.engine')], maskColor: '#888888' });
        const file = `${name}-${size}-${theme}.png`;
        if (takesNew) {
          writeFileSync(join(FOLDER, file), picture);
          writeFileSync(VERSION_FILE, `${browser.version()}\n`);
        } else if (readFileSync(VERSION_FILE, 'utf8').trim() === browser.version()) {
          expect(picture).toMatchSnapshot(file, { maxDiffPixelRatio: 0.02 });
        } else {
          // Counted and said by scripts/test.mjs.
          test.info().annotations.push({ type: NOT_COMPARED, description: file });
        }
      }
      // On every run: nothing but the full page scrolls.
      const { wide, tall } = await lab.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        tall: document.documentElement.scrollHeight,
      }));
      expect(wide).toBe(width);
      if (name === 'talk' || name === 'embed') expect(tall).toBe(height);
    });
  }
}

// The README's is compared with nothing, and 400 steps take a while.
if (takesNew) {
  test('the screenshot of the README', async ({ lab }) => {
    await lab.setViewportSize({ width: 1440, height: 900 });
    await open(lab, 'theme=light&steps=400');
    await expect(verdict(lab, 2)).toContainText('after 400 steps', { timeout: 60_000 });
    await lab.screenshot({ path: 'docs/screenshot.png' });
  });
}
