import type { Browser } from './browser.ts';

/** What the pages of Playwright and puppeteer have in common. */
interface Page {
  goto(address: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  readonly mouse: { move(x: number, y: number): Promise<void>; down(): Promise<void>; up(): Promise<void> };
  readonly keyboard: { type(text: string): Promise<void> };
}

/** The parts of a browser that are the same for both. */
export function drivenPage(page: Page): Pick<Browser, 'open' | 'evaluate' | 'pointer' | 'type'> {
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
    type: (text) => page.keyboard.type(text),
  };
}
