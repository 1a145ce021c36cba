import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

const PANELS = {
  variance: 'Preactivation variance by layer',
  loss: 'Loss',
  kernel: 'Kernel map',
} as const;

const figure = (lab: Page, name: string) => lab.getByRole('img', { name, exact: true });
const panels = (lab: Page) =>
  lab.locator('.panel-cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-panel')));
const slider = (lab: Page, name: string) => lab.getByRole('region', { name: 'Sliders' }).getByRole('slider', { name });

/** Text that is smaller than so many pixels; exponents are smaller than their base, as everywhere. */
const smallType = (lab: Page, least: number) =>
  lab.evaluate((pixels) => {
    return [...document.querySelectorAll('main *')].flatMap((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const { width, height } = element.getBoundingClientRect();
      const passed = element.closest('dialog, sup, sub, tspan, option, .unseen, .tip, .katex-mathml');
      if (!own || width * height === 0 || passed || !element.checkVisibility()) return [];
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return size < pixels ? [`${element.tagName} ${element.textContent}: ${size}`] : [];
    });
  }, least);

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
] as const) {
  test(`at ${width}×${height} nothing scrolls and all type has 24 px or more, the strip too`, async ({ lab }) => {
    await lab.setViewportSize({ width, height });
    await open(lab, 'view=talk&play=0&strip=lr_k1.2');
    await expect(verdict(lab, 2)).toContainText('MRePU(2) starts finite');
    await expect(figure(lab, PANELS.loss)).toBeVisible();
    await expect(lab.locator('.fit svg[role="img"]')).toBeVisible();
    expect(await panels(lab)).toEqual(['variance', 'loss', 'fit']);
    expect(await smallType(lab, 24)).toEqual([]);
    expect(
      await lab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]),
    ).toEqual([width, height]);
  });
}

test('Present leads there and the same networks go on; Escape and Back return', async ({ lab }) => {
  await open(lab, 'depth=6&play=0&theme=dark');
  await lab.getByRole('textbox', { name: 'Width value' }).fill('32');
  await lab.keyboard.press('Enter');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
  await lab.getByRole('link', { name: 'Present' }).click();
  await expect(lab.locator('main.talk')).toBeVisible();
  expect(lab.url()).toMatch(/#depth=6&width=32&play=0&theme=dark&view=talk&strip=width$/);
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
  await lab.keyboard.press('ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 2 steps');
  await lab.keyboard.press('Escape');
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('6');
  expect(lab.url()).toMatch(/#depth=6&width=32&play=0&theme=dark$/);
  await expect(verdict(lab, 2)).toContainText('after 2 steps');
  await lab.goBack();
  await expect(lab.locator('main.talk')).toBeVisible();
  await lab.goBack();
  await expect(lab.getByRole('banner')).toBeVisible();
  await expect(verdict(lab, 2)).toContainText('after 2 steps');
});

test('the keys 1 to 9 show panels and take them away, and the address follows', async ({ lab }) => {
  await lab.setViewportSize({ width: 1280, height: 720 });
  await open(lab, 'view=talk&play=0');
  await expect(figure(lab, PANELS.loss)).toBeVisible();
  await lab.keyboard.press('7');
  await expect(figure(lab, PANELS.kernel)).toBeVisible();
  expect(await panels(lab)).toEqual(['variance', 'loss', 'kernel']);
  await expect.poll(() => lab.url()).toMatch(/&panels=variance_loss_kernel$/);
  await lab.keyboard.press('1');
  await lab.keyboard.press('2');
  await expect.poll(() => panels(lab)).toEqual(['kernel']);
  await lab.keyboard.press('7');
  await expect.poll(() => panels(lab)).toEqual(['kernel']);
  await lab.keyboard.press('0');
  await expect.poll(() => panels(lab)).toEqual(['variance', 'loss', 'fit']);
  await expect.poll(() => lab.url()).toMatch(/view=talk$/);
  // For a pointer the same choice stands among the controls, where digits are typed into fields.
  await lab.keyboard.press('c');
  await lab.getByRole('button', { name: 'All controls' }).click();
  await lab.getByRole('checkbox', { name: 'Loss' }).uncheck();
  await lab.keyboard.press('3');
  await lab.keyboard.press('Escape');
  expect(await panels(lab)).toEqual(['variance', 'fit']);
  await expect(lab.locator('main.talk')).toBeVisible();
});

test('the strip leaves the charts in view, shows every value, moves theory and networks, and follows what is used', async ({
  lab,
}) => {
  await lab.setViewportSize({ width: 1280, height: 720 });
  await open(lab, 'view=talk&play=0');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  const button = lab.getByRole('button', { name: 'Controls', exact: true });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await lab.keyboard.press('c');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(() => lab.url()).toMatch(/&strip=depth_k1$/);
  await expect(lab.getByRole('dialog')).toHaveCount(0);
  const strip = await lab.getByRole('region', { name: 'Sliders' }).boundingBox();
  for (const chart of await lab.locator('.panel-cell').all()) {
    const box = await chart.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((strip?.y ?? 0) + 1);
    expect(box?.height).toBeGreaterThan(150);
  }
  await slider(lab, 'Depth').press('ArrowRight');
  await expect(lab.getByText('theory → ').first()).toBeVisible();
  await expect(figure(lab, PANELS.variance)).toHaveAccessibleDescription(/11/);
  // The longest values that can be written: all of them in view.
  await open(lab, 'view=talk&play=0&strip=k1.2_seed&seed=4294967295&arm=repu.2&arm=mrepu.2_k1.0.000123456');
  const fields = lab.getByRole('region', { name: 'Sliders' }).getByRole('textbox');
  await expect(fields).toHaveCount(2);
  const cut = await fields.evaluateAll((inputs) =>
    inputs.map((input) => [(input as HTMLInputElement).value, input.scrollWidth - input.clientWidth]),
  );
  expect(cut).toEqual([
    ['1.23e-4', 0],
    ['4294967295', 0],
  ]);
  // Another slider, used among all controls, comes into the strip.
  await lab.getByRole('button', { name: 'All controls' }).click();
  const rate = lab.getByRole('dialog').getByRole('textbox', { name: 'Learning rate value' });
  await rate.fill('0.01');
  await rate.press('Enter');
  await lab.getByRole('button', { name: 'Close' }).click();
  await expect(slider(lab, 'Learning rate')).toBeVisible();
  await expect.poll(() => lab.url()).toMatch(/&strip=k1\.2_lr$/);
  await button.click();
  await expect(lab.getByRole('region', { name: 'Sliders' })).toHaveCount(0);
  await expect.poll(() => lab.url()).not.toContain('strip');
});

test('digits show digits', async ({ lab }) => {
  await lab.setViewportSize({ width: 1280, height: 720 });
  await open(lab, 'view=talk&task=digits&batch=32&depth=3&width=16&steps=5&arm=relu');
  await expect(verdict(lab, 1)).toContainText('after 5 steps', { timeout: 90_000 });
  await expect(lab.getByRole('region', { name: 'Answers of ReLU' }).getByRole('img').first()).toBeInViewport();
  expect(await smallType(lab, 24)).toEqual([]);
});

test('on a phone the talk is one column, nothing cut off', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, 'view=talk&play=0&strip=depth_k1');
  await expect(figure(lab, PANELS.loss)).toBeVisible();
  const seen = await lab.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    cells: [...document.querySelectorAll('.panel-cell')].map((cell) => cell.getBoundingClientRect().height),
  }));
  expect(seen.wide).toBe(390);
  for (const height of seen.cells) expect(height).toBeGreaterThan(250);
});
