import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import qrcode from 'qrcode-generator';
import { graveViolations, inBothThemes } from './axe.ts';
import { host } from './host.ts';
import { expect, open, test, verdict } from './lab.ts';

/** Without it a browser asks for one. */
const ICON = '<link rel="icon" href="data:,">';

async function openDialog(lab: Page, fragment: string): Promise<Locator> {
  await open(lab, fragment);
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.getByRole('button', { name: 'Share' }).click();
  const dialog = lab.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toBeVisible();
  return dialog;
}

const preview = (lab: Page) => lab.frameLocator('iframe[title="Preview of the embed"]');

test('the link and the snippet are copied, and the dialog says so', async ({ lab, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await openDialog(lab, 'play=0&depth=4&width=8');
  const clipboard = () => lab.evaluate(() => navigator.clipboard.readText());
  const status = dialog.getByRole('status');

  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(status).toHaveText('Copied: link.');
  expect(await clipboard()).toBe(`${baseURL}#depth=4&width=8&play=0`);

  await dialog.getByRole('button', { name: 'Copy snippet' }).click();
  await expect(status).toHaveText('Copied: snippet.');
  expect(await clipboard()).toContain(`<iframe src="${baseURL}#depth=4&amp;width=8&amp;play=0&amp;view=embed"`);
});

test('where the page may not copy, the text is selected and the dialog says how to go on', async ({ lab }) => {
  await lab.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  const dialog = await openDialog(lab, 'depth=4&width=8&play=0');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('status')).toContainText('The link is selected');
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toBeFocused();
  const selected = await field.evaluate((element: HTMLTextAreaElement) =>
    element.value.slice(element.selectionStart, element.selectionEnd),
  );
  expect(selected).toBe(lab.url());
});

test('the preview is the embed that was chosen, trains, and is gone once the dialog closes', async ({ lab }) => {
  const dialog = await openDialog(lab, 'play=0&depth=4&width=8&steps=0');
  const step = preview(lab).locator('.progress');
  await expect(step).toContainText('step 0');
  await dialog.getByRole('checkbox', { name: 'train on load' }).check();
  await expect(step).toContainText(/step [1-9]/);

  await dialog.getByRole('checkbox', { name: 'Fit or picture' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Kernel map' }).check();
  await dialog.getByRole('combobox', { name: 'Controls of the embed' }).selectOption('none');
  await expect(preview(lab).getByRole('img', { name: 'Kernel map' })).toBeVisible();
  await expect(preview(lab).getByRole('button', { name: 'Pause' })).toHaveCount(0);
  await expect(dialog.getByRole('textbox', { name: 'Snippet' })).toHaveValue(
    /view=embed&amp;panels=variance_loss_kernel&amp;controls=none/,
  );

  const history = await lab.evaluate(() => window.history.length);
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('640 × 360');
  await expect(lab.locator('iframe')).toHaveAttribute('width', '640');
  expect(await lab.evaluate(() => window.history.length)).toBe(history);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(lab.locator('iframe')).toHaveCount(0);
  await expect(lab.getByRole('button', { name: 'Share' })).toBeFocused();
});

test('a size is typed, and one that cannot be used gets a sentence', async ({ lab }) => {
  const dialog = await openDialog(lab, 'play=0&depth=4&width=8');
  const width = dialog.getByRole('textbox', { name: 'Width' });
  await width.fill('800');
  await width.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Snippet' })).toHaveValue(/width="800" height="540"/);
  await width.fill('80');
  await width.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(
    '“80” cannot be used: Width is a whole number from 320 to 1920. It stays at 800.',
  );
  await expect(dialog.getByRole('textbox', { name: 'Snippet' })).toHaveValue(/width="800"/);
});

test('the snippets for web pages, pasted into a page of another origin, are the same lab', async ({ page }) => {
  const dialog = await openDialog(page, 'play=0&depth=7&width=8&arm=tanh&arm=relu');
  const snippet = dialog.getByRole('textbox', { name: 'Snippet' });
  const iframe = await snippet.inputValue();
  await dialog.getByRole('combobox', { name: 'Text for' }).selectOption('a web page (element)');
  const element = await snippet.inputValue();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const pages = await host('/', async () => `<!doctype html><title>Host</title>${ICON}${iframe}${element}`);
  try {
    await page.goto(`${pages.origin}/index.html`);
    for (const selector of ['body > iframe', 'repu-lab iframe']) {
      const inside = page.frameLocator(selector).getByRole('region', { name: 'Verdicts' });
      await expect(inside).toContainText(/tanh starts finite .+ all 7 layers.+ReLU starts finite .+ all 7 layers/);
      const box = await page.locator(selector).boundingBox();
      expect([box?.width, box?.height]).toEqual([960, 540]);
    }
  } finally {
    await pages.close();
  }
  expect(faults).toEqual([]);
});

/** Row by row, whether the middle of each module lies in what is drawn dark. */
const drawnModules = (code: Locator, count: number) =>
  code
    .locator('.qr-dark')
    .evaluate(
      (path: SVGPathElement, side) =>
        Array.from({ length: side }, (_, row) =>
          Array.from({ length: side }, (_, column) =>
            path.isPointInFill(new DOMPoint(column + 4.5, row + 4.5)) ? '#' : '.',
          ).join(''),
        ),
      count,
    );

test('the QR code is that of the link, black on white, fills the screen and can be saved', async ({ lab }) => {
  const dialog = await openDialog(lab, 'theme=dark&play=0&depth=4&width=8');
  const reference = qrcode(0, 'M');
  reference.addData(await dialog.getByRole('textbox', { name: 'Link' }).inputValue());
  reference.make();
  const count = reference.getModuleCount();
  const wanted = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => (reference.isDark(row, column) ? '#' : '.')).join(''),
  );
  const small = dialog.getByRole('img', { name: 'QR code of the link' });
  await expect(small).toHaveAttribute('viewBox', `0 0 ${count + 8} ${count + 8}`);
  expect(await drawnModules(small, count)).toEqual(wanted);

  await dialog.getByRole('button', { name: 'Fill the screen' }).click();
  const hall = lab.getByRole('dialog', { name: 'QR code for the audience' });
  const large = hall.getByRole('img', { name: 'QR code of the link' });
  expect((await large.boundingBox())?.height).toBeGreaterThan(700);
  await expect(hall).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await lab.keyboard.press('Escape');
  await expect(hall).toBeHidden();
  await expect(dialog).toBeVisible();

  const download = lab.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save QR code as SVG' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('repu-lab_depth-4_width-8_play-0_theme-dark_qr.svg');
  const svg = readFileSync(await saved.path(), 'utf8');
  expect(svg).toContain(await small.locator('.qr-dark').getAttribute('d'));
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`nothing is cut off at ${width}×${height}, and axe finds nothing serious`, async ({ lab }) => {
    await lab.setViewportSize({ width, height });
    const dialog = await openDialog(lab, `play=0&depth=4&width=8`);
    await expect(preview(lab).getByRole('region', { name: 'Verdicts' })).toContainText('starts finite');
    const [scroll, client] = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(scroll).toBe(client);
    for (const element of await dialog.locator('button, select, input, textarea, iframe, svg').all()) {
      const box = await element.boundingBox();
      if (box) expect(box.x + box.width, await element.evaluate((one) => one.outerHTML)).toBeLessThanOrEqual(width);
    }
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('status')).toBeInViewport({ ratio: 1 });
    await dialog.getByRole('textbox', { name: 'Width' }).fill('x');
    await dialog.getByRole('textbox', { name: 'Width' }).press('Enter');
    await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 });
    expect(await inBothThemes(lab, graveViolations, { iframes: false })).toEqual([]);
  });
}
