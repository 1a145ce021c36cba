import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { graveViolations, inBothThemes } from './axe.ts';
import { expect, expectWholeWidth, open, test } from './lab.ts';

const panel = (lab: Page) => lab.getByRole('article', { name: 'Tangent kernel' });
const eigenvalues = (lab: Page) => panel(lab).getByRole('img', { name: 'Eigenvalues of the tangent kernel' });
const conditions = (lab: Page) => panel(lab).getByRole('img', { name: 'Conditioning of the tangent kernel by layer' });

const SMALL = 'arm=tanh&arm=gelu&depth=4&width=32&replicas=4';

test('the panel comes by its link in a talk, and tells how far training has moved the kernel', async ({ lab }) => {
  await open(lab, `${SMALL}&play=0&view=talk&panels=tangent`);
  await expect(eigenvalues(lab)).toHaveAccessibleDescription(
    /GELU: predicted eigenvalue goes from .* at place 1 to .* at place 8\. GELU: measured eigenvalue goes from .* at place 1 to/,
  );
  await expect(conditions(lab)).toHaveAccessibleDescription(
    /GELU: predicted λmax\/λmin above rounding goes from .* to .* at layer 4/,
  );
  await expect(panel(lab).locator('.look-for')).toContainText(/GELU has λmax\/λmin/);
  await expect(panel(lab).getByRole('listitem').last()).toHaveText('GELU: 0 ± 0 after 0 steps (4 networks)');
  await lab.locator('body').press('Space');
  await expect(panel(lab).getByRole('listitem').last()).toHaveText(/GELU: 0?[.\d]+ ± [.\d]+ after [1-9]\d* steps/);
  await expect(panel(lab).locator('.look-for')).toContainText(/and has moved by/);
});

test('where Θ lacks rank there is still a curve, and an arm that explodes leaves the axis to the others', async ({
  lab,
}) => {
  await open(lab, 'arm=relu&arm=repu.2_k1.30&depth=8&width=32&play=0&view=talk&panels=tangent');
  const line = panel(lab).locator('.look-for');
  await expect(line).toContainText(/ReLU has 4 of 8 eigenvalues above rounding, λmax \S+ times the least of these/);
  await expect(line).toContainText(/RePU\(2\) has .*, leaves the axis with λ up to 10/);
  await expect(conditions(lab)).toHaveAccessibleDescription(
    /ReLU: predicted λmax\/λmin above rounding goes from \S+ at layer 2 to \S+ at layer 8/,
  );
  await expect(conditions(lab).locator('path[style*="dasharray"]').first()).toBeAttached();
  await expect(eigenvalues(lab)).toContainText('RePU(2) ↑');
});

test('below the first screen nothing is computed until it is looked at; then its table and axe', async ({ lab }) => {
  await open(lab, `${SMALL}&steps=10`);
  await expect(lab.getByText('step 10 of 10')).toBeVisible();
  await expect(panel(lab)).toBeAttached();
  await expectWholeWidth(panel(lab));
  await expect(eigenvalues(lab)).not.toHaveAccessibleDescription(/predicted eigenvalue goes/);
  await panel(lab).scrollIntoViewIfNeeded();
  await expect(eigenvalues(lab)).toHaveAccessibleDescription(/GELU: predicted eigenvalue goes/);
  await expect(panel(lab).getByRole('listitem').last()).toContainText('after 10 steps');
  expect(await inBothThemes(lab, graveViolations, { within: '.tangent' })).toEqual([]);

  await lab.getByRole('button', { name: 'Export', exact: true }).click();
  const button = lab.getByRole('button', { name: 'Tangent kernel as CSV' });
  const [download] = await Promise.all([lab.waitForEvent('download'), button.click()]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(1 + 2 * (8 + 4));
  expect(rows[0]).toContain('log10,log10Spread,networks,theoryLog10');
});
