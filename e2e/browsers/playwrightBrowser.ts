import { firefox, webkit } from '@playwright/test';
import { type Browser, FIREFOX_PREFERENCES, type Preferences, WINDOW } from './browser.ts';
import { drivenPage } from './drivenPage.ts';

/** Playwright's own Firefox or WebKit. */
export async function playwrightBrowser(name: 'firefox' | 'webkit', preferences: Preferences): Promise<Browser> {
  const browser =
    name === 'firefox'
      ? await firefox.launch({ firefoxUserPrefs: { ...FIREFOX_PREFERENCES, ...preferences } })
      : await webkit.launch();
  const page = await browser.newPage({ viewport: WINDOW });
  return {
    ...drivenPage(page),
    press: (key) => page.keyboard.press(key),
    choose: (selector, file) => page.setInputFiles(selector, file),
    close: () => browser.close(),
  };
}
