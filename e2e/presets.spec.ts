import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { PRESET_GROUPS, PRESETS } from '../src/experiment/presets.ts';
import { expect, gradientEnds, lossOf, open, readNumber, test, verdict } from './lab.ts';

/** Each sentence of the gallery is held to what the page measures. “RePU at its largest input …” is in theoryPanels.spec.ts. */
function fragmentOf(name: string): string {
  const preset = PRESETS.find((candidate) => candidate.name === name);
  if (!preset) throw new Error(`There is no preset named ${name}.`);
  return preset.fragment;
}

const LONG = { timeout: 150_000 };

/** An example as long as its sentence needs, beside the one panel that is read: drawing the others takes as long as training. */
function trained(name: string, steps: number, panel: 'loss' | 'fit' = 'loss'): string {
  return inShort(fragmentOf(name), steps, panel);
}

function inShort(fragment: string, steps: number, panel: 'loss' | 'fit' = 'loss'): string {
  return `${fragment}&steps=${steps}&view=embed&panels=${panel}`;
}

/** What stands behind an arm's name over its picture: the percentage that it gets right, or its relative L2 error. */
async function metricOf(page: Parameters<typeof verdict>[0], label: string): Promise<number> {
  const text = (await page.locator('.fit').allTextContents()).join(' ');
  const name = label.replace(/[()]/g, '\\$&');
  return readNumber(
    new RegExp(`${name}\\s*(?:L2 error\\s*)?(\\d[\\d.]*(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)`).exec(text)?.[1] ?? 'none',
  );
}

test('the gallery shows a dozen experiments with pictures; choosing one is a link, and Back returns', async ({
  lab,
}) => {
  await open(lab, 'play=0&depth=5');
  await expect(verdict(lab, 2)).toContainText('starts finite');
  await lab.getByRole('button', { name: 'Examples' }).click();
  const gallery = lab.getByRole('dialog', { name: 'Examples' });
  await expect(gallery.getByRole('link')).toHaveCount(PRESETS.length);
  expect(PRESETS.length).toBeGreaterThanOrEqual(12);
  await expect(gallery.getByRole('heading', { level: 3 })).toHaveCount(PRESET_GROUPS.length);
  await expect(gallery.locator('.learnt-thumbnail')).toHaveCount(PRESETS.length);
  for (const path of await gallery.locator('.flow-thumbnail path:nth-child(2)').all()) {
    await expect(path).toHaveAttribute('d', /^M[\d.,-]+L/);
  }
  await gallery.getByRole('link', { name: 'Four classes' }).click();
  await expect(gallery).toBeHidden();
  await expect(verdict(lab, 4)).toContainText('tanh');
  await lab.goBack();
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('5');
});

test('RePU against MRePU', async ({ lab }) => {
  await open(lab, trained('RePU against MRePU', 300));
  await expect(verdict(lab, 1)).toContainText('before the first step');
  await expect(verdict(lab, 2)).toContainText('MRePU(2) has learnt', LONG);
});

test('The double exponential', async ({ lab }) => {
  await open(lab, fragmentOf('The double exponential'));
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) overflowed float32 at layer [89], before the first step/);
  await expect(verdict(lab, 2)).toContainText(/RePU\(3\) overflowed float32 at layer [56], before the first step/);
  await expect(verdict(lab, 3)).toContainText('MRePU(2) is learning', LONG);
});

test('Ten layers on a knife edge', async ({ lab }) => {
  await open(lab, `${fragmentOf('Ten layers on a knife edge')}&play=0`);
  await expect(verdict(lab, 1)).toContainText(/Of 3 networks 1 exploded.* and 1 vanished/);
  await expect(lab.getByRole('region', { name: 'Challenge' })).toContainText('Now 1 of its 3 networks survives.');
});

test('MRePU beyond its horizon', async ({ lab }) => {
  await open(lab, fragmentOf('MRePU beyond its horizon'));
  const layer = async (arm: number) => {
    const sentence = /overflowed float32 at layer (\d+), before the first step/;
    await expect(verdict(lab, arm)).toContainText(sentence);
    return Number(sentence.exec((await verdict(lab, arm).textContent()) ?? '')?.[1]);
  };
  expect(await layer(3)).toBeLessThan(await layer(2));
  await expect(verdict(lab, 1)).toContainText('is learning', LONG);
});

test('Biases carry RePU through ten layers', async ({ lab }) => {
  await open(lab, trained('Biases carry RePU through ten layers', 500));
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) has learnt: .*after 500 steps/, LONG);
});

test('RePU with biases', async ({ lab }) => {
  const fragment = fragmentOf('RePU with biases');
  await open(lab, `${fragment}&play=0`);
  await expect(verdict(lab, 1)).toContainText('RePU(2) starts finite in every layer');
  const [first, last] = await gradientEnds(lab, 'RePU(2)');
  expect(first).toBeLessThan(1e-30 * last);
  // The other arm would only take time.
  await open(lab, inShort(fragment.replace('&arm=mrepu.2', ''), 300));
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\).*no more than the mean.*after 300 steps/, LONG);
});

test('RePU at its best start', async ({ lab }) => {
  await open(lab, trained('RePU at its best start', 200));
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) has learnt: .*after 200 steps/, LONG);
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) has learnt: .*after 200 steps/, LONG);
});

test('The best starts, 64 layers deep', async ({ lab }) => {
  await open(lab, trained('The best starts, 64 layers deep', 200));
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) has learnt: .*after 200 steps/, LONG);
  await expect(verdict(lab, 1)).toContainText(
    /RePU\(2\) (has not learnt even the mean|has learnt no more than the mean|learns no more than the mean|overflowed|diverged)/,
  );
});

test('Four classes', async ({ lab }) => {
  await open(lab, `${fragmentOf('Four classes')}&play=0`);
  const classes = lab.locator('.criticality');
  for (const words of [
    /No C_?W and C_?b ≥ 0 make both susceptibilities 1/,
    /scale invariant/,
    /K\* = 0, stable/,
    /K\* = 0, unstable/,
  ]) {
    await expect(classes).toContainText(words);
  }
});

test('Type your own', async ({ lab }) => {
  await open(lab, trained('Type your own', 100));
  await expect(verdict(lab, 1)).toContainText(/z \* max\(0, z \+ 4\)\^2 has learnt: .*after 100 steps/, LONG);
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) overflowed float32 at layer \d+, before the first step/);
});

test('Fifty layers, and the learning rate that they take', async ({ lab }) => {
  const fragment = fragmentOf('Fifty layers, and the learning rate that they take');
  // The other arm would only take time.
  await open(lab, inShort(fragment.replace('&arm=tanh', ''), 300));
  await expect(verdict(lab, 1)).toContainText(/MRePU\(2\) has learnt.*after 300 steps/, LONG);
  await open(lab, inShort(fragment.replace('lr=0.00001', 'lr=0.001'), 5));
  await expect(verdict(lab, 1)).toContainText(/MRePU\(2\) (overflowed|diverged).*step 1\b/, LONG);
});

test('Theory’s band of thirty-two networks', async ({ lab }) => {
  await open(lab, `${fragmentOf('Theory’s band of thirty-two networks')}&play=0`);
  await expect(verdict(lab, 1)).toContainText('Of 32 networks none exploded');
  await lab.getByText('The numbers behind the chart').click();
  const cells = lab.getByRole('table').locator('data[data-when="start"]');
  await expect(cells.first()).toHaveAttribute('value', /./);
  const measured = await cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('value'))));
  expect(measured).toHaveLength(40);
  for (const value of measured) expect(value).toBeGreaterThan(0);
});

test('Every initialisation at once', async ({ lab }) => {
  await open(lab, fragmentOf('Every initialisation at once'));
  const map = lab.getByRole('article', { name: 'Map of networks' });
  await map.scrollIntoViewIfNeeded();
  await expect(map).toContainText('A stored map, computed on');
  const learned = async (arm: string) =>
    Number(new RegExp(`of ${arm} (\\d+) of 256 learn`, 'i').exec((await map.textContent()) ?? '')?.[1]);
  expect(await learned('RePU\\(2\\)')).toBe(0);
  expect(await learned('MRePU\\(2\\)')).toBeGreaterThan(48);
  expect(await learned('MRePU\\(2\\)')).toBeLessThan(80);
  await expect(map.getByRole('button', { name: 'Compute it anew' })).toBeEnabled();
});

test('Does a skip save RePU?', async ({ lab }) => {
  await open(lab, trained('Does a skip save RePU?', 200));
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) overflowed float32 at layer \d+, before the first step/);
  await expect(verdict(lab, 2)).toContainText(/RePU\(2\) \+ skip has learnt: .*after 200 steps/, LONG);
});

test('Does normalisation?', async ({ lab }) => {
  await open(lab, `${fragmentOf('Does normalisation?')}&play=0&view=embed&panels=variance_gradient`);
  await expect(verdict(lab, 2)).toContainText('starts finite');
  const shrinks = async (label: string) => {
    const [first, last] = await gradientEnds(lab, label);
    return first / last;
  };
  expect(await shrinks('RePU(2) + RMS #1')).toBeGreaterThan(1e4);
  const held = await shrinks('RePU(2) + RMS #2');
  expect(held).toBeGreaterThan(1e-3);
  expect(held).toBeLessThan(100);
});

test('Orthogonal weights keep the band narrow', async ({ lab }) => {
  await open(lab, fragmentOf('Orthogonal weights keep the band narrow'));
  await expect(verdict(lab, 1)).toContainText('Of 64 networks none exploded');
  await lab.getByRole('button', { name: 'Export', exact: true }).click();
  const csv = lab.getByRole('button', { name: 'Latest measurement as CSV' });
  const [download] = await Promise.all([lab.waitForEvent('download'), csv.click()]);
  const text = readFileSync(await download.path(), 'utf8');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true });
  const spreads = data
    .filter(({ layer }) => layer === '20')
    .map(({ spread, variance }) => Number(spread) / Number(variance));
  expect(spreads).toHaveLength(2);
  expect(spreads[0]).toBeGreaterThan(0.03);
  expect(spreads[0]).toBeLessThan(0.07);
  expect(spreads[1]).toBeGreaterThan(0.5);
});

test('Two spirals', async ({ lab }) => {
  await open(lab, trained('Two spirals', 300, 'fit'));
  await expect(verdict(lab, 1)).toContainText('after 300 steps', LONG);
  for (const label of ['ReLU', 'MRePU(2)']) {
    await expect.poll(() => metricOf(lab, label)).toBeGreaterThan(90);
  }
});

test('Exact from the start', async ({ lab }) => {
  const fragment = fragmentOf('Exact from the start');
  // Along a cut through the product, of root mean squares.
  const distances = async (): Promise<[number, number]> => {
    const slice = lab.getByRole('img', { name: 'Slice along x₁', exact: true });
    await expect(slice).toHaveAccessibleDescription(/#1: \S+ from the target.* #2: \S+ from the target/);
    const said = (await lab.locator('.fit').allTextContents()).join(' ');
    const of = (arm: number) => readNumber(new RegExp(`#${arm}: (\\S+) from the target`).exec(said)?.[1] ?? 'none');
    return [of(1), of(2)];
  };
  await open(lab, `${fragment}&view=embed&panels=fit`);
  const [exact, random] = await distances();
  expect(exact).toBeLessThan(1e-6);
  expect(random).toBeGreaterThan(1e-2);
  await open(lab, inShort(fragment.replace('&play=0', ''), 300, 'fit'));
  await expect(verdict(lab, 2)).toContainText('after 300 steps', LONG);
  const [, learnt] = await distances();
  expect(learnt).toBeLessThan(random / 2);
  expect(learnt).toBeGreaterThan(1e-5);
});

test('A product, and points held out', async ({ lab }) => {
  await open(lab, trained('A product, and points held out', 300));
  await expect(verdict(lab, 4)).toContainText('after 300 steps', LONG);
  const loss = lab.getByRole('img', { name: 'Loss', exact: true });
  await expect(loss).toHaveAccessibleDescription(/tanh: .*; test loss \S+ at step 300\./);
  await expect(loss).toContainText('loss, dashed: test loss');
  await expect(loss.locator('path[style*="dasharray"]')).toHaveCount(4 + 1);
  const said = (await loss.locator('desc').textContent()) ?? '';
  const [repu, mrepu, relu, tanh] = [...said.matchAll(/test loss (\S+) at step 300/g)].map(([, text]) =>
    readNumber(text ?? ''),
  );
  for (const smooth of [repu, mrepu]) expect(smooth).toBeLessThan(0.5 * Math.min(relu ?? 0, tanh ?? 0));
});

test('Slopes that are taught', async ({ lab }) => {
  test.slow();
  const fragment = fragmentOf('Slopes that are taught');
  const ARMS = ['ReLU', 'tanh', 'MRePU(2)'];
  // Root mean squares over the picture's points, as its description tells them.
  const errors = async (link: string): Promise<number[]> => {
    await open(lab, inShort(link, 1000, 'fit'));
    await expect(verdict(lab, 3)).toContainText(/after 1.000 steps/, LONG);
    const slope = lab.getByRole('img', { name: 'Slope', exact: true });
    await expect(slope).toHaveAccessibleDescription(/MRePU\(2\): \S+ from the target’s slope/);
    const said = (await lab.locator('.fit').allTextContents()).join(' ');
    return ARMS.map((name) => {
      const text = new RegExp(`${name.replace(/[()]/g, '\\$&')}: (\\S+) from the target’s slope`).exec(said)?.[1];
      return readNumber(text ?? 'none');
    });
  };
  const [relu = 0, tanh = 9, mrepu = 9] = await errors(fragment);
  const [reluAlone = 0, tanhAlone = 0, mrepuAlone = 0] = await errors(fragment.replace('&sobolev=0.1', ''));
  // Under Adam at a rate that stays, the smooth arms' errors leap: of 13 looks from step 800 to 2,000 the worst had 0.37.
  expect(Math.max(tanh, mrepu)).toBeLessThan(0.5);
  expect(relu).toBeGreaterThan(3 * Math.max(tanh, mrepu));
  expect(relu).toBeLessThan(reluAlone / 2);
  expect(tanh).toBeLessThan(tanhAlone / 2);
  expect(mrepu).toBeLessThan(mrepuAlone / 1.3);
});

test('An equation for smooth activations', async ({ lab }) => {
  await open(lab, trained('An equation for smooth activations', 600, 'fit'));
  await expect(verdict(lab, 1)).toContainText(/ReLU has learnt no more than the mean.*after 600 steps/, LONG);
  await expect(lab.locator('.fit .remark')).toContainText('ReLU has no second derivative');
  // The losses are mean squares of residuals: of u″ = -4π² sin 2πx the best constant's is 780.
  expect(await lossOf(lab, 1)).toBeGreaterThan(700);
  // The chart's description tells each network's root mean square distance from u = sin 2πx, whose own is √½.
  const said = (await lab.locator('.fit').allTextContents()).join(' ');
  for (const name of ['tanh', 'MRePU\\(3\\)']) {
    const distance = new RegExp(`${name}: (\\S+) from the exact solution`).exec(said)?.[1] ?? 'none';
    expect(readNumber(distance) / Math.SQRT1_2, name).toBeLessThan(0.01);
  }
});

test('The Burgers equation', async ({ lab }) => {
  await open(lab, trained('The Burgers equation', 150, 'fit'));
  await expect(verdict(lab, 1)).toContainText('after 150 steps', LONG);
  const errors: number[] = [];
  for (const label of ['ReLU', 'tanh', 'MRePU(2)']) errors.push(await metricOf(lab, label));
  const [relu = 0, tanh = 1, mrepu = 1] = errors;
  expect(tanh).toBeLessThan(relu);
  expect(mrepu).toBeLessThan(relu);
  expect(Math.min(...errors)).toBeGreaterThan(0.02);
});

test('A residual network that reads digits', async ({ lab }) => {
  // How many of a hundred are read after 1,000 steps is src/engine/digits.test.ts’s.
  const fragment = fragmentOf('A residual network that reads digits');
  await open(lab, `${fragment.replace('steps=1000', 'steps=20')}&view=embed&panels=loss`);
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) overflowed float32 at layer \d+, before the first step/, LONG);
  await expect(verdict(lab, 3)).toContainText('after 20 steps', LONG);
});

/** Records as CIFAR-10 has them: a label, then 32 × 32 pixels of red, of green and of blue; each class has its own brightness. */
const cifar = (name: string, count: number) => {
  const buffer = Buffer.alloc(count * 3073);
  for (let i = 0; i < count; i++) {
    buffer[3073 * i] = i % 10;
    for (let k = 0; k < 3072; k++) buffer[3073 * i + 1 + k] = (i % 10) * 20 + ((7 * i + 13 * k) % 60);
  }
  return { name, mimeType: 'application/octet-stream', buffer };
};

test('Colour images in residual layers', async ({ lab }) => {
  const fragment = fragmentOf('Colour images in residual layers');
  await open(lab, `${fragment}&play=0`);
  const notices = lab.getByRole('status', { name: 'Notices' });
  await expect(notices).toContainText('a link cannot hold your data');
  await expect(notices).toContainText('cifar-10-binary.tar.gz');
  await expect(lab.getByRole('combobox', { name: 'Task', exact: true })).toHaveValue('polynomial');
  await lab.getByText('Your own data', { exact: true }).click();
  const own = lab.locator('.own-data');
  await own.locator('input[type=file]').setInputFiles([cifar('data_batch_1.bin', 80), cifar('test_batch.bin', 20)]);
  await expect(own.getByRole('status')).toHaveText('CIFAR-10, 2 files: 100 images, 3072 pixels.');
  await own.getByRole('button', { name: 'Train on it' }).click();
  await expect(lab.getByRole('combobox', { name: 'Task', exact: true })).toHaveValue('own');
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('20');
  await expect(lab).toHaveURL(/skip\.1_norm\.rms.*task=own/);
  for (const arm of [1, 2, 3]) await expect(verdict(lab, arm)).toContainText(/after [1-9]\d*/, LONG);
});

test('Digits, ten layers deep', async ({ lab }) => {
  // How many of a hundred are read after 2,000 steps is src/engine/digits.test.ts’s.
  await open(lab, `${fragmentOf('Digits, ten layers deep')}&steps=40`);
  await expect(verdict(lab, 2)).toContainText(/RePU\(2\) overflowed float32 at layer \d+, before the first step/, LONG);
  await expect(verdict(lab, 1)).toContainText('after 40 steps', LONG);
  // They open on the pad.
  await lab.getByRole('radio', { name: 'answers' }).check();
  for (const label of ['ReLU', 'MRePU(2)']) await expect.poll(() => metricOf(lab, label)).toBeGreaterThan(15);
});
