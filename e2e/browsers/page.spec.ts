import { writeFileSync } from 'node:fs';
import { ENGINES } from '../engines.ts';
import { expect, soon, test } from './lab.ts';

/** Twelve rows of a line. */
const PASTED = ['a,b', ...Array.from({ length: 12 }, (_, i) => `${i},${2 * i}`)].join('\n');
const SMALL = 'depth=3&width=8&steps=20';

test('the default page trains, follows a change while it trains, and its step then only grows', async ({ lab }) => {
  await lab.open();
  await lab.says(1, /RePU\(2\) overflowed float32 at layer \d+, before the first step/);
  await lab.says(2, /MRePU\(2\) (is learning|has learnt): loss/);
  await lab.fill('textbox', 'Depth value', '7');
  await lab.press('Enter');
  await soon(() => lab.url()).toMatch(/#depth=7$/);
  await lab.says(2, 'At infinite width: finite in all 7 layers');
  await lab.says(2, 'MRePU(2) is learning');
  const shown = await lab.run(async () => {
    const line = document.querySelector('.progress p') as HTMLElement;
    const steps: number[] = [];
    await new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        steps.push(Number(/step ([\d\s]+)/.exec(line.textContent ?? '')?.[1]?.replaceAll(/\s/g, '')));
        if (steps.length < 40) return;
        observer.disconnect();
        resolve();
      }).observe(line, { subtree: true, characterData: true, childList: true });
    });
    return steps;
  });
  expect(shown).toEqual([...shown].sort((one, other) => one - other));
  expect(shown.at(-1)).toBeGreaterThan(shown[0] ?? Number.NaN);
});

for (const [engine, name] of ENGINES) {
  test(`the engine ${engine} trains, or the page says why another does`, async ({ lab }) => {
    await lab.open(`${SMALL}&engine=${engine}`);
    await lab.says(2, 'after 20 steps');
    const said = await lab.engine();
    if (said.startsWith(`Runs on ${name} `)) expect(said).toContain('as asked for');
    else expect(said).toMatch(/^Runs on WebAssembly.+ WebGPU was asked for\. .+; running on WebAssembly\.$/);
    // WebAssembly and JavaScript are there in every browser.
    if (!name.startsWith('WebGPU')) expect(said).toContain(`Runs on ${name}`);
  });
}

test('tasks of every kind train and are pictured: points in the plane, an equation, loaded digits', async ({ lab }) => {
  for (const [task, picture] of [
    ['moons&arm=tanh', 'Classes'],
    ['heat&arm=tanh', 'equation'],
    ['digits&arm=relu&batch=32', 'Digits'],
  ] as const) {
    await lab.open(`task=${task}&${SMALL}`);
    await lab.says(1, 'after 20 steps');
    await soon(() =>
      lab.run(() => document.querySelectorAll('.fit svg, .fit canvas, .fit img').length),
    ).toBeGreaterThan(0);
    await soon(() => lab.text('.fit'), picture).toMatch(/\d/);
  }
});

test('a table from disk and one that is pasted are read and trained on', async ({ lab }, info) => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2},${i % 7},${i % 2 ? 'odd' : 'even'}`);
  const table = ['parity,rest,kind', ...rows].join('\n');
  const file = info.outputPath('numbers.csv');
  writeFileSync(file, table);
  await lab.open(SMALL);
  await lab.says(2, 'after 20 steps');
  await lab.run(() => {
    for (const details of document.querySelectorAll('details')) {
      if (details.textContent?.includes('Your own data')) details.open = true;
    }
  });
  await lab.find('button', 'Read the table');
  await lab.choose('.own-data input[type="file"]', file);
  await soon(() => lab.text('.own-data [role="status"]')).toBe('numbers.csv: 40 rows, 2 features.');
  await lab.fill('textbox', 'or paste a table', PASTED);
  await lab.click('button', 'Read the table');
  await soon(() => lab.text('.own-data [role="status"]')).toBe('pasted table: 12 rows, 1 feature.');
  await lab.click('button', 'Train on it');
  await soon(() => lab.url()).toContain('task=own');
  await lab.says(2, 'after 20 steps');
});

test('the point of the phase map is dragged: address, theory and networks follow', async ({ lab }) => {
  await lab.open(`${SMALL}&play=0`);
  await lab.says(2, 'MRePU(2) starts finite');
  await lab.click('tab', 'Phase map');
  await lab.click('radio', 'MRePU(2)');
  await lab.drag('img', 'Phase map of MRePU(2)', { x: 0.7, y: 0.25 });
  await soon(() => lab.url()).toMatch(/arm=mrepu\.2_init\.custom_cw\.[\d.]+_k1\.[\d.]+/);
  const [, cw, k1] = /mrepu\.2_init\.custom_cw\.([\d.]+)_k1\.([\d.]+)/.exec(await lab.url()) ?? [];
  expect(Number(cw)).toBeGreaterThan(1);
  expect(Number(k1)).toBeGreaterThan(0.1);
  await soon(() => lab.run(() => document.querySelector('.verdicts')?.getAttribute('data-stale'))).toBe('false');
});

test('a formula is typed: the arm takes it or keeps its last one, and the link says which', async ({ lab }) => {
  await lab.open(`${SMALL}&play=0&arm=formula.z-softplus-tanh-z-mul`);
  await lab.says(1, 'starts finite');
  await lab.run(() => (document.querySelector('.arm .arm-power button') as HTMLElement).click());
  await lab.fill('textbox', 'σ(z) =', 'tanh(a*z)');
  // A verdict writes a letter as its number, and the number 1 not at all.
  await lab.says(1, 'tanh(z) starts finite');
  await lab.find('slider', 'Letter a');
  await soon(() => lab.url()).toContain('arm=formula.a-z-mul-tanh_a.');
  await lab.fill('textbox', 'σ(z) =', 'tanh(a*');
  await soon(() => lab.text('.popover:popover-open [role="status"]')).toContain('Character 8');
  expect(await lab.url()).toContain('arm=formula.a-z-mul-tanh_a.');
});

test('the map that a link describes is computed', async ({ lab }) => {
  await lab.open('depth=4&width=8&batch=16&mapx=cw_0.1_10_8_log&mapy=k1_0.001_10_8_log&mapsteps=5');
  await lab.click('button', 'Compute the map');
  await soon(() => lab.text('.network-map')).toContain('All 128 networks are computed.');
});

test('the story and the talk are moved through by keys', async ({ lab }) => {
  await lab.open('story=1&play=0');
  await soon(() => lab.text('[aria-label="Story"]')).toContain('Step 1 of 9');
  await lab.press('ArrowRight');
  await soon(() => lab.text('[aria-label="Story"]')).toContain('Step 2 of 9');
  await lab.press('PageDown');
  await soon(() => lab.text('[aria-label="Story"]')).toContain('Step 3 of 9');
  await lab.open(`view=talk&play=0&${SMALL}`);
  await lab.says(2, 'MRePU(2) starts finite');
  await lab.press('ArrowRight');
  await lab.says(2, 'after 1 step ');
  await lab.press('7');
  await lab.find('img', 'Kernel map');
  await lab.press('Escape');
  await lab.find('textbox', 'Depth value');
});

test('Share shows link, snippet, QR code and a preview that runs', async ({ lab }) => {
  await lab.open(`${SMALL}&play=0`);
  await lab.says(2, 'before the first step');
  await lab.click('button', 'Share');
  await lab.find('textbox', 'Link');
  expect(await lab.run(() => (document.querySelector('.share textarea') as HTMLTextAreaElement).value)).toBe(
    await lab.url(),
  );
  await lab.find('img', 'QR code of the link');
  await soon(() =>
    lab.run(() => {
      const frame = document.querySelector('iframe[title="Preview of the embed"]') as HTMLIFrameElement;
      return frame?.contentDocument?.querySelector('.verdicts')?.textContent ?? '';
    }),
  ).toContain('before the first step');
});
