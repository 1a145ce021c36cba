import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

const challenge = (lab: Page) => lab.getByRole('region', { name: 'Challenge' });

test('the page asks whether RePU survives ten layers; dragging K_1 by keys finds where, and says so', async ({
  lab,
}) => {
  await open(lab, 'play=0');
  await expect(challenge(lab)).toContainText('Can you make RePU(2) survive ten layers? Drag its K1.');
  await expect(challenge(lab)).toContainText('Now it explodes at layer 9.');
  const scale = lab.getByRole('group', { name: 'Arm 1: RePU(2)' }).getByRole('slider', { name: 'Input scale' });
  for (let press = 0; press < 12; press++) {
    await scale.press('ArrowLeft');
    await expect(lab.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
    if (/survives/.test((await challenge(lab).textContent()) ?? '')) break;
  }
  await expect(challenge(lab)).toContainText(
    /RePU\(2\) survives ten layers from K1 = 0\.\d+\. Does it from another seed\?/,
  );
  await expect(verdict(lab, 1)).toContainText('RePU(2) starts finite in every layer');
  const before = lab.url();
  await challenge(lab).getByRole('button', { name: 'New seed' }).click();
  await expect.poll(() => lab.url()).not.toBe(before);
});

test('its answers are examples, it stays while they are tried, and goes when it is dismissed', async ({ lab }) => {
  await open(lab, 'theme=dark&play=0');
  await challenge(lab).getByRole('link', { name: 'without biases' }).click();
  await expect.poll(() => lab.url()).toContain('arm=repu.2_k1.0.22&seed=4&replicas=3');
  expect(lab.url()).toContain('theme=dark');
  await expect(challenge(lab)).toContainText('Now 1 of its 3 networks survives.');
  await challenge(lab).getByRole('link', { name: 'forty layers' }).click();
  await expect(challenge(lab)).toContainText(
    'signal survives 40 layers from K1 = 0.2, but its squared gradient shrinks by',
  );
  await challenge(lab).getByRole('button', { name: 'Dismiss the challenge' }).click();
  await expect(challenge(lab)).toBeHidden();
  await lab.goBack();
  await expect(verdict(lab, 1)).toContainText('Of 3 networks 1 exploded');
  await expect(challenge(lab)).toBeHidden();
});

test('it asks nothing where nobody is lost, where K_1 cannot help, and in a frame', async ({ lab }) => {
  for (const fragment of ['arm=relu&arm=tanh', 'arm=relu_init.custom_cw.0.05', 'view=embed&controls=all']) {
    await open(lab, `play=0&${fragment}`);
    await expect(verdict(lab, 1)).toContainText('before the first step');
    // It comes with a chunk of its own; the engine is later than that.
    await expect(lab.getByText('being built')).toHaveCount(0);
    await expect(challenge(lab), fragment).toBeHidden();
  }
});
