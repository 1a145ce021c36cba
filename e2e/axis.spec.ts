/** The vertical axis of the main chart: it stands still, shows both ends of float32, and can be the plain logarithm. */
import type { Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

const hero = (lab: Page) => lab.locator('figure > svg[role="img"]').filter({ hasText: 'variance of preactivations' });
const choice = (lab: Page, name: 'fate' | 'log') =>
  lab.getByRole('group', { name: 'Vertical axis' }).getByRole('radio', { name });

/** Looks at the vertical axis in every frame from now on. */
const watchAxis = (lab: Page) =>
  hero(lab).evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { axesSeen: seen });
    const look = () => {
      requestAnimationFrame(look);
      const svg = [...document.querySelectorAll('figure > svg[role="img"]')].find(({ textContent }) =>
        textContent.includes('variance of preactivations'),
      );
      if (!svg) return;
      const numbers = [...svg.querySelectorAll('text[text-anchor="end"]')].flatMap((text) => {
        const y = text.getAttribute('y');
        return /^(0\.1|1|10[−\d]*)$/.test(text.textContent) && y ? [`${text.textContent} at ${y}`] : [];
      });
      const zones = [...svg.querySelectorAll('rect')].map((rect) => `zone from ${rect.getAttribute('y')}`);
      seen.add([...numbers, ...zones].join('; '));
    };
    look();
  });

/** The axes seen since this was last asked, of one frame at least. */
const axesSeen = (lab: Page): Promise<readonly string[]> =>
  lab.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const seen = (window as unknown as { axesSeen: Set<string> }).axesSeen;
    const axes = [...seen];
    seen.clear();
    return axes;
  });

/** The numbers of an axis in words, from below. */
const numbers = (axis: string | undefined) =>
  (axis ?? '').split('; ').flatMap((part) => (part.includes(' at ') ? [part.split(' at ')[0] ?? ''] : []));

/** Heights as shares of the way from 10⁻³⁰ up to 10³⁰: what is left of them where the chart has another size. */
function shares(axis: string | undefined, heights: readonly number[]): readonly number[] {
  const at = (number: string) =>
    Number(
      (axis ?? '')
        .split('; ')
        .find((part) => part.startsWith(`${number} at `))
        ?.split(' at ')[1],
    );
  const [low, high] = [at('10−30'), at('1030')];
  return heights.map((y) => Number(((low - y) / (low - high)).toFixed(3)));
}

const heightsOf = (axis: string | undefined) =>
  (axis ?? '').split('; ').flatMap((part) => (part.includes(' at ') ? [Number(part.split(' at ')[1])] : []));

/** Takes hold of an arm's K_1 and returns what drags it to a share of the slider's length, in a few moves. */
async function holdK1(lab: Page, arm: number): Promise<(share: number) => Promise<void>> {
  const slider = lab
    .getByRole('group', { name: new RegExp(`^Arm ${arm}:`) })
    .getByRole('slider', { name: 'Input scale' });
  const box = await slider.boundingBox();
  const [min, max, value] = await slider.evaluate((input: HTMLInputElement) => [
    Number(input.min),
    Number(input.max),
    input.valueAsNumber,
  ]);
  if (!box || min === undefined || max === undefined || value === undefined) throw new Error('K_1 has no slider.');
  const thumb = 16;
  const at = (share: number) => box.x + thumb / 2 + share * (box.width - thumb);
  const y = box.y + box.height / 2;
  await lab.mouse.move(at((value - min) / (max - min)), y);
  await lab.mouse.down();
  return async (share) => {
    await lab.mouse.move(at(share), y, { steps: 5 });
  };
}

/** The predicted lines, in the order of the arms. */
const lines = (lab: Page) =>
  hero(lab).evaluate((svg) =>
    [...svg.querySelectorAll<SVGPathElement>('path')]
      .filter(({ style }) => style.strokeLinejoin === 'round' && style.fill === 'none')
      .map((path) => path.getAttribute('d')),
  );

test('no number and no zone of the axis moves between frames of a drag of K_1, and none leaves its place while a run trains', async ({
  lab,
}) => {
  await open(lab);
  await expect(verdict(lab, 2)).toContainText('is learning');
  await watchAxis(lab);
  const [start] = await axesSeen(lab);
  expect(numbers(start)).toEqual(expect.arrayContaining(['1', '10', '0.1', '10−30', '1030']));
  const drag = await holdK1(lab, 2);
  const earlier = await axesSeen(lab);
  const [pressed, ...others] = await axesSeen(lab);
  expect(others).toEqual([]);
  const before = await lines(lab);
  for (const share of [0.95, 0.3]) {
    await drag(share);
    // The networks that belong there, and with them other words over the charts.
    await expect(lab.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
  }
  expect((await lines(lab))[1], 'the drag moves the prediction').not.toBe(before[1]);
  expect(await axesSeen(lab)).toEqual([pressed]);
  await lab.mouse.up();
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) (is learning|has)/);
  for (const axis of [...earlier, ...(await axesSeen(lab))]) {
    expect(shares(axis, heightsOf(axis))).toEqual(shares(start, heightsOf(start)));
  }
});

test('with RePU gone MRePU’s curve stays where it was on the axis', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('starts finite');
  await watchAxis(lab);
  const heights = (path: string | null | undefined) =>
    [...(path ?? '').matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
  let before: readonly number[] = [];
  // The first pass is drawn layer by layer.
  await expect(async () => {
    before = shares((await axesSeen(lab)).at(-1), heights((await lines(lab))[1]));
    expect(before).toHaveLength(10);
  }).toPass({ timeout: 30_000 });
  await lab.getByRole('button', { name: 'Remove RePU(2)' }).click();
  await expect(verdict(lab, 1)).toContainText('MRePU(2)');
  await axesSeen(lab);
  // The chart takes the room of the row that has gone a frame later.
  await expect(async () => {
    const after = shares((await axesSeen(lab)).at(-1), heights((await lines(lab))[0]));
    expect(after).toHaveLength(10);
    for (const [layer, share] of after.entries()) {
      // A number stands a little below its tick, by as much in a chart of any height.
      expect(Math.abs(share - (before[layer] ?? 0))).toBeLessThan(0.003);
    }
  }).toPass({ timeout: 30_000 });
});

test('the plain logarithm follows what there is, but only grows while a slider is held', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2&scale=log&play=0');
  await expect(verdict(lab, 1)).toContainText('starts finite');
  await watchAxis(lab);
  const [near] = await axesSeen(lab);
  expect(numbers(near)).not.toContain('1070');
  const drag = await holdK1(lab, 1);
  await drag(0.98);
  await expect(verdict(lab, 1)).toContainText('overflowed');
  const far = (await axesSeen(lab)).at(-1);
  expect(numbers(far)).toContain('1070');
  await drag(0.3);
  await expect(verdict(lab, 1)).toContainText('starts finite');
  expect(await axesSeen(lab)).toEqual([far]);
  await lab.mouse.up();
  await expect.poll(async () => numbers((await axesSeen(lab)).at(-1))).not.toContain('1070');
});

test('a switch beside the chart, by mouse and keyboard, and a key of the link choose the scale', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('starts finite');
  await watchAxis(lab);
  await choice(lab, 'log').check();
  await expect(lab).toHaveURL(/#play=0&scale=log$/);
  await expect.poll(async () => numbers((await axesSeen(lab)).at(-1))).toContain('1070');
  await expect(lab.getByRole('tooltip').filter({ hasText: 'asinh(log₂ K)' })).toBeVisible();
  await choice(lab, 'log').press('ArrowLeft');
  await expect(choice(lab, 'fate')).toBeChecked();
  await expect(lab).toHaveURL(/#play=0$/);
  expect(numbers((await axesSeen(lab)).at(-1))).toContain('0.1');
});

for (const view of ['view=embed&controls=all', 'view=talk', 'story=1']) {
  test(`${view} follows the scale of the link, and has the switch among its controls`, async ({ lab }) => {
    await open(lab, `${view}&play=0&scale=log`);
    await expect(hero(lab)).toBeVisible();
    await watchAxis(lab);
    expect(numbers((await axesSeen(lab)).at(-1))).not.toContain('10−30');
    await lab.getByRole('button', { name: 'Controls' }).click();
    if (view === 'view=talk') await lab.getByRole('button', { name: 'All controls' }).click();
    await choice(lab, 'fate').check();
    await expect.poll(async () => numbers((await axesSeen(lab)).at(-1))).toContain('10−30');
  });
}
