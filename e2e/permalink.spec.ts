import { ENGINES } from './engines.ts';
import { engine as engineStatus, expect, firstMeasurement, follow, open, test, verdict } from './lab.ts';

const LINK =
  'arm=mrepu.3_k1.0.002&arm=gelu_init.he&arm=tanh&depth=7&width=21&task=sine&freq=2&noise=0.1&seed=42&batch=16&play=0';

test('a permalink reproduces the first measurement bit for bit after a reload', async ({ lab }) => {
  await open(lab, LINK);
  const first = await firstMeasurement(lab);
  expect(first).toHaveLength(3 * 7);
  expect(first.every((value) => Number(value) > 0)).toBe(true);
  await lab.reload();
  expect(await firstMeasurement(lab)).toEqual(first);
});

test('every engine starts from the same weights', async ({ lab }) => {
  test.slow();
  const measurements: (readonly number[])[] = [];
  await open(lab, 'depth=4&width=16&play=0');
  for (const [engine, said] of ENGINES) {
    // Two arms: the kernels of a third would only take time.
    await follow(lab, `${LINK.replace('&arm=tanh', '')}&engine=${engine}`);
    await expect(engineStatus(lab)).toContainText(said);
    await expect(engineStatus(lab)).toContainText('as asked for');
    measurements.push((await firstMeasurement(lab)).map(Number));
    // It trains, too.
    await lab.getByRole('button', { name: 'Step', exact: true }).click();
    for (const arm of [1, 2]) await expect(verdict(lab, arm)).toContainText('after 1 step ');
  }
  expect(measurements[0]).toHaveLength(2 * 7);
  const [fused, ...others] = measurements;
  for (const other of others) {
    // The weights are the same bits; sums of products may be rounded in another order.
    for (const [index, value] of (fused ?? []).entries()) {
      expect(Math.abs((other[index] ?? 0) / value - 1)).toBeLessThan(1e-5);
    }
  }
});

test('the address follows the controls and opens the same experiment', async ({ lab }) => {
  await open(lab, 'play=0');
  await lab.getByRole('slider', { name: 'Depth', exact: true }).press('ArrowRight');
  await expect.poll(() => lab.url()).toContain('depth=11');
  await lab.reload();
  await expect(lab.getByRole('slider', { name: 'Depth', exact: true })).toHaveValue('11');
});

test('Back returns to the link before', async ({ lab }) => {
  await open(lab, 'depth=5&width=16&play=0');
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('5');
  await lab.evaluate(() => {
    window.location.hash = 'depth=8&play=0';
  });
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('8');
  await lab.goBack();
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('5');
});

test('a broken fragment shows what was rejected, what is allowed and what was used; the page goes on', async ({
  lab,
}) => {
  await open(lab, 'depth=1000&arm=relu2&colour=red&lr=fast&%E0%A4%A=1');
  const notices = lab.getByRole('status', { name: 'Notices' });
  for (const named of ['depth=1000', 'arm=relu2', 'colour=red', 'lr=fast']) await expect(notices).toContainText(named);
  await expect(notices).toContainText('2 to 64');
  await expect(notices).toContainText('Used instead: 10');
  await expect(verdict(lab, 2)).toContainText('MRePU(2) is learning');
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toBeEmpty();
});
