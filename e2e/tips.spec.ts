import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

/** Opens every tip of the page by focus, one after the other; the words of those that are not seen whole. */
const cutOff = (page: Page) =>
  page.evaluate(async () => {
    /** How much of it is within the window and what cuts off its children. */
    const seen = (element: Element) =>
      new Promise<number>((tell) => {
        new IntersectionObserver(([entry], observer) => {
          observer.disconnect();
          tell(entry?.intersectionRatio ?? 0);
        }).observe(element);
      });
    const found: string[] = [];
    let opened = 0;
    for (const tip of document.querySelectorAll('.tip')) {
      const target = [...(tip.parentElement?.querySelectorAll<HTMLElement>('button, input, select') ?? [])].find(
        (element) => element.checkVisibility() && element.matches(':enabled'),
      );
      if (!target) continue;
      target.focus();
      opened += 1;
      const share = await seen(tip);
      if (share < 0.99)
        found.push(
          `${Math.round(100 * share)} % of “${(tip.textContent || tip.getAttribute('data-text') || target.textContent)?.slice(0, 60)}”`,
        );
    }
    return { opened, found };
  });

test('every tip opens within the window, from a phone to a projector', async ({ lab }) => {
  for (const [fragment, least] of [
    ['steps=5&width=16', 30],
    ['view=talk&steps=5&width=16&strip=depth_k1', 5],
  ] as const) {
    await open(lab, fragment);
    await expect(verdict(lab, 1)).toContainText('step');
    for (const size of SIZES) {
      await lab.setViewportSize(size);
      const { opened, found } = await cutOff(lab);
      expect(found, `${fragment} at ${size.width}×${size.height}`).toEqual([]);
      expect(opened).toBeGreaterThan(least);
    }
  }
});

test('an arm’s start and what is behind a verdict open within the window', async ({ lab }) => {
  await open(lab, 'steps=5&width=16');
  for (const size of SIZES) {
    await lab.setViewportSize(size);
    for (const [button, card] of [
      [lab.getByRole('button', { name: 'More on RePU(2)' }), lab.locator('.behind:popover-open')],
      [lab.getByRole('button', { name: 'Start of MRePU(2)' }), lab.locator('.popover:popover-open')],
    ] as const) {
      await button.click();
      await expect(card, `at ${size.width}×${size.height}`).toBeInViewport({ ratio: 1 });
      await lab.keyboard.press('Escape');
    }
  }
});

test('a tip opens below a word that stands at the top of the window', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16');
  await lab.getByRole('heading', { name: 'Phase map' }).scrollIntoViewIfNeeded();
  const word = lab.getByRole('button', { name: 'How it is judged' });
  await word.focus();
  // Panels that come into sight move it.
  await expect(async () => {
    await word.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await expect(word.locator('+ .tip')).toBeInViewport({ ratio: 1, timeout: 1_000 });
  }).toPass();
});

test('Escape takes a tip away, and nothing else with it, until its word is left', async ({ lab }) => {
  await open(lab, 'view=talk&play=0&depth=4&width=16&controls=all');
  const word = lab.getByRole('button', { name: 'variance K' });
  const tip = word.locator('..').locator('> .tip');
  // What comes into the page moves its words, and they leave the pointer.
  const point = () =>
    expect(async () => {
      await lab.mouse.move(1, 1);
      await word.hover();
      await expect(tip).toBeVisible({ timeout: 1_000 });
    }).toPass();
  await point();
  await lab.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  expect(lab.url()).toContain('view=talk');
  await point();
  // With none open, Escape leaves the talk.
  await lab.mouse.move(1, 1);
  await expect(tip).toBeHidden();
  await lab.keyboard.press('Escape');
  await expect.poll(() => lab.url()).not.toContain('view=talk');
});
