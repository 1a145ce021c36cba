import { expect, open, test, verdict } from './lab.ts';

test('a failing RePU(2) says why, and its button tries the best start: Back undoes it', async ({ lab }) => {
  await open(lab, 'steps=200');
  const first = verdict(lab, 1);
  await expect(first).toContainText(
    /RePU\(2\) overflowed float32 at layer \d+, before the first step\. At infinite width too/,
  );
  const news = lab.getByRole('status', { name: 'News of the verdicts' });
  await expect(news).toHaveText(/RePU\(2\) overflowed/);
  await first.getByRole('button', { name: 'Try the best start' }).click();
  await expect(first).toContainText(/RePU\(2\) (is learning|has learnt)/);
  await expect(news).toHaveText(/^RePU\(2\) (is learning|has learnt)/);
  expect(lab.url()).toContain('#arm=repu.2_init.best&arm=mrepu.2&steps=200');
  await expect(lab.getByRole('region', { name: 'Arms' }).getByRole('combobox').nth(1)).toHaveValue('best');
  await expect(first.getByRole('button', { name: /^Try/ })).toHaveCount(0);
  await expect(first.getByRole('status')).toHaveText('Trying the best start.');
  await lab.goBack();
  await expect(first).toContainText('RePU(2) overflowed');
  expect(lab.url()).toMatch(/#steps=200$/);
});

test('what stands behind a verdict opens over the page, moves nothing, and goes with Escape', async ({ lab }) => {
  await open(lab, 'steps=20');
  const first = verdict(lab, 1);
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
  await expect(first).toContainText('at width 64', { timeout: 60_000 });
  const chart = lab.getByRole('img', { name: 'Preactivation variance by layer' });
  const before = await chart.boundingBox();
  const card = first.locator('[popover]');
  await expect(card).toBeHidden();
  await first.getByRole('button', { name: 'More on RePU(2)' }).press('Enter');
  await expect(card).toBeVisible();
  await expect(card).toContainText(
    /At infinite width the largest input leaves float32 at layer \d+; at width 64, all 512/,
  );
  const box = await card.boundingBox();
  const size = lab.viewportSize();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size?.width ?? 0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size?.height ?? 0);
  expect(await chart.boundingBox()).toEqual(before);
  const document = card.getByRole('link', { name: 'Why a network fails, and what helps' });
  await expect(document).toHaveAttribute('href', 'docs/remedies.html');
  await lab.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(first.getByRole('button', { name: 'More on RePU(2)' })).toBeFocused();
});

test('an equation that is not solved is not called learnt, however low its loss; a heavier boundary solves it', async ({
  lab,
}) => {
  await open(lab, 'arm=tanh&task=poisson&freq=4&depth=4&width=32&steps=1000');
  const only = verdict(lab, 1);
  await expect(only).toContainText(/tanh has not solved the equation: relative L2 error \S+, loss/, {
    timeout: 60_000,
  });
  await expect(only).toContainText(/On the boundary it is \S+ off\./);
  await only.getByRole('button', { name: 'Try boundary weight 1000' }).click();
  await expect(only).toContainText('tanh has learnt', { timeout: 60_000 });
  expect(lab.url()).toContain('weight=1000');
});

test('a rate that is too large is named, and a smaller one offered', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2&lr=0.01&steps=40');
  const only = verdict(lab, 1);
  await expect(only).toContainText(/at step \d+\. Its start was finite: rate 0\.01 is too large\./);
  await only.getByRole('button', { name: 'Try rate 0.0003' }).click();
  await expect(only).toContainText('MRePU(2) has learnt', { timeout: 30_000 });
});

test('where nothing is to be changed nothing is offered, and why is said all the same', async ({ lab }) => {
  for (const fragment of ['story=1', 'view=embed']) {
    await lab.setViewportSize({ width: 1280, height: 720 });
    await open(lab, fragment);
    await expect(verdict(lab, 1)).toContainText('At infinite width too');
    await expect(verdict(lab, 1).getByRole('button', { name: /^Try/ })).toHaveCount(0);
  }
});
