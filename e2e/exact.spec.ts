/** A product of variables, its slices, and weights that represent it. */
import { violations } from './axe.ts';
import { expect, open, test, verdict } from './lab.ts';

test('exact weights are set by a button, hold the product before the first step, and are in the link', async ({
  lab,
}) => {
  await open(lab, 'arm=mrepu.2_init.best&task=monomial&depth=4&width=16&play=0');
  const slice = lab.getByRole('img', { name: 'Slice along x₁', exact: true });
  await expect(slice).toHaveAccessibleDescription(/MRePU\(2\): .* from the target/);
  await lab.getByRole('button', { name: /^Start of MRePU\(2\)/ }).click();
  await lab.getByRole('button', { name: 'Set the exact weights', exact: true }).click();
  await expect.poll(() => lab.url()).toContain('arm=mrepu.2_init.exact');
  await lab.keyboard.press('Escape');
  // To seven digits of a product that is at most 0.64 there.
  await expect(slice).toHaveAccessibleDescription(
    /MRePU\(2\): [\d.]+·10⁻[⁷⁸⁹][^·]* from the target|MRePU\(2\): 0 from the target/,
  );
  await expect(verdict(lab, 1)).toContainText('MRePU(2)');
});

test('slices move along one variable or two, at the place of the others', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2_init.exact&task=monomial&variables=4&depth=4&width=32&play=0');
  const panel = lab.locator('.fit.picture');
  await panel.getByRole('radio', { name: 'x₃', exact: true }).check();
  await expect(lab.getByRole('img', { name: 'Slice along x₃', exact: true })).toBeVisible();
  await panel.getByRole('radio', { name: 'x₁ and x₂', exact: true }).check();
  await expect(panel.getByRole('img', { name: 'MRePU(2)', exact: true })).toHaveAccessibleDescription(
    /from −0\.64 to 0\.64/,
  );
  await panel.getByRole('slider', { name: 'Others at', exact: true }).focus();
  await lab.keyboard.press('Home');
  await expect(panel.getByRole('img', { name: 'target', exact: true })).toHaveAccessibleDescription(
    /from −1\.0 to 1\.0/,
  );
  expect(await violations(lab, { within: '.fit' })).toEqual([]);
});
