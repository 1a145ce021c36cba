import { expect, test } from '@playwright/test';
import { test as clean, verdict } from './lab.ts';

test('no inline script runs, no text is evaluated, nothing leaves for another origin', async ({ page }) => {
  await page.goto('./#play=0');
  const refused = await page.evaluate(async () => {
    const seen: string[] = [];
    const all = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        if (seen.push(event.effectiveDirective) === 3) resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    const timer = setTimeout as unknown as (code: string) => void;
    timer('window.evalRan = true');
    await fetch('https://example.org/').catch(() => {});
    await all;
    return { seen, ran: 'inlineRan' in window || 'evalRan' in window };
  });
  expect(refused.ran).toBe(false);
  expect(refused.seen.sort()).toEqual(['connect-src', 'script-src', 'script-src-elem']);
});

clean('dialogs close by their own forms under the policy', async ({ lab }) => {
  await lab.goto('./#view=embed&controls=all&play=0');
  await expect(verdict(lab, 2)).toContainText('starts finite');
  await lab.getByRole('button', { name: 'Controls' }).click();
  const dialog = lab.getByRole('dialog', { name: 'Controls' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

clean('pictures drawn by the page itself are within the policy', async ({ lab }) => {
  await lab.goto('./#task=digits&arm=relu&depth=3&width=16&batch=32&steps=10');
  await expect(verdict(lab, 1)).toContainText('after 10 steps');
  // They open on the pad.
  await lab.getByRole('radio', { name: 'answers' }).check();
  await expect(lab.locator('.digit').first()).toBeVisible();
});
