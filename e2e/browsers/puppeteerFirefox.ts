import puppeteer, { type ElementHandle, type KeyInput } from 'puppeteer-core';
import { type Browser, FIREFOX_PREFERENCES, type Preferences, WINDOW } from './browser.ts';
import { drivenPage } from './drivenPage.ts';

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
    ...drivenPage(page),
    press: (key) => page.keyboard.press(key as KeyInput),
    async choose(selector, file) {
      const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null;
      if (input === null) throw new Error(`There is no ${selector}.`);
      await input.uploadFile(file);
    },
    close: () => browser.close(),
  };
}
