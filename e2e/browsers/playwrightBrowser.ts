import { firefox, webkit } from '@playwright/test';
import { type Browser, FIREFOX_PREFERENCES, type Preferences, WINDOW } from './browser.ts';

/** Playwright's own Firefox or WebKit. */
export async function playwrightBrowser(name: 'firefox' | 'webkit', preferences: Preferences): Promise<Browser> {
  const browser =
    name === 'firefox'
      ? await firefox.launch({ firefoxUserPrefs: { ...FIREFOX_PREFERENCES, ...preferences } })
      : await webkit.launch();
  const page = await browser.newPage({ viewport: WINDOW });
  return {
    open: async (address) => {
      await page.goto(address);
    },
    evaluate: (expression) => page.evaluate(expression),
    async pointer(path) {
      for (const [index, [x, y]] of path.entries()) {
        await page.mouse.move(x, y);
        if (index === 0) await page.mouse.down();
      }
      await page.mouse.up();
    },
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    choose: (selector, file) => page.setInputFiles(selector, file),
    close: () => browser.close(),
  };
}
