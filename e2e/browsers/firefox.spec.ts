import type { Preferences } from './browser.ts';
import { expect, Lab, launch, serveSite, soon, test } from './lab.ts';

/** Firefoxes as careful people set them up; WebKitGTK's browser has no such settings. */
const CAREFUL: Readonly<Record<string, Preferences>> = {
  'in a private window that resists fingerprinting': {
    'browser.privatebrowsing.autostart': true,
    'privacy.resistFingerprinting': true,
  },
  'without storage, fonts of pages and WebGPU': {
    // Throws where localStorage is only looked at, and gives no service worker.
    'network.cookie.cookieBehavior': 2,
    'dom.serviceWorkers.enabled': false,
    'gfx.downloadable_fonts.enabled': false,
    'dom.webgpu.enabled': false,
  },
};

for (const [how, preferences] of Object.entries(CAREFUL)) {
  test(`${how}, Firefox trains, pictures digits, and exports or says why not`, async ({ tried }) => {
    const browser = await launch(tried, preferences);
    const site = await serveSite();
    try {
      const lab = new Lab(browser, site.address);
      await lab.open('task=digits&arm=relu&depth=3&width=8&batch=32&steps=20');
      await lab.says(1, 'after 20 steps');
      expect(await lab.engine()).toMatch(/^Runs on /);
      await lab.open('depth=3&width=8&steps=20');
      await lab.says(2, 'after 20 steps');
      await lab.run(() => {
        Object.assign(window, { files: [] });
        HTMLAnchorElement.prototype.click = function () {
          (window as unknown as { files: string[] }).files.push(this.download);
        };
      });
      await lab.click('button', 'Export');
      await lab.click('button', 'Loss as PNG');
      await soon(() => lab.text('.export-said')).toMatch(
        'privacy.resistFingerprinting' in preferences ? /Firefox’s resistFingerprinting.+SVG/ : /^Saved/,
      );
      await lab.click('button', 'Loss as SVG');
      await soon(() => lab.run(() => (window as unknown as { files: string[] }).files.at(-1) ?? '')).toMatch(
        /Loss\.svg$/,
      );
      expect(site.faults()).toEqual([]);
    } finally {
      await browser.close();
      await site.close();
    }
  });
}
