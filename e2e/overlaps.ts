import type { Page } from '@playwright/test';

/**
 * Text within `main` that stands on other text, on a mark, or outside its chart or window, one sentence each; empty: all
 * can be read. Boxes are those of the ink, about, not of the lines: ascent and descent count for a part only. Text of which
 * a halo covers a curve is no overlap; marks are the small shapes of charts.
 */
export function overlapsIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Box {
      readonly what: string;
      readonly owner: Element;
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
    const main = document.querySelector('main') ?? document.body;
    /** Parts for screen readers alone are clipped to nothing. */
    const hidden = (element: Element | null): boolean =>
      element !== null &&
      element !== main &&
      (getComputedStyle(element).clipPath === 'inset(50%)' || hidden(element.parentElement));
    const seen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('[aria-hidden="true"]:not(svg), .tip, .katex-mathml, title, desc') === null &&
      !hidden(element);
    /** A bar that stays at the window's foot covers what scrolls under it. */
    const bar = (element: Element): Element | null => {
      for (let at: Element | null = element; at && at !== main; at = at.parentElement) {
        if (getComputedStyle(at).position === 'sticky') return at;
      }
      return null;
    };
    /** The ink of a line of text is lower than the line. */
    const ink = ({ left, right, top, bottom }: DOMRect, share: number) => {
      const inset = (bottom - top) * share;
      return { left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset };
    };
    const said = (text: string | null) => `“${(text ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)}”`;

    const texts: Box[] = [];
    for (const text of main.querySelectorAll('svg text')) {
      if (!seen(text) || !text.textContent?.trim()) continue;
      texts.push({ what: said(text.textContent), owner: text, ...ink(text.getBoundingClientRect(), 0.2) });
    }
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('svg, option, style') || !seen(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width < 2 || rect.height < 2) continue;
        texts.push({ what: said(node.textContent), owner: parent, ...ink(rect, 0.22) });
      }
    }
    const marks: Box[] = [];
    for (const mark of main.querySelectorAll('figure svg :is(path, circle, rect, polygon)')) {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      const { fill, strokeWidth, fontSize } = getComputedStyle(mark);
      // A thin line is none: names stand over it in a halo.
      if (fill === 'none' && Number.parseFloat(strokeWidth) < 4) continue;
      const size = Number.parseFloat(fontSize) * 1.6;
      if (!seen(mark) || right - left > size || bottom - top > size || right - left < 3 || bottom - top < 3) continue;
      marks.push({ what: 'a mark', owner: mark, left: left + 1, right: right - 1, top: top + 1, bottom: bottom - 1 });
    }

    const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const found: string[] = [];
    texts.forEach((text, index) => {
      const { scrollHeight } = document.documentElement;
      const top = text.top + scrollY;
      if (text.left < -1 || text.right > innerWidth + 1 || top < -1 || text.bottom + scrollY > scrollHeight + 1) {
        found.push(`${text.what} reaches beyond the page`);
      }
      for (let frame = text.owner.parentElement; frame && frame !== main; frame = frame.parentElement) {
        const { overflowX } = getComputedStyle(frame);
        if (overflowX !== 'hidden' && overflowX !== 'clip') continue;
        const edge = frame.getBoundingClientRect();
        if (
          text.left < edge.left - 1 ||
          text.right > edge.right + 1 ||
          text.top < edge.top - 1 ||
          text.bottom > edge.bottom + 1
        ) {
          found.push(`${text.what} is cut off by ${frame.tagName} ${frame.getAttribute('class') ?? ''}`);
        }
      }
      for (const other of texts.slice(index + 1)) {
        if (meet(text, other) && bar(text.owner) === bar(other.owner)) found.push(`${text.what} on ${other.what}`);
      }
      for (const mark of marks) {
        if (meet(text, mark) && bar(text.owner) === bar(mark.owner)) found.push(`a mark on ${text.what}`);
      }
    });
    return [...new Set(found)];
  });
}
