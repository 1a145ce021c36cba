import { STORY } from '../src/experiment/story.ts';
import { expect, open, test } from './lab.ts';
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

for (const [width, height] of SIZES) {
  test(`no text stands on other text in any view or step of the story at ${width}×${height}`, async ({ lab }) => {
    await lab.emulateMedia({ reducedMotion: 'reduce' });
    await lab.setViewportSize({ width, height });
    const steps = STORY.map((_, index) => `story=${index + 1}`);
    const found: string[] = [];
    for (const fragment of [...VIEWS, ...steps]) {
      await open(lab, `${fragment}&play=0`);
      await expect(lab.locator('.verdicts')).toHaveAttribute('data-stale', 'false');
      await expect(lab.locator('main svg[role="img"]').nth(1)).toBeAttached();
      await lab.evaluate(() => document.fonts.ready);
      for (const overlap of await overlapsIn(lab)) found.push(`${fragment}: ${overlap}`);
    }
    expect(found).toEqual([]);
  });
}
