import type { Page } from '@playwright/test';
import { STORY } from '../src/experiment/story.ts';
import { STORY_WORDS } from '../src/experiment/storyWords.ts';
import { inBothThemes, violations } from './axe.ts';
import { expect, follow, gradientEnds, open, test, verdict } from './lab.ts';

const told = (lab: Page) => lab.getByRole('region', { name: 'Story' });
const figure = (lab: Page, name: string) => lab.getByRole('img', { name, exact: true });
const VARIANCE = 'Preactivation variance by layer';
const GRADIENT = 'Squared gradient by layer';
const titleOf = (step: number) => STORY_WORDS[step - 1]?.title ?? '';

/** Waits for a step to be told, with its number. */
async function expectStep(lab: Page, step: number): Promise<void> {
  await expect(told(lab).getByRole('heading')).toContainText(titleOf(step));
  await expect(told(lab)).toContainText(`Step ${step} of ${STORY.length}`);
}

test.describe('what the steps say is so', () => {
  test('1: RePU(2) overflows before its first step, by doubling the logarithm of the variance; ReLU learns', async ({
    lab,
  }) => {
    await open(lab, 'story=1&steps=200');
    await expectStep(lab, 1);
    await expect(verdict(lab, 1)).toContainText(/RePU\(2\) overflowed float32 at layer \d+, before the first step/);
    await expect(verdict(lab, 2)).toContainText(/ReLU has learnt.*after 200 steps/);
    await expect(figure(lab, VARIANCE)).toHaveAccessibleDescription(/RePU\(2\).*overflow/);
    // From the same layer in two networks, whose variances start in the ratio 2: it is 2² a layer on, 2⁴ two layers on.
    await open(lab, 'arm=repu.2_k1.1&arm=repu.2_k1.2&play=0&view=full');
    await lab.getByText('The numbers behind the chart').click();
    const cells = lab.getByRole('table').locator('data[data-when="start"]');
    await expect(cells.first()).toHaveAttribute('value', /./);
    const values = await cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('value'))));
    for (const layer of [0, 1, 2, 3]) {
      const [one = 0, two = 0] = values.slice(2 * layer);
      expect(Math.log2(two / one)).toBeCloseTo(2 ** layer, 3);
    }
  });

  test('2: without biases no RePU(2) of the map learns, with biases some do; the map is there at once', async ({
    lab,
  }) => {
    await open(lab, 'story=1&play=0');
    await expectStep(lab, 1);
    await follow(lab, 'story=2&steps=100');
    await expectStep(lab, 2);
    const map = lab.getByRole('article', { name: 'Map of networks' });
    await expect(map).toContainText(/A stored map, computed on \d+ \w+ \d{4} by fused-wasm, seed 1\./);
    await expect(map).toContainText(/of RePU\(2\) #1 0 of 256 learn, 182 overflow at the start/i);
    await expect(map).toContainText(/of RePU\(2\) #2 40 of 256 learn/);
    await expect(map.getByRole('button', { name: 'Compute it anew' })).toBeEnabled();
    await expect(verdict(lab, 1)).toContainText(/#1 overflowed float32 at layer \d+, before the first step/);
    await expect(verdict(lab, 2)).toContainText(/#2 has learnt: .*after 100 steps/);
  });

  test('3: the signal of RePU(2) is held with χ∥ below 1, and χ⊥ is 2/3 of it', async ({ lab }) => {
    await open(lab, 'story=3&play=0');
    await expectStep(lab, 3);
    await expect(figure(lab, 'Kernel map')).toHaveAccessibleDescription(/RePU\(2\): K\* = \S+, stable, slope 0\.\d+/);
    const said = (await figure(lab, 'Susceptibilities by layer').getAttribute('aria-describedby')) ?? '';
    const description = (await lab.locator(`[id="${said}"]`).textContent()) ?? '';
    const ends = [...description.matchAll(/χ([∥⊥]) goes from (\S+) at layer 1 to ([\d.]*\d)/g)].map(
      ([, symbol = '', first, last]) => ({ symbol, values: [Number(first), Number(last)] }),
    );
    const [parallel, perpendicular] = ['∥', '⊥'].map((name) => ends.find(({ symbol }) => symbol === name)?.values);
    for (const end of [0, 1]) {
      expect(parallel?.[end]).toBeLessThanOrEqual(1);
      // To the two digits that are written.
      expect(Math.abs((perpendicular?.[end] ?? 0) - (2 / 3) * (parallel?.[end] ?? 0))).toBeLessThan(0.01);
    }
  });

  test('4: MRePU(2) touches the diagonal with slope 1 and keeps its gradient, RePU(2) crosses with slope 2', async ({
    lab,
  }) => {
    await open(lab, 'story=4&play=0');
    await expectStep(lab, 4);
    await expect(verdict(lab, 2)).toContainText('starts finite in every layer');
    await expect(figure(lab, 'Kernel map')).toHaveAccessibleDescription(
      /RePU\(2\): .*K\* = 0\.67, unstable, slope 2.*MRePU\(2\): K\* = 0, unstable, slope 1/,
    );
    await expect(lab.locator('.panel-cell[data-panel="gradient"] .look-for')).toContainText(
      'MRePU(2) keeps its gradient',
    );
  });

  test('5: deep down the squared gradient of RePU(2) dies and that of MRePU(2) does not; MRePU(2) alone learns', async ({
    lab,
  }) => {
    test.setTimeout(240_000);
    await open(lab, 'story=5&play=0');
    await expectStep(lab, 5);
    for (const arm of [1, 2]) await expect(verdict(lab, arm)).toContainText('starts finite in every layer');
    const [repu, mrepu] = [await gradientEnds(lab, 'RePU(2)'), await gradientEnds(lab, 'MRePU(2)')];
    expect(repu[0]).toBeLessThan(1e-11 * repu[1]);
    expect(mrepu[0]).toBeGreaterThan(1e-2 * mrepu[1]);
    // Beside one panel: drawing the others takes as long as training.
    await open(lab, `${STORY[4]?.fragment}&steps=400&view=embed&panels=loss`);
    await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) has learnt: .*after 400 steps/, { timeout: 200_000 });
    await expect(verdict(lab, 1)).toContainText(
      /RePU\(2\) (has not learnt even the mean|has learnt no more than the mean|learns no more than the mean|overflowed|diverged)/,
    );
  });

  test('6: the larger the input scale, the sooner MRePU(2) overflows; from a small one it learns through 16 layers', async ({
    lab,
  }) => {
    await open(lab, 'story=6&steps=200');
    await expectStep(lab, 6);
    const layer = async (arm: number) => {
      const sentence = /overflowed float32 at layer (\d+), before the first step/;
      await expect(verdict(lab, arm)).toContainText(sentence);
      return Number(sentence.exec((await verdict(lab, arm).textContent()) ?? '')?.[1]);
    };
    await expect(verdict(lab, 1)).toContainText(/MRePU\(2\) #1 has learnt.*after 200 steps/);
    const halfWay = await layer(2);
    expect(Math.abs(halfWay - 8)).toBeLessThanOrEqual(1);
    await open(lab, 'story=6&play=0&arm=mrepu.2_k1.0.3&arm=mrepu.2_k1.0.03');
    expect(await layer(1)).toBeLessThan(await layer(2));
  });

  test('7: the controls move theory and networks, and the address says what was changed', async ({ lab }) => {
    await open(lab, 'story=7&play=0');
    await expectStep(lab, 7);
    await expect(verdict(lab, 4)).toContainText('ReLU starts finite');
    await lab.getByRole('button', { name: 'Controls' }).click();
    await lab.getByRole('slider', { name: 'Depth', exact: true }).press('ArrowRight');
    await expect.poll(() => lab.url()).toMatch(/#story=7&depth=11&play=0$/);
    await expect(verdict(lab, 4)).toContainText('At infinite width: finite in all 11 layers');
    await expect(lab.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
  });

  test('8: with a = 4 the typed z·max(0, z + a)² learns from a K_1 at which MRePU(2) overflows, and another formula is a click away', async ({
    lab,
  }) => {
    const typed = (formula: string) => expect(verdict(lab, 1)).toContainText(`${formula} `);
    await open(lab, 'story=8&steps=100');
    await expectStep(lab, 8);
    await expect(verdict(lab, 1)).toContainText(/z \* max\(0, z \+ 4\)\^2 has learnt: .*after 100 steps/);
    await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) overflowed float32 at layer \d+, before the first step/);

    // What reads formulas comes when the step does, by whatever way.
    await open(lab, 'story=7&play=0&view=embed');
    await expectStep(lab, 7);
    await lab.keyboard.press('ArrowRight');
    await typed('z * max(0, z + 4)^2');
    await expectStep(lab, 8);
    await lab.goBack();
    await expectStep(lab, 7);
    await lab.goForward();
    await typed('z * max(0, z + 4)^2');

    await lab.getByRole('button', { name: 'Type your own formula' }).click();
    const card = lab.getByRole('region', { name: 'Formula of arm 1' });
    const field = card.getByRole('textbox', { name: 'σ(z) =' });
    await expect(field).toHaveValue('z * max(0, z + a)^2');
    await expect(card).toContainText('C_W = 0.0039'.replace('_', ''));
    await field.fill('z * tanh(softplus(z))');
    await typed('z * tanh(softplus(z))');
    await expect.poll(() => lab.url()).toContain('#story=8&arm=formula.z-z-softplus-tanh-mul&arm=mrepu.2_');
    // Keys are the card's while it is open.
    await card.getByRole('button', { name: 'z * Phi(z)' }).press('ArrowLeft');
    await lab.keyboard.press('Escape');
    await expect(card).toBeHidden();
    await expectStep(lab, 8);

    // Where no arm has a formula, the first one gets its own to be changed.
    await open(lab, 'story=8&play=0&arm=relu');
    await lab.getByRole('button', { name: 'Type your own formula' }).click();
    await expect(field).toHaveValue('max(0, z)');
  });

  test('9: with a skip RePU(2) passes twenty layers and learns, and plain it overflows half-way', async ({ lab }) => {
    await open(lab, 'story=9&steps=200');
    await expectStep(lab, 9);
    await expect(verdict(lab, 1)).toContainText(
      /RePU\(2\) overflowed float32 at layer (8|9|10), before the first step/,
    );
    await expect(verdict(lab, 2)).toContainText(/RePU\(2\) \+ skip has learnt: .*after 200 steps/, {
      timeout: 150_000,
    });
  });
});

test('the story is moved through by keys, buttons and wheel, and Back returns through it to where one was', async ({
  lab,
}) => {
  await open(lab, 'depth=5&play=0&theme=dark');
  const depth = lab.getByRole('textbox', { name: 'Depth value' });
  await expect(depth).toHaveValue('5');
  await lab.getByRole('link', { name: 'Story' }).click();
  await expectStep(lab, 1);
  await lab.keyboard.press('ArrowLeft');
  await expectStep(lab, 1);
  await lab.keyboard.press('ArrowRight');
  await expectStep(lab, 2);
  // The theme and whether training runs are kept.
  expect(lab.url()).toMatch(/#story=2&play=0&theme=dark$/);
  await lab.getByRole('button', { name: 'Next' }).click();
  await expectStep(lab, 3);
  await lab.keyboard.press('PageDown');
  await expectStep(lab, 4);
  // One turn of the wheel, which runs on while the next step appears.
  await lab.evaluate(async () => {
    const began = performance.now();
    for (let frame = 0; frame < 20; frame++) {
      const event = new WheelEvent('wheel', { deltaY: 60, bubbles: true });
      // Stamped as by the wheel, not by a page that is busy with the next step.
      Object.defineProperty(event, 'timeStamp', { value: began + 5 * frame });
      document.body.dispatchEvent(event);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await expectStep(lab, 5);
  await lab.keyboard.press('PageUp');
  await expectStep(lab, 4);
  // No key has made an optimizer step.
  await expect(verdict(lab, 2)).toContainText('before the first step');
  for (const step of [5, 4, 3, 2, 1]) {
    await lab.goBack();
    await expectStep(lab, step);
  }
  await lab.goBack();
  await expect(depth).toHaveValue('5');
  await lab.keyboard.press('ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
});

test('Escape leaves the story with its experiment, and Back returns to it', async ({ lab }) => {
  await open(lab, 'story=6&play=0');
  await expectStep(lab, 6);
  await lab.getByRole('button', { name: 'Controls' }).click();
  await lab.keyboard.press('Escape');
  await expectStep(lab, 6);
  await lab.keyboard.press('Escape');
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('16');
  expect(lab.url()).toContain(`#${STORY[5]?.fragment}&play=0`);
  await lab.goBack();
  await expectStep(lab, 6);
  await expect(lab.getByRole('link', { name: 'Leave the story' })).toHaveAttribute('href', /depth=16&play=0$/);
});

test('the story ends with ways on: this in the lab, the challenge, and examples', async ({ lab }) => {
  await open(lab, 'story=8&play=0&depth=9&theme=dark');
  await expectStep(lab, 8);
  await expect(verdict(lab, 1)).toContainText('before the first step');
  const next = lab.getByRole('navigation', { name: 'What next' });
  await next.getByRole('link', { name: 'Keep this in the lab' }).click();
  await expect(lab.getByRole('textbox', { name: 'Depth value' })).toHaveValue('9');
  expect(lab.url()).toContain(`#${STORY[7]?.fragment.replace('&lr=', '&depth=9&lr=')}&play=0&theme=dark`);
  await lab.goBack();
  await expectStep(lab, 8);
  await next.getByRole('link', { name: /The challenge/ }).click();
  await expect(lab.getByRole('region', { name: 'Challenge' })).toContainText(
    'Can you make RePU(2) survive ten layers?',
  );
  await lab.goBack();
  await expectStep(lab, 8);
  await next.getByRole('button', { name: 'Examples' }).click();
  await lab.getByRole('link', { name: /Two spirals/ }).click();
  await expect(lab.getByRole('banner')).toBeVisible();
  await expect.poll(() => lab.url()).toMatch(/task=spirals/);
  expect(lab.url()).not.toContain('story');
  // No other step has them.
  await open(lab, 'story=6&play=0');
  await expectStep(lab, 6);
  await expect(next).toHaveCount(0);
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const) {
  test(`every step fits ${width}×${height} in readable type, and axe finds nothing in either theme`, async ({
    lab,
  }) => {
    await lab.setViewportSize({ width, height });
    await open(lab, 'story=1&play=0');
    for (const [index, { panels }] of STORY.entries()) {
      await follow(lab, `story=${index + 1}&play=0`);
      await expectStep(lab, index + 1);
      // A map has a picture for each arm, which is read like a slider.
      if (panels.includes('map')) await expect(lab.locator('.map-plane svg')).toHaveCount(2);
      else await expect(lab.locator('.panel-cell svg[role="img"]')).toHaveCount(panels.length);
      const seen = await lab.evaluate(() => ({
        across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
        type: Number.parseFloat(getComputedStyle(document.querySelector('.story-text p') ?? document.body).fontSize),
        plots: [...document.querySelectorAll('.panel-cell')].map((cell) => cell.getBoundingClientRect().height),
      }));
      expect(seen.across).toBe(0);
      if (width === 1280) expect(seen.down).toBe(0);
      expect(seen.type).toBeGreaterThanOrEqual(width === 1280 ? 24 : 16);
      for (const plot of seen.plots) expect(plot).toBeGreaterThan(280);
    }
    for (const step of [2, 4, 8]) {
      await follow(lab, `story=${step}&play=0`);
      await expectStep(lab, step);
      const seen = step === 2 ? lab.locator('.map-plane svg').first() : figure(lab, step === 4 ? GRADIENT : VARIANCE);
      await expect(seen).toBeVisible();
      expect(await inBothThemes(lab, violations), `step ${step}`).toEqual([]);
    }
  });
}

test('a swipe moves one step on a phone', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, 'story=2&play=0');
  await expectStep(lab, 2);
  const swipe = (from: number, to: number) =>
    lab.evaluate(
      ([start = 0, end = 0]) => {
        const target = document.querySelector('.story-text') ?? document.body;
        const touch = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: 200 });
        target.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(start)], bubbles: true }));
        target.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(end)], bubbles: true }));
      },
      [from, to],
    );
  await swipe(300, 120);
  await expectStep(lab, 3);
  await swipe(120, 300);
  await expectStep(lab, 2);
});
