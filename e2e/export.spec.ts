import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { inBothThemes, violations } from './axe.ts';
import { expect, firstMeasurement, open, test, type, verdict } from './lab.ts';

/** Around the chart in its file, as src/app/export/picture.ts has it. */
const PADDING = 12;
/** Pixels of the screen for one of the page's: with one, the page sets letters on whole pixels, and an image does not. */
const FINENESS = 3;
/** Mean difference of a channel, of 255, that a saved chart may show against the page's; that of two charts is over 4. */
const TOLERANCE = 0.5;

/** The page at the end of a short run, so that its charts stand still. */
async function finished(page: Page, fragment = ''): Promise<void> {
  await open(page, `steps=20&width=16&theme=light${fragment}`);
  await expect(page.getByText('step 20 of 20')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('img', { name: 'Variance through training' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Loss', exact: true })).toBeVisible();
  // Some come in chunks of their own, in any order.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main .chart-space')].every((space) => space.querySelector('svg[role="img"]')),
  );
}

async function dialogOf(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('heading', { name: 'PyTorch' })).toBeVisible();
  return dialog;
}

interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

async function saved(page: Page, button: Locator): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What the file is to a page that knows nothing of the lab. */
async function opened(blank: Page, svg: string) {
  return blank.evaluate(async (text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    return {
      faults: parsed.querySelectorAll('parsererror').length,
      foreign: /\b(?:href|src)="https?:|url\("?https?:/.test(text),
      variables: text.includes('var('),
      width: image.naturalWidth,
      height: image.naturalHeight,
      words: Array.from(parsed.querySelectorAll('text'), ({ textContent }) => textContent).join(' '),
    };
  }, svg);
}

/**
 * A chart as the page draws it, moved to the corner of the window meanwhile: where it lies between two pixels, every edge
 * looks different.
 */
async function shotOf(page: Page, chart: Locator): Promise<Buffer> {
  const figure = chart.locator('xpath=..');
  const before = await figure.getAttribute('style');
  const { width, height } = (await chart.boundingBox()) ?? { width: 0, height: 0 };
  await figure.evaluate((element) => {
    Object.assign(element.style, { position: 'fixed', left: 0, top: 0, zIndex: 99, background: 'var(--paper)' });
  });
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: Math.floor(width), height: Math.floor(height) } });
  await figure.evaluate((element, style) => element.setAttribute('style', style ?? ''), before);
  return png;
}

/** Mean difference of a channel between a screenshot of a chart and the chart in its file, drawn as large. */
async function difference(blank: Page, screenshot: Buffer, svg: string): Promise<number> {
  return blank.evaluate(
    async ([png, text, padding, fineness]) => {
      const load = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const shot = await load(`data:image/png;base64,${png}`);
      const file = await load(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
      const { naturalWidth: width, naturalHeight: height } = shot;
      const pixels = (image: HTMLImageElement, offset: number, scale: number) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        const context = canvas.getContext('2d') as CanvasRenderingContext2D;
        context.drawImage(image, offset, offset, width / scale, height / scale, 0, 0, width, height);
        return context.getImageData(0, 0, width, height).data;
      };
      const [wanted, found] = [pixels(shot, 0, 1), pixels(file, padding, fineness)];
      let sum = 0;
      for (let i = 0; i < found.length; i++) if (i % 4 < 3) sum += Math.abs((found[i] ?? 0) - (wanted[i] ?? 0));
      return sum / (0.75 * found.length);
    },
    [screenshot.toString('base64'), svg, PADDING, FINENESS] as const,
  );
}

test.describe('on a fine screen', () => {
  test.use({ deviceScaleFactor: FINENESS });

  // Another task has other pictures; the rest of the page's charts is the same.
  for (const [what, fragment, within] of [
    ['every chart of the default task', '', 'main'],
    ['every picture of decision maps', '&task=moons', '.fit'],
    ['every picture of a differential equation', '&task=heat&arm=tanh', '.fit'],
  ] as const) {
    test(`${what}, saved as SVG, parses, opens and looks like the page’s`, async ({ lab, context }) => {
      test.setTimeout(180_000);
      await finished(lab, fragment);
      const charts = lab.locator('main figure > svg[role="img"]');
      const count = await charts.count();
      expect(count).toBeGreaterThan(5);
      const chosen = await charts.evaluateAll(
        (all, part) => all.flatMap((chart, i) => (chart.closest(part) ? [i] : [])),
        within,
      );
      expect(chosen.length).toBeGreaterThan(within === 'main' ? 5 : 0);
      const shots: Buffer[] = [];
      for (const i of chosen) shots.push(await shotOf(lab, charts.nth(i)));
      // Any other picture of the same page.
      const foil = await shotOf(lab, charts.first());
      const dialog = await dialogOf(lab);
      const buttons = dialog.getByRole('button', { name: /(?<!Poster|all arms) as SVG$/ });
      await expect(buttons).toHaveCount(count);
      const blank = await context.newPage();
      const differences: string[] = [];
      for (const [place, i] of chosen.entries()) {
        const title = ((await buttons.nth(i).getAttribute('aria-label')) ?? '').replace(/ as SVG$/, '');
        const svg = (await saved(lab, buttons.nth(i))).bytes.toString('utf8');
        expect(svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
        expect(await opened(blank, svg), title).toMatchObject({ faults: 0, foreign: false, variables: false });
        // As Inkscape wants it: it draws no image by `href` alone, paints rgba() black, and knows weights of whole hundreds.
        const found = (pattern: RegExp) => svg.match(pattern)?.length ?? 0;
        expect(found(/ xlink:href="data:image/g), title).toBe(found(/<image /g));
        expect(found(/="rgba\(|font-weight="(?!\d00")/g), title).toBe(0);
        const own = await difference(blank, shots[place] as Buffer, svg);
        const other = await difference(
          blank,
          shots.at(place - 1) === shots[place] ? foil : (shots.at(place - 1) as Buffer),
          svg,
        );
        differences.push(`${title}: ${own.toFixed(2)}, another chart ${other.toFixed(2)}`);
        expect.soft(own, title).toBeLessThan(TOLERANCE);
        expect.soft(own, `${title}, against another chart`).toBeLessThan(other);
      }
      test.info().annotations.push({ type: 'mean difference of a channel', description: differences.join('; ') });
    });
  }
});

test('a chart’s caption holds the permalink and the citation, and its PNG is three times as fine', async ({
  lab,
  context,
}) => {
  await finished(lab, '&theme=dark&depth=6');
  const dialog = await dialogOf(lab);
  const svg = await saved(lab, dialog.getByRole('button', { name: 'Loss as SVG' }));
  expect(svg.name).toBe('repu-lab_depth-6_width-16_steps-20_Loss.svg');
  const blank = await context.newPage();
  const { words, width, height } = await opened(blank, svg.bytes.toString('utf8'));
  expect(words.replaceAll(/\s/g, '')).toContain('#depth=6&width=16&steps=20');
  expect(words).toContain('arXiv');
  const said = words.replaceAll(/\s+/g, ' ');
  expect(said).toMatch(/depth 6, width 16, Adam at rate 0\.001, ?all points per step, ?seed 1, ?step 20 of 20\./);
  expect(said).toContain('MRePU(2): critical start, CW = 1, Cb = 0, K1 = 0.00');
  const main = await saved(lab, dialog.getByRole('button', { name: 'Preactivation variance by layer as SVG' }));
  const { words: explained } = await opened(blank, main.bytes.toString('utf8'));
  for (const mark of ['theory, infinite width', 'now', 'at the start', 'spread of finite width']) {
    expect(explained).toContain(mark);
  }
  const png = await saved(lab, dialog.getByRole('button', { name: 'Loss as PNG' }));
  expect(png.name).toBe('repu-lab_depth-6_width-16_steps-20_Loss.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBeCloseTo(3 * width, -1);
  expect(png.bytes.readUInt32BE(20)).toBeCloseTo(3 * height, -1);
});

test('the export dialog has no accessibility violation in either theme; the poster opens and holds the title, the verdicts and every chart', async ({
  lab,
  context,
}) => {
  await finished(lab, '&theme=auto');
  const dialog = await dialogOf(lab);
  expect(await inBothThemes(lab, violations, { within: 'dialog.export' })).toEqual([]);
  // The poster has every plane of a map, and no second picture of all.
  const titles = (await dialog.getByRole('listitem').allTextContents()).filter((title) => !title.includes('all arms'));
  const { bytes } = await saved(lab, dialog.getByRole('button', { name: 'Poster as SVG' }));
  const { faults, foreign, words, width } = await opened(await context.newPage(), bytes.toString('utf8'));
  expect({ faults, foreign, width }).toEqual({ faults: 0, foreign: false, width: 1600 });
  for (const title of titles) expect(words).toContain(title.replace('SVGPNG', ''));
  expect(words).toContain('Why deep networks live or die');
  for (const arm of [1, 2]) {
    // What can be pressed, and what opens, is not on paper; theory is, and a word that has a definition.
    const said = await verdict(lab, arm).evaluate((item, parts) => {
      const copy = item.cloneNode(true) as HTMLElement;
      for (const part of copy.querySelectorAll(parts)) part.remove();
      return copy.textContent ?? '';
    }, 'button:not(.defined), [popover], [role="status"], [role="tooltip"]');
    expect(words.replaceAll(/\s/g, '')).toContain(said.replaceAll(/\s/g, ''));
    expect(words).toContain('At infinite width');
  }
  await lab.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(lab.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
});

test('the numbers saved as CSV are those of the numbers table, digit for digit; the PyTorch script compiles and names its permalink', async ({
  lab,
}) => {
  await finished(lab);
  const atStart = await firstMeasurement(lab);
  const now = await lab
    .locator('data[data-when="now"]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('value') ?? ''));
  const dialog = await dialogOf(lab);
  const { bytes } = await saved(lab, dialog.getByRole('button', { name: 'Latest measurement as CSV' }));
  const [names = [], ...rows] = table(bytes.toString('utf8'));
  expect(rows).toHaveLength(20);
  const cell = (row: readonly string[], name: string) => row[names.indexOf(name)];
  rows.forEach((row, i) => {
    // The table goes layer by layer, the file arm by arm.
    const place = 2 * (i % 10) + Math.floor(i / 10);
    expect(cell(row, 'step')).toBe('20');
    expect(cell(row, 'variance')).toBe(now[place]);
    expect(cell(row, 'varianceAtStart')).toBe(atStart[place]);
  });
  const history = table(
    (await saved(lab, dialog.getByRole('button', { name: 'History as CSV' }))).bytes.toString('utf8'),
  );
  expect(history.at(-1)?.[0]).toBe('20');
  const json = JSON.parse(
    (await saved(lab, dialog.getByRole('button', { name: 'All as JSON' }))).bytes.toString('utf8'),
  );
  expect(json.latest.arms[1].variance.map(String)).toEqual(now.filter((_, i) => i % 2 === 1));

  const script = await saved(lab, dialog.getByRole('button', { name: 'PyTorch script' }));
  const text = script.bytes.toString('utf8');
  expect(script.name).toBe('repu-lab_width-16_steps-20_pytorch.py');
  expect(text).toMatch(/PERMALINK = "http.*#width=16&steps=20"/);
  execFileSync('python3', ['-c', 'import sys; compile(sys.stdin.read(), "experiment.py", "exec")'], { input: text });
});

test('slices are saved as CSV: each variable’s line and the square, where the page has the others', async ({ lab }) => {
  await open(lab, 'arm=mrepu.2_init.exact&arm=repu.2_init.he&task=monomial&depth=4&width=16&play=0');
  await expect(lab.getByRole('img', { name: 'Slice along x₁', exact: true })).toHaveAccessibleDescription(/MRePU/);
  await type(lab, 'Others at', '-0.5');
  const dialog = await dialogOf(lab);
  const { name, bytes } = await saved(lab, dialog.getByRole('button', { name: 'Slices as CSV', exact: true }));
  expect(name).toMatch(/_slices\.csv$/);
  const [names, ...rows] = table(bytes.toString('utf8'));
  expect(names).toEqual(['slice', 'x1', 'x2', 'x3', 'target', 'MRePU(2)', 'RePU(2)']);
  expect(rows).toHaveLength(3 * 101 + 33 ** 2);
  const exact = (row: readonly string[]) => Math.abs(Number(row[5]) - Number(row[4]));
  expect(Math.max(...rows.map(exact))).toBeLessThan(1e-6);
  const third = rows.filter(([slice]) => slice === 'x3');
  expect(third.map((row) => row.slice(1, 3).join())).toEqual(Array(101).fill('-0.5,-0.5'));
  expect(third.every((row) => Math.abs(Number(row[4]) - 0.25 * Number(row[3])) < 1e-6)).toBe(true);
  expect(rows.some((row) => row[6] !== row[4])).toBe(true);
});

/** Cells of a table whose only quoted ones hold no line break. */
const table = (text: string): string[][] =>
  text
    .trim()
    .split('\r\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''));

test('the run is recorded as a video that plays; a recording that is stopped is saved as far as it came', async ({
  lab,
  context,
}) => {
  await open(lab, 'steps=0&theme=light');
  await expect(lab.getByRole('img', { name: 'Preactivation variance by layer' })).toBeVisible();
  const dialog = await dialogOf(lab);
  await dialog.getByLabel('Seconds').fill('2');
  const { name, bytes } = await saved(lab, dialog.getByRole('button', { name: 'Record' }));
  expect(name).toBe('repu-lab_steps-0_run.webm');
  const blank = await context.newPage();
  const video = await blank.evaluate(async (data) => {
    const element = document.createElement('video');
    element.muted = true;
    element.src = `data:video/webm;base64,${data}`;
    document.body.append(element);
    // Recorded live, it says nowhere how long it is: that is known once it has been played.
    const ended = new Promise((resolve) => element.addEventListener('ended', resolve, { once: true }));
    await element.play();
    await ended;
    return { ready: element.readyState, duration: element.duration, width: element.videoWidth };
  }, bytes.toString('base64'));
  expect(video.ready).toBeGreaterThanOrEqual(2);
  // Two seconds were asked for. The encoder of a busy machine leaves out frames, and draws the last ones late.
  expect(video.duration).toBeGreaterThan(0.25);
  expect(video.duration).toBeLessThan(30);
  expect(video.width).toBeGreaterThan(600);
  await blank.close();

  await dialog.getByLabel('Seconds').fill('60');
  await dialog.getByRole('button', { name: 'Record' }).click();
  await expect(dialog.getByText('Recording …')).toBeVisible();
  // There is something to see in it once training has gone on.
  const step = async () =>
    Number(/step ([\d\s]+)/.exec((await lab.locator('.progress').textContent()) ?? '')?.[1]?.replaceAll(/\s/g, ''));
  const before = await step();
  await expect.poll(step).toBeGreaterThan(before + 10);
  expect((await saved(lab, dialog.getByRole('button', { name: 'Stop and save' }))).bytes.length).toBeGreaterThan(1000);
  await expect(dialog.getByRole('button', { name: 'Record' })).toBeVisible();
});

test('a browser that records no video is told so, in place of the button', async ({ lab }) => {
  await lab.addInitScript(() => Reflect.deleteProperty(window, 'MediaRecorder'));
  await open(lab, 'play=0');
  const dialog = await dialogOf(lab);
  await expect(dialog.getByText('This browser cannot record a canvas as a video')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Record' })).toHaveCount(0);
});
