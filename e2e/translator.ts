import type { Page } from '@playwright/test';

/** Translates the page as browsers do: elements of its own stand in place of every text, also of what comes later. */
export async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const originals = new Map<Element, Text>();
    const left = 'script, style, noscript, textarea, [translate="no"]';
    const replace = (text: Text) => {
      const parent = text.parentElement;
      if (!parent || parent.closest(`font, ${left}`) || text.data.trim() === '') return;
      const font = document.createElement('font');
      font.append(document.createElement('font'));
      font.firstElementChild?.append(text.data);
      text.replaceWith(font);
      originals.set(font, text);
    };
    const within = (node: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of node instanceof Text ? [node] : texts) replace(text);
    };
    within(document.body);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.isConnected) within(node);
    }).observe(document.body, { childList: true, subtree: true });
    // What React has said since to a text that nobody sees any more.
    Object.assign(window, {
      unheard: () =>
        [...originals].flatMap(([font, text]) =>
          font.isConnected && font.textContent !== text.data ? [`“${font.textContent}” for “${text.data}”`] : [],
        ),
    });
  });
}

/** Texts that stand on the translated page though the page has changed them. */
export const unheard = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { unheard(): string[] }).unheard());
