import type { Page } from '@playwright/test';
import { STORY_WORDS } from '../src/experiment/storyWords.ts';
import { expect, follow, open, test } from './lab.ts';
import { overlapsIn } from './overlaps.ts';

/** Of design-brief: a window, a projector, an embed, a phone; and the window at 200 %. */
const SIZES = [
  [1440, 900],
  [1280, 720],
  [960, 540],
  [720, 450],
  [390, 844],
] as const;

const VIEWS = ['view=full', 'view=embed', 'view=talk', 'view=talk&strip=depth_k1'];

test('the helper finds text on text, text on a mark, and text that is cut off', async ({ lab }) => {
  await lab.setContent(`<main style="font:20px sans-serif">
    <p style="position:absolute;top:0;left:0">under</p><p style="position:absolute;top:4px;left:10px">over</p>
    <div style="position:absolute;top:100px;left:0;width:40px;overflow:hidden"><span style="white-space:nowrap">long enough</span></div>
    <figure style="position:absolute;top:200px;left:0;margin:0"><svg width="100" height="40"><text x="0" y="25">name</text>
    <path d="M10,15h8v8h-8z"/></svg></figure></main>`);
  expect(await overlapsIn(lab)).toEqual(['a mark on “name”', '“under” on “over”', '“long enough” is cut off by DIV ']);
});

/** Every panel that has room has its picture. */
const drawn = () =>
  [...document.querySelectorAll('.panel-cell, .chart.hero')]
    .filter((cell) => cell.getBoundingClientRect().height > 0)
    .every((cell) => cell.querySelector('svg[role="img"]'));

async function expectNoOverlaps(lab: Page, what: string): Promise<void> {
  await expect(lab.locator('.verdicts')).toHaveAttribute('data-stale', 'false');
  for (const [width, height] of SIZES) {
    await lab.setViewportSize({ width, height });
    await lab.waitForFunction(drawn);
    // Charts take the new size a frame later.
    await expect(async () => expect(await overlapsIn(lab), `${what}, ${width}×${height}`).toEqual([])).toPass({
      timeout: 30_000,
    });
  }
}

for (const fragment of VIEWS) {
  test(`no text stands on other text in ${fragment}, at any size`, async ({ lab }) => {
    await lab.emulateMedia({ reducedMotion: 'reduce' });
    await open(lab, `${fragment}&play=0`);
    await expectNoOverlaps(lab, fragment);
  });
}

test('no text stands on other text in any step of the story, at any size', async ({ lab }) => {
  await lab.emulateMedia({ reducedMotion: 'reduce' });
  await open(lab, 'story=1&play=0');
  for (const [index, { title }] of STORY_WORDS.entries()) {
    await follow(lab, `story=${index + 1}&play=0`);
    await expect(lab.getByRole('region', { name: 'Story' }).getByRole('heading')).toContainText(title);
    await expectNoOverlaps(lab, title);
  }
});
