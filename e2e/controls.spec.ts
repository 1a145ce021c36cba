import type { Page } from '@playwright/test';
import { FAMILIES } from '../src/activations/catalogue.ts';
import { engine, expect, firstMeasurement, follow, open, test, type, verdict } from './lab.ts';

/** Each control changes what it says: the measurement, the prediction, or the course of training. */
const slider = (lab: Page, name: string) => lab.getByRole('slider', { name, exact: true });
const arm = (lab: Page, number: number) => lab.getByRole('group', { name: new RegExp(`^Arm ${number}:`) });

test.describe('a control changes what it says', () => {
  test('activation and power', async ({ lab }) => {
    await open(lab, 'play=0');
    await arm(lab, 1).getByRole('combobox', { name: 'Activation' }).selectOption('tanh');
    await expect(verdict(lab, 1)).toContainText('tanh starts finite');
    await arm(lab, 2).getByRole('slider', { name: 'Power' }).press('ArrowRight');
    await expect(verdict(lab, 2)).toContainText('MRePU(3) starts finite');
    await expect.poll(() => lab.url()).toContain('#arm=tanh&arm=mrepu.3');
  });

  test('depth and width', async ({ lab }) => {
    await open(lab, 'play=0');
    expect(await firstMeasurement(lab)).toHaveLength(20);
    await slider(lab, 'Depth').press('ArrowLeft');
    await expect.poll(() => firstMeasurement(lab)).toHaveLength(18);
    const before = await firstMeasurement(lab);
    await slider(lab, 'Width').press('ArrowRight');
    await expect.poll(() => firstMeasurement(lab)).not.toEqual(before);
  });

  test('initialisation', async ({ lab }) => {
    await open(lab, 'play=0&arm=relu');
    await expect(verdict(lab, 1)).toContainText('variance 1.0 at the last');
    await arm(lab, 1).getByRole('combobox', { name: 'Initialisation' }).selectOption('lecun');
    // Half the variance a layer: K_1 = 1/3 on average for inputs in [-1, 1], and 2⁻⁹ of it at layer 10.
    await expect(verdict(lab, 1)).toContainText(/variance 6\.[56]·10⁻⁴ at the last/);
  });

  test('input scale, and the same for all', async ({ lab }) => {
    await open(lab, 'play=0');
    await arm(lab, 2).getByRole('textbox', { name: 'Input scale value' }).fill('0.6');
    await arm(lab, 2).getByRole('textbox', { name: 'Input scale value' }).press('Enter');
    await expect(verdict(lab, 2)).toContainText('MRePU(2) overflowed float32');
    await expect.poll(() => lab.url()).toContain('mrepu.2_k1.0.6');
    await lab.getByRole('switch', { name: /Same input scale/ }).click();
    await expect.poll(() => lab.url()).toMatch(/repu\.2_k1\.([\d.]+)&arm=mrepu\.2_k1\.\1/);
  });

  test('learning rate, steps and task', async ({ lab }) => {
    await open(lab, 'arm=relu&steps=60');
    await expect(verdict(lab, 1)).toContainText(/after 60 steps/);
    const slow = await verdict(lab, 1).textContent();
    await type(lab, 'Learning rate', '1e-6');
    await expect(verdict(lab, 1)).toContainText(
      /ReLU has learnt no more than the mean.*after 60 steps|not learnt.*after 60/,
    );
    expect(await verdict(lab, 1).textContent()).not.toBe(slow);
    await lab.getByRole('combobox', { name: 'Task' }).selectOption('sine');
    // The best constant for sin πx leaves half: its variance over 128 points with both ends is 0.496.
    await expect(verdict(lab, 1)).toContainText('the best constant’s: 0.50');
  });

  test('seed: rewind keeps the weights, a new seed draws others', async ({ lab }) => {
    await open(lab, 'steps=20');
    const before = await firstMeasurement(lab);
    await expect(verdict(lab, 2)).toContainText('after 20 steps');
    await lab.getByRole('button', { name: 'Rewind' }).click();
    await expect(verdict(lab, 2)).toContainText('after 20 steps');
    expect(await firstMeasurement(lab)).toEqual(before);
    await lab.getByRole('button', { name: 'New seed' }).click();
    await expect.poll(() => firstMeasurement(lab)).not.toEqual(before);
    await expect.poll(() => lab.url()).toMatch(/seed=\d+/);
  });
});

test('pause, step and play, and the end at the step limit', async ({ lab }) => {
  await open(lab, 'depth=4&width=16&play=0');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
  await lab.getByRole('button', { name: 'Play' }).click();
  await expect(verdict(lab, 2)).toContainText(/after \d{2,} steps/);
  await lab.getByRole('button', { name: 'Pause' }).click();
  await expect(lab.getByRole('button', { name: 'Play' })).toBeVisible();
  await follow(lab, 'arm=mrepu.2&depth=4&width=16&steps=50');
  await expect(verdict(lab, 1)).toContainText('after 50 steps');
  await expect(lab.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(lab.getByText('step 50 of 50')).toBeVisible();
});

test('arms are added and removed, one to four; nonsense typed into a field gets a sentence, and the old value stays', async ({
  lab,
}) => {
  await open(lab, 'play=0&depth=4&width=16');
  const add = lab.getByRole('button', { name: 'Add arm' });
  await add.click();
  await add.click();
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await expect(add).toHaveAttribute('title', /4 arms are the most/);
  await expect(lab.getByRole('group', { name: /^Arm \d/ })).toHaveCount(4);
  await expect(verdict(lab, 4)).toContainText('starts finite');
  await lab.getByRole('button', { name: 'Remove RePU(2)', exact: true }).click();
  await expect(lab.getByRole('group', { name: /^Arm \d/ })).toHaveCount(3);
  await expect(verdict(lab, 1)).toContainText('MRePU(2)');
  await type(lab, 'Depth', 'deep');
  await expect(lab.getByRole('alert')).toContainText('It stays at 4');
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('4');
});

test('a colour belongs to an activation: removing an arm, or a view, recolours nobody', async ({ lab }) => {
  await open(lab, 'play=0&depth=4&width=16&arm=tanh&arm=repu.2&arm=mrepu.2&arm=relu');
  const names = lab.locator('.verdicts .arm-name');
  const colours = () =>
    names.evaluateAll((all) =>
      Object.fromEntries(all.map((name) => [name.textContent, getComputedStyle(name).color] as const)),
    );
  await expect(names).toHaveCount(4);
  const before = await colours();
  expect(new Set(Object.values(before)).size).toBe(4);
  await lab.getByRole('button', { name: 'Remove tanh' }).click();
  await expect(names).toHaveCount(3);
  const { tanh: _, ...others } = before;
  expect(await colours()).toEqual(others);
  await open(lab, 'view=embed&play=0&depth=4&width=16&arm=relu&arm=repu.2');
  await expect(names).toHaveCount(2);
  expect(await colours()).toEqual({ ReLU: before.ReLU, 'RePU(2)': before['RePU(2)'] });
});

test('an arm that diverges in training freezes and says when; the others go on', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2_k1.0.02&arm=tanh_k1.0.02&opt=sgd&lr=0.1&depth=6&width=32&steps=100');
  await expect(verdict(lab, 1)).toContainText(/MRePU\(2\) .*at step \d+.*frozen at its last finite state/);
  await expect(verdict(lab, 2)).toContainText('after 100 steps');
  await expect(lab.locator('body')).not.toContainText(/NaN|Infinity|undefined|null/);
});

test('an ensemble: mean, spread, and how many of its networks have failed', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2_k1.0.006&arm=relu&replicas=16&depth=10&width=16&steps=10');
  await expect(verdict(lab, 1)).toContainText(/Of 16 networks \d+ exploded/);
  await expect(verdict(lab, 2)).toContainText('after 10 steps');
  await expect(lab.getByText('whiskers: their spread')).toBeVisible();
  await expect(lab.getByRole('img', { name: 'Loss', exact: true })).toContainText(/\d+ of 16 failed/);
});

// That each can be forced and trains is permalink.spec.ts’s.
test('without a graphics card, automatic takes our WebAssembly kernels', async ({ lab }) => {
  await open(lab, 'depth=4&width=16&play=0');
  await expect(engine(lab)).toContainText('WebAssembly, our own kernels');
  await expect(engine(lab)).toContainText(/software adapter \(SwiftShader\), which is slower/);
});

test('a slider is drawn in its arm’s colour and no other but its track’s, for every colour in both themes', async ({
  lab,
}) => {
  await open(lab, 'play=0&depth=4&width=16');
  const slider = lab.getByRole('slider', { name: 'Input scale' }).first();
  for (const colorScheme of ['light', 'dark'] as const) {
    await lab.emulateMedia({ colorScheme });
    for (const name of new Set(FAMILIES.map(({ hue }) => hue))) {
      const expected = await slider.evaluate((element, family) => {
        element.style.setProperty('--arm', `var(--arm-${family})`);
        const colour = (variable: string) => {
          element.style.color = `var(${variable})`;
          return getComputedStyle(element).color;
        };
        return [colour(`--arm-${family}`), colour('--rule')];
      }, name);
      expect(await coloursAlong(lab, await slider.screenshot()), `${name}, ${colorScheme}`).toEqual(expected);
    }
  }
});

/** The colours of a slider's left and right end, on the line through its middle. */
function coloursAlong(lab: Page, png: Buffer): Promise<readonly string[]> {
  return lab.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas?.drawImage(image, 0, 0);
      return [0.04, 0.96].map((share) => {
        const [r, g, b] = canvas?.getImageData(share * image.width, image.height / 2, 1, 1).data ?? [];
        return `rgb(${r}, ${g}, ${b})`;
      });
    },
    [...png],
  );
}
