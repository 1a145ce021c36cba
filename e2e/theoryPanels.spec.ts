import type { Locator, Page } from '@playwright/test';
import { PRESETS } from '../src/experiment/presets.ts';
import { expect, firstMeasurement, open, test, verdict } from './lab.ts';

const theory = (lab: Page) => lab.getByRole('region', { name: 'Theory' });
const figure = (lab: Page, name: string) => lab.getByRole('img', { name, exact: true });

/** The line of what to look for of the panel with that heading. */
const line = (lab: Page, heading: string) =>
  lab.getByRole('article', { name: heading, exact: true }).locator('.look-for');

/** Drags from the middle of a map's point to a place in the figure, in shares of its size; returns once the button is up. */
async function drag(lab: Page, map: Locator, to: { x: number; y: number }): Promise<void> {
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error('The map is not on the page.');
  await lab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await lab.mouse.down();
  await lab.mouse.move(box.x + box.width * to.x, box.y + box.height * to.y, { steps: 8 });
  await lab.mouse.up();
}

test('every panel of theory is there, with a name, a text alternative and a line of what to look for', async ({
  lab,
}) => {
  await open(lab, 'steps=40');
  await expect(verdict(lab, 2)).toContainText('after 40 steps');
  for (const [name, said] of [
    [
      'Kernel map',
      /RePU\(2\): K\* = 0, stable.*K\* = 0\.67, unstable, slope 2; K stays at 0\.67; of its largest input K grows from 2\.0 at layer 1.*MRePU\(2\)/,
    ],
    ['Susceptibilities by layer', /RePU\(2\): predicted χ∥ goes from 2\.0 at layer 1/],
    [
      'Squared gradient by layer',
      /MRePU\(2\): predicted squared gradient goes from .*measured squared gradient goes from/,
    ],
    ['Variance through training', /RePU\(2\): .*failed at initialisation.*MRePU\(2\): variance between/],
    ['Phase map of RePU(2)', /RePU\(2\) at C_W = 1\.0, K_1 = 0\.67: at infinite width overflows at layer 9/],
    ['Phase map of MRePU(2)', /MRePU\(2\) at C_W = 1\.0, K_1 = 0\.0014: at infinite width survives to layer 10/],
  ] as const) {
    await expect(figure(lab, name)).toHaveAccessibleDescription(said);
  }
  await expect(line(lab, 'Kernel map')).toContainText(
    'RePU(2) starts its largest input above its crossing at K* = 0.67',
  );
  await expect(line(lab, 'Susceptibilities')).toContainText('MRePU(2) keeps both near 1');
  await expect(line(lab, 'Gradients')).toContainText('RePU(2) has no finite gradient');
  await expect(line(lab, 'Variance through training')).toContainText('RePU(2) ended before its first step');
  await expect(line(lab, 'Phase map')).toContainText(
    'RePU(2) overflows at layer 9 (at width 64, none of 512 networks drawn survives); MRePU(2) survives to layer 10 (at width 64, all 512 networks drawn survive).',
  );
  const card = lab.getByRole('article', { name: 'Criticality of MRePU(2)' });
  await expect(card).toContainText(
    '40 layers to leading order, the mean input at layer 51 by the exact flow; the largest input leaves float32 at layer',
  );
  await expect(card.locator('.katex')).toHaveCount(0);
  await card.getByText('Formulas of MRePU(2)').click();
  await expect(card.locator('.katex').first()).toBeVisible();
});

test('theory is three questions, each answered in a sentence that follows the experiment', async ({ lab }) => {
  await open(lab, 'play=0&arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&depth=40');
  const signal = theory(lab).getByRole('region', { name: 'Does the signal survive?' });
  const gradient = theory(lab).getByRole('region', { name: 'Does the gradient?' });
  const start = theory(lab).getByRole('region', { name: 'Where should I start?' });
  await expect(signal.locator('.question-answer')).toHaveText(
    'At infinite width, by its largest input, RePU(2) survives to layer 40 but its inputs become one, to a millionth of the variance, by layer 8.',
  );
  await expect(gradient.locator('.question-answer')).toContainText(/RePU\(2\) divides its squared gradient by 10[³⁴]/);
  await expect(signal.getByRole('article')).toHaveCount(2);
  await expect(gradient.getByRole('article', { name: 'Gradients', exact: true })).toBeVisible();
  await expect(start.getByRole('article', { name: 'Phase map', exact: true })).toBeVisible();
  await lab.getByRole('combobox', { name: 'Initialisation' }).selectOption('critical');
  // K_1 stays: without the biases the largest input lies below K*.
  await expect(signal.locator('.question-answer')).toHaveText(
    'At infinite width, by its largest input, RePU(2) vanishes at layer 8.',
  );
});

test('the panels follow a slider', async ({ lab }) => {
  await open(lab, 'play=0&arm=relu');
  await expect(line(lab, 'Kernel map')).toContainText('ReLU lies on it');
  await lab.getByRole('combobox', { name: 'Initialisation' }).selectOption('lecun');
  await expect(line(lab, 'Kernel map')).toContainText('ReLU lies below it');
  await expect(line(lab, 'Susceptibilities')).toContainText('χ∥ = 0.50, χ⊥ = 0.50');
  await expect(lab.getByRole('article', { name: 'Criticality of ReLU' })).toContainText('0.50 times the critical');
});

test('dragging the point of a phase map moves permalink, theory and networks', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('MRePU(2) starts finite');
  const before = await firstMeasurement(lab);
  const map = figure(lab, 'Phase map of MRePU(2)');
  await expect(map).toHaveAccessibleDescription(/survives to layer 10/);

  await drag(lab, map, { x: 0.7, y: 0.25 });
  // The address follows a drag, and comes to rest after it.
  const place = () =>
    (/arm=mrepu\.2_init\.custom_cw\.([\d.]+)_k1\.([\d.]+)/.exec(lab.url()) ?? []).slice(1).map(Number);
  await expect.poll(() => place()[0]).toBeGreaterThan(1);
  await expect.poll(() => place()[1]).toBeGreaterThan(0.1);
  await expect(map).toHaveAccessibleDescription(/overflows at layer \d/);
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) overflowed float32 at layer \d.*leaves float32 at layer \d/);
  await expect(figure(lab, 'Preactivation variance by layer')).toHaveAccessibleDescription(/MRePU\(2\).*overflow/);
  // RePU was not touched, and its networks are the same.
  expect(lab.url()).toContain('#arm=repu.2&');
  const after = await firstMeasurement(lab);
  expect(after.filter((_, cell) => cell % 2 === 0)).toEqual(before.filter((_, cell) => cell % 2 === 0));
  expect(after).not.toEqual(before);
});

test('the point moves by keyboard along either axis', async ({ lab }) => {
  await open(lab, 'play=0');
  const cw = theory(lab).getByRole('slider', { name: 'C_W of MRePU(2)' });
  await expect(cw).toHaveAttribute('aria-valuetext', /^1\.0: at infinite width survives to layer 10/);
  await cw.press('ArrowRight');
  await expect.poll(() => lab.url()).toContain('arm=mrepu.2_init.custom_cw.1.12_k1.0.00139');
  await theory(lab).getByRole('slider', { name: 'K_1 of MRePU(2)' }).press('ArrowUp');
  await expect.poll(() => lab.url()).toMatch(/arm=mrepu\.2_init\.custom_cw\.1\.12_k1\.0\.0015\d/);
});

test('with biases RePU survives and its gradients die; without them it is back where it was', async ({ lab }) => {
  await open(lab, 'play=0&depth=20&arm=repu.2_init.custom_cw.0.5_k1.0.2');
  await expect(line(lab, 'Phase map')).toContainText('RePU(2) vanishes');
  const biases = theory(lab).getByRole('switch', { name: 'Biases of RePU(2)' });
  await biases.click();
  await expect(biases).toBeChecked();
  await expect(line(lab, 'Phase map')).toContainText(
    /RePU\(2\) survives to layer 20 but its inputs become one, .* by layer 8 and its gradients shrink to \d/,
  );
  await expect(verdict(lab, 1)).toContainText('RePU(2) starts finite');
  await biases.click();
  await expect(line(lab, 'Phase map')).toContainText('RePU(2) vanishes');
  await expect.poll(() => lab.url()).toContain('arm=repu.2_init.custom_cw.0.5_k1.0.2');
});

test('a symbol of a formula is explained on focus', async ({ lab }) => {
  await open(lab, 'play=0');
  const card = lab.getByRole('article', { name: 'Criticality of MRePU(2)' });
  await card.getByText('Formulas of MRePU(2)').click();
  const symbol = card.getByRole('button', { name: 'a1' }).first();
  await symbol.focus();
  await expect(symbol).toHaveAccessibleDescription(/how the kernel leaves K = 0/);
});

test('RePU at its largest input on the fixed point: some explode, some vanish, some do neither; MRePU loses none', async ({
  lab,
}) => {
  const preset = PRESETS.find(({ name }) => name === 'RePU at its largest input on the fixed point');
  if (!preset) throw new Error('The preset is gone.');
  await open(lab, 'play=0&depth=3');
  await expect(verdict(lab, 2)).toContainText('MRePU(2) starts finite');
  await lab.getByRole('button', { name: 'Examples' }).click();
  await lab.getByRole('link', { name: preset.name }).click();
  const fates = /Of 64 networks (\w+) exploded .*?(?:and )?(\w+) vanished/;
  await expect(verdict(lab, 1)).toContainText(fates, { timeout: 60_000 });
  const [, exploded, vanished] = fates.exec((await verdict(lab, 1).textContent()) ?? '') ?? [];
  expect(Number(exploded)).toBeGreaterThan(10);
  expect(Number(vanished)).toBeGreaterThan(10);
  expect(Number(exploded) + Number(vanished)).toBeLessThan(64);
  await expect(verdict(lab, 2)).toContainText('Of 64 networks none exploded and none vanished.');
  await expect(lab.locator('.hero .look-for')).toContainText(/RePU\(2\) \d+ and MRePU\(2\) 64 of 64/);
  expect(lab.url()).toContain(`#${preset.fragment}`);
  await lab.goBack();
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('3');
});

test('the panels are one column on a phone', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, 'play=0');
  const maps = [figure(lab, 'Phase map of RePU(2)'), figure(lab, 'Phase map of MRePU(2)')];
  for (const map of maps) await expect(map).toBeVisible();
  const boxes = await Promise.all(maps.map((map) => map.boundingBox()));
  expect(boxes[1]?.y).toBeGreaterThan((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0) - 1);
  for (const box of boxes) expect(box?.width).toBeGreaterThan(300);
  expect(await lab.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('with four arms hero and controls still need no scrolling at 1440×900', async ({ lab }) => {
  await open(lab, 'arm=repu.2_init.custom_cb.0.1_k1.0.3&arm=mrepu.2&arm=relu&arm=gelu&steps=20');
  await expect(verdict(lab, 4)).toContainText('after 20 steps');
  for (const part of [figure(lab, 'Preactivation variance by layer'), lab.getByRole('status', { name: 'Engine' })]) {
    const box = await part.boundingBox();
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  }
});
