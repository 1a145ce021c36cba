/** Slope and curvature of what was learnt: in the picture, the link, the metric and the exported table. */
import { violations } from './axe.ts';
import { expect, open, test } from './lab.ts';

const TASK = 'arm=relu&arm=mrepu.2&depth=4&width=32&steps=200';

test('a line’s picture shows slope and curvature beside the target’s own, and the link has the view', async ({
  lab,
}) => {
  await open(lab, TASK);
  const choice = (name: string) => lab.getByRole('radio', { name, exact: true });
  const chart = (name: string) => lab.getByRole('img', { name, exact: true });
  await expect(chart('Fit')).toBeVisible();
  await choice('fit').focus();
  await lab.keyboard.press('ArrowRight');
  await lab.keyboard.press('ArrowRight');
  await expect(choice('slope')).toBeChecked();
  await expect(chart('Slope')).toHaveAccessibleDescription(/ReLU: .* from the target’s slope \(root mean square\)/);
  await expect.poll(() => lab.url()).toContain('derivative=1');
  await expect(lab.locator('.fit .remark')).toContainText('u′ of ReLU jumps');
  await expect(lab.getByRole('tab', { name: 'Slope error', exact: true })).toBeVisible();
  await choice('curvature').check();
  await expect(chart('Curvature')).toHaveAccessibleDescription(/MRePU\(2\): .* from the target’s curvature/);
  await expect(lab.locator('.fit .remark')).toContainText('u″ of ReLU is 0 wherever it exists');
  expect(await violations(lab, { within: '.fit' })).toEqual([]);
  await choice('error').check();
  await expect.poll(() => lab.url()).not.toContain('derivative');
  await expect(chart('Error')).toBeVisible();
});

test('a surface’s maps show them too, in a frame, from a link', async ({ lab }) => {
  await open(lab, `${TASK}&task=surface&derivative=1&view=embed&panels=fit_metric`);
  await expect(lab.getByRole('img', { name: 'Slope of target', exact: true })).toBeVisible();
  await expect(lab.getByRole('img', { name: 'Slope of MRePU(2)', exact: true })).toHaveAccessibleDescription(
    /from .* to/,
  );
  await expect(lab.getByRole('img', { name: 'slope error', exact: true })).toHaveAccessibleDescription(/MRePU\(2\)/);
});

test('slopes can be taught: by the keyboard, with a notice where a norm goes, in the link and in the line over the loss', async ({
  lab,
}) => {
  await open(lab, 'arm=tanh_norm.rms&arm=relu&depth=3&width=16&steps=20');
  const slider = lab.getByRole('slider', { name: 'Slopes λ', exact: true });
  await expect(slider).toHaveAccessibleDescription(/plus λ times that of the slope/);
  await slider.focus();
  await lab.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.01');
  await expect.poll(() => lab.url()).toContain('sobolev=0.01');
  await expect(lab.getByRole('status', { name: 'What changed besides' })).toContainText(
    'tanh goes without normalisation: slopes are not carried through it.',
  );
  await expect(lab.locator('.chart.loss')).toContainText('Squared error plus 0.01 times that of slopes.');
  // Beyond the slider's end it is typed.
  const typed = lab.getByRole('textbox', { name: 'Slopes λ value' });
  await typed.fill('25');
  await typed.press('Enter');
  await expect.poll(() => lab.url()).toContain('sobolev=25');
  await lab.getByRole('button', { name: 'Reset slopes λ to 0' }).click();
  await expect.poll(() => lab.url()).not.toContain('sobolev');
  await expect(lab.locator('.chart.loss')).not.toContainText('that of slopes');
  await open(lab, 'task=step&depth=3&width=16&steps=20');
  await expect(lab.getByRole('slider', { name: 'Noise', exact: true })).toBeVisible();
  await expect(slider).toHaveCount(0);
});

test('an arm that normalises is left out, and says so', async ({ lab }) => {
  await open(lab, 'arm=tanh_norm.rms&arm=tanh&depth=3&width=16&steps=20&derivative=1');
  await expect(lab.getByRole('img', { name: 'Slope', exact: true })).toHaveAccessibleDescription(/^tanh: [^:]*$/);
  await expect(lab.locator('.fit .remark')).toHaveText(
    'tanh + RMS is left out: derivatives are not carried through a normalisation.',
  );
});
