import type { Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, open, test, verdict } from './lab.ts';

const SMALL = 'depth=4&width=16&steps=20&play=0';
const MREPU = 'formula.z-0-z-a-add-max-2-pow-mul_a.0.5';

const field = (lab: Page) => lab.getByRole('textbox', { name: 'σ(z) =' });
const card = (lab: Page) => lab.getByRole('region', { name: 'Formula of arm 1' });
const openCard = (lab: Page) => lab.getByRole('button', { name: /^Formula:/ }).click();

test('typing: the arm takes what can be used, keeps it while the field is wrong, and points at what is wrong', async ({
  lab,
}) => {
  await open(lab, `${SMALL}&arm=relu`);
  await lab.getByRole('combobox', { name: 'Activation' }).selectOption({ label: 'Your own' });
  // It opens by itself, with the formula that stood there.
  await expect(field(lab)).toHaveValue('max(0, z)');
  await expect(card(lab)).toContainText('scale invariant');
  const height = (await card(lab).boundingBox())?.height;

  await field(lab).fill('z*tanh( softplus(z) )');
  await expect(verdict(lab, 1)).toContainText('z * tanh(softplus(z)) starts finite');
  await expect(card(lab).getByRole('status').first()).toHaveText('The formula is in use.');
  await expect(card(lab)).toContainText('everywhere, to every order');
  await expect.poll(() => lab.url()).toContain('arm=formula.z-z-softplus-tanh-mul');
  // As it was typed.
  await expect(field(lab)).toHaveValue('z*tanh( softplus(z) )');

  await field(lab).press('End');
  await field(lab).pressSequentially(' + sni(z)');
  await expect(field(lab)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(lab)).toHaveAccessibleDescription(/sni is not known. Did you mean sin\?.*In use: z \* tanh/);
  await expect(card(lab).getByRole('status').first()).toHaveText(/^Character 25: sni is not known/);
  const sign = await place(lab, '.formula-sign');
  const letter = (await place(lab, '.formula-before')).width / 24;
  expect(sign.x).toBeCloseTo((await place(lab, '.formula-pointer')).x + 24 * letter - sign.width / 6, -0.5);
  expect(lab.url()).toContain('arm=formula.z-z-softplus-tanh-mul');
  expect((await card(lab).boundingBox())?.height).toBe(height);
  expect(await inBothThemes(lab, graveViolations, { within: '.popover:popover-open' })).toEqual([]);

  // A long text scrolls: the sign is still in the field, under the same letter.
  await field(lab).fill(`${'z + '.repeat(15)}sni(z)`);
  await field(lab).press('End');
  await expect(lab.locator('.formula-sign')).toHaveText('^');
  const [end, line] = [await place(lab, '.formula-sign'), await place(lab, '.formula-pointer')];
  expect(line.x + line.width - end.x).toBeLessThan(8 * letter);
  await field(lab).press('Home');
  await expect(lab.locator('.formula-sign')).toHaveText('›');

  // One Escape gives the formula in use back, the next one closes the card.
  await field(lab).press('Escape');
  await expect(field(lab)).toHaveValue('z*tanh( softplus(z) ) ');
  await field(lab).press('Escape');
  await expect(card(lab)).toBeHidden();
  await expect(verdict(lab, 1)).toContainText('z * tanh(softplus(z)) starts finite');
  await openCard(lab);
  await expect(field(lab)).toBeFocused();
  await expect(field(lab)).toHaveValue('z * tanh(softplus(z))');
  // Enter does not wait; undo is the browser's own.
  await field(lab).press('End');
  await field(lab).pressSequentially('^3');
  await field(lab).press('Enter');
  await expect(lab.getByRole('button', { name: 'Formula: z * tanh(softplus(z))^3' })).toBeVisible();
  await field(lab).press('Control+z');
  await expect(field(lab)).not.toHaveValue('z * tanh(softplus(z))^3');
});

test('letters are sliders with ends of their own, and a value that makes no activation is not taken', async ({
  lab,
}) => {
  await open(lab, `${SMALL}&arm=${MREPU}`);
  await openCard(lab);
  await expect(card(lab)).toContainText('C_W = 16'.replace('_', ''));
  const slider = lab.getByRole('slider', { name: 'Letter a' });
  await slider.press('ArrowRight');
  await expect.poll(() => lab.url()).toContain('mul_a.0.6');
  await expect(verdict(lab, 1)).toContainText('z * max(0, z + 0.6)^2');
  await lab.getByRole('textbox', { name: 'Slider of a, from' }).fill('0.2');
  await lab.getByRole('textbox', { name: 'Slider of a, to' }).fill('0.7');
  await lab.getByRole('textbox', { name: 'Slider of a, to' }).press('Enter');
  await expect.poll(() => lab.url()).toContain('amin.0.2_amax.0.7');
  await slider.press('End');
  await expect.poll(() => lab.url()).toContain('mul_a.0.7');

  await card(lab).getByRole('button', { name: 'sin(a * z)' }).click();
  await expect.poll(() => lab.url()).toContain('arm=formula.a-z-mul-sin_a.1');
  await lab.getByRole('textbox', { name: 'Letter a value' }).fill('0');
  await lab.getByRole('textbox', { name: 'Letter a value' }).press('Enter');
  await expect(card(lab)).toContainText('Here a = 0. a stays at 1.');
  expect(lab.url()).toContain('arm=formula.a-z-mul-sin_a.1');
  await field(lab).fill('b * z + tanh(a * z)');
  await expect(lab.getByRole('slider', { name: 'Letter b' })).toHaveValue('1');
});

test('on a phone and in the dialogs of other views the card is seen as a whole', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, `${SMALL}&arm=${MREPU}`);
  await openCard(lab);
  await inside(lab);
  expect(Number.parseFloat(await field(lab).evaluate((input) => getComputedStyle(input).fontSize))).toBe(16);
  expect(await inBothThemes(lab, graveViolations, { within: '.popover:popover-open' })).toEqual([]);
  for (const view of ['embed&controls=all', 'talk']) {
    await lab.setViewportSize({ width: 960, height: 540 });
    await open(lab, `${SMALL}&arm=${MREPU}&view=${view}`);
    await lab.getByRole('button', { name: 'Controls', exact: true }).click();
    if (view === 'talk') await lab.getByRole('button', { name: 'All controls' }).click();
    await openCard(lab);
    await inside(lab);
    await field(lab).fill('z');
    await field(lab).press('Enter');
    await expect(lab.getByRole('button', { name: 'Formula: z', exact: true })).toBeVisible();
    // It closes the card alone.
    await field(lab).press('Escape');
    await expect(card(lab)).toBeHidden();
    await expect(lab.getByRole('dialog')).toBeVisible();
  }
});

/** The card lies within the window, and what it holds within the card, from side to side. */
async function inside(lab: Page): Promise<void> {
  const { x, y, width, height } = await place(lab, '.popover:popover-open');
  const window = lab.viewportSize()!;
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(window.width);
  expect(y + height).toBeLessThanOrEqual(window.height);
  expect(await card(lab).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
}

async function place(lab: Page, selector: string) {
  return lab.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
}
