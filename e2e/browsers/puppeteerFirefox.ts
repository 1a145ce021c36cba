import puppeteer, { type ElementHandle, type KeyInput } from 'puppeteer-core';
import { type Browser, FIREFOX_PREFERENCES, type Preferences, WINDOW } from './browser.ts';

/** A Firefox of the machine's, over WebDriver BiDi. */
export async function puppeteerFirefox(path: string, preferences: Preferences): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
  });
  const [page = await browser.newPage()] = await browser.pages();
  await page.setViewport(WINDOW);
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
    press: (key) => page.keyboard.press(key as KeyInput),
    type: (text) => page.keyboard.type(text),
    async choose(selector, file) {
      const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
      if (input === null) throw new Error(`There is no ${selector}.`);
      await input.uploadFile(file);
    },
    close: () => browser.close(),
  };
}
