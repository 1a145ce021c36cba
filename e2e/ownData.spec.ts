import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, open, test, verdict } from './lab.ts';

/** Two clouds of points, each a class by its name, in a narrow order that only a split by the seed mixes. */
const FLOWERS = [
  'petal,sepal,species',
  ...Array.from({ length: 120 }, (_, i) => {
    const high = i >= 60;
    return `${((high ? 5 : 1.4) + 0.3 * Math.sin(7 * i)).toFixed(2)},${((high ? 6.5 : 5) + 0.4 * Math.cos(11 * i)).toFixed(2)},${high ? 'virginica' : 'setosa'}`;
  }),
].join('\n');

const SMALL = 'arm=relu&arm=mrepu.2&depth=3&width=16';

async function panel(page: Page): Promise<Locator> {
  await page.getByText('Your own data', { exact: true }).click();
  return page.locator('.own-data');
}

async function paste(page: Page, text: string): Promise<Locator> {
  const own = await panel(page);
  await own.getByRole('textbox', { name: 'or paste a table' }).fill(text);
  await own.getByRole('button', { name: 'Read the table' }).click();
  return own;
}

/** Drops a file in the middle of the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop the file to read it')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop the file to read it')).toBeHidden();
}

/** Optimizer steps done, as the transport says. */
async function stepsOf(page: Page): Promise<number> {
  const text = (await page.getByText(/^step [\d\s]+/).textContent()) ?? '';
  return Number(/^step ([\d\s]+?)(?: of|$)/.exec(text)?.[1]?.replace(/\s/g, '') ?? Number.NaN);
}

/** Percent of held-out rows that an arm gets right. */
async function percentRight(page: Page, label: string): Promise<number> {
  const picture = page.getByRole('img', { name: `Classes, ${label}` });
  return Number(/([\d.]+)\s?% right/.exec((await picture.textContent()) ?? '')?.[1] ?? Number.NaN);
}

test('a pasted table of two species is read, and trained on until the held-out rows are told apart', async ({
  lab,
}) => {
  await open(lab, `${SMALL}&steps=200`);
  const own = await paste(lab, FLOWERS);
  await expect(own.getByRole('status')).toHaveText('pasted table: 120 rows, 2 features.');
  await expect(own.getByText('species is taken for 2 classes: classification.')).toBeVisible();
  await expect(own.getByText('Line 1 names the columns.')).toBeVisible();
  await own.getByRole('button', { name: 'Train on it' }).click();
  await expect(lab.getByRole('combobox', { name: 'Task' })).toHaveValue('own');
  await expect(verdict(lab, 1)).toContainText('after 200 steps');
  await expect.poll(() => percentRight(lab, 'ReLU')).toBeGreaterThanOrEqual(95);
  await expect.poll(() => percentRight(lab, 'MRePU(2)')).toBeGreaterThanOrEqual(95);
});

test('a malformed file that is dropped gets a sentence with its line, and the run goes on', async ({ lab }) => {
  await open(lab, `${SMALL}&steps=0`);
  await expect.poll(() => stepsOf(lab)).toBeGreaterThan(0);
  await drop(lab, 'flowers.csv', FLOWERS.replace(/\n[^\n]*,setosa/, '\n1.4;5.2,setosa'));
  const own = lab.locator('.own-data');
  await expect(own.getByRole('alert')).toHaveText(/^Line 2: 3 cells were expected, as on line 1; there are 2\.$/);
  await expect(own.getByRole('alert')).toBeInViewport();
  await expect(own.getByRole('button', { name: 'Train on it' })).toBeHidden();
  const before = await stepsOf(lab);
  await expect.poll(() => stepsOf(lab)).toBeGreaterThan(before);
  await expect(lab.getByRole('combobox', { name: 'Task' })).toHaveValue('polynomial');
  // The same file once it has been mended.
  await drop(lab, 'flowers.csv', FLOWERS);
  await expect(own.getByRole('status')).toHaveText('flowers.csv: 120 rows, 2 features.');
  await expect(own.getByRole('alert')).toBeEmpty();
});

test('a table of which the last column is not the target: another is chosen, by the keyboard too', async ({ lab }) => {
  await open(lab, `${SMALL}&play=0&steps=150`);
  const turned = FLOWERS.split('\n')
    .map((line) => line.split(',').reverse().join(','))
    .join('\n');
  const own = await paste(lab, turned);
  await expect(own.getByRole('alert')).toHaveText(
    'Line 2, column 1 (species): a number was expected; there is "setosa".',
  );
  const target = own.getByRole('combobox', { name: 'Target column' });
  await target.focus();
  await target.press('s');
  await target.press('Enter');
  await expect(target).toHaveValue('species');
  await expect(own.getByText('species is taken for 2 classes')).toBeVisible();
  await expect(target).toBeFocused();
  // A number, which it is not: refused, and taken back.
  await own.getByRole('combobox', { name: 'Kind of target' }).selectOption('number');
  await expect(own.getByRole('alert')).toContainText('Line 2, column 1 (species): a number was expected');
  await own.getByRole('combobox', { name: 'Kind of target' }).selectOption('classes');
  await expect(own.getByRole('alert')).toBeEmpty();
  await own.getByRole('button', { name: 'Train on it' }).press('Enter');
  await expect(verdict(lab, 1)).toContainText('after 150 steps');
});

test('what a table leaves open is decided by ticks, also of one that is refused', async ({ lab }) => {
  await open(lab, 'depth=4&width=16&steps=20&play=0');
  const top = () => lab.locator('.hero').evaluate((hero) => hero.getBoundingClientRect().top + window.scrollY);
  const rows = Array.from({ length: 40 }, (_, i) =>
    [i, 980 + i < 1000 ? 980 + i : `1.0${i - 10}`, i % 9 ? 7 * i : 'NA'].join(';'),
  );
  const own = await paste(lab, ['time;area;price', ...rows].join('\n'));
  await expect(own.getByRole('alert')).toContainText('5 of 40 rows lack a value: price (5).');
  const before = await top();
  const rowsOut = own.getByRole('checkbox', { name: 'Leave out: 5 of 40 rows lack a value: price (5)' });
  await rowsOut.press('Space');
  await expect(own.getByRole('status')).toHaveText('pasted table: 35 rows, 2 features.');
  await expect(rowsOut).toBeFocused();
  await expect(own.getByText('Thousands are set apart in area: “1.010” is 1010.')).toBeVisible();
  await own.getByRole('checkbox', { name: 'Leave out time (counts the rows)' }).check();
  await expect(own.getByRole('status')).toHaveText('pasted table: 35 rows, 1 feature.');
  await own.getByRole('combobox', { name: 'Decimal mark' }).selectOption('a point');
  await expect(own.getByText('Three decimals are read in area')).toBeVisible();
  await expect(own.getByRole('status')).toHaveText('pasted table: 35 rows, 2 features.');
  await own.getByText('Leave out columns').click();
  await own.getByRole('checkbox', { name: 'area' }).check();
  await expect(own.getByRole('status')).toHaveText('pasted table: 35 rows, 1 feature.');
  // The charts stand where they stood.
  expect(await top()).toBe(before);
});

test('a table of two features and a number shows what was learnt over both, in its units, and slopes without a target', async ({
  lab,
}) => {
  // 10 + 3 width + height: the slope along the width is 3.
  const rows = Array.from({ length: 60 }, (_, i) => [(7 * i) % 20, (11 * i) % 13]).map(([width, height]) =>
    [width, height, 10 + 3 * (width as number) + (height as number)].join(','),
  );
  await open(lab, 'arm=tanh&depth=2&width=16&steps=300&lr=0.01&optimizer=adam');
  const own = await paste(lab, ['width,height,price', ...rows].join('\n'));
  await own.getByRole('button', { name: 'Train on it' }).click();
  await expect(verdict(lab, 1)).toContainText('after 300 steps');
  const picture = lab.getByRole('region', { name: 'Surfaces through the data' });
  await expect(picture.getByRole('img', { name: 'tanh', exact: true })).toBeVisible();
  await expect(picture).toContainText('x is width, y is height.');
  await picture.getByRole('radio', { name: 'slope' }).check();
  await expect.poll(() => lab.url()).toContain('derivative=1');
  await expect(picture).toContainText('of the networks alone: the data’s own is not known');
  const slopes = picture.getByRole('img', { name: 'Slope of tanh' });
  await expect(slopes).toHaveAccessibleDescription(/from -?[\d.]+ to -?[\d.]+/);
  const told = (await slopes.locator('desc').textContent()) ?? '';
  const ends = told.replaceAll('−', '-').match(/-?\d+(\.\d+)?/g) ?? [];
  const [low, high] = ends.map(Number).slice(-2) as [number, number];
  expect(low).toBeLessThan(3);
  expect(high).toBeGreaterThan(3);
  expect(high).toBeLessThan(9);
  await expect(picture.getByRole('img', { name: /target/ })).toHaveCount(0);
  await picture.getByRole('radio', { name: 'held-out rows' }).check();
  await expect(lab.getByRole('img', { name: 'price, tanh' })).toContainText('off by');
});

test('the example of docs/own-data.md comes to what is said there', async ({ lab }) => {
  const docs = await readFile('docs/own-data.md', 'utf8');
  await open(lab, /`#([^`]+)`/.exec(docs)?.[1]);
  const own = await paste(lab, /```csv\n([^`]+)```/.exec(docs)?.[1] ?? '');
  await expect(own.getByRole('status')).toHaveText('pasted table: 50 rows, 1 feature.');
  await expect(own.getByText('distance is taken for a number: regression')).toContainText('deviation 25.5');
  await own.getByRole('button', { name: 'Train on it' }).click();
  await expect(lab.getByRole('textbox', { name: 'Rows value' })).toHaveValue('50');
  const curves = lab.getByRole('img', { name: 'Curves through the data' });
  await expect(verdict(lab, 2)).toContainText('after 500 steps');
  await expect(curves).toHaveAccessibleDescription(
    /^ReLU: distance off by 18 .*MRePU\(2\): distance off by 18 \(root mean square\) on held-out rows\.$/,
  );
  // A dot for each of the 40 rows, a curve for each network, and the table's own names at the axes.
  const drawn = await curves.locator('path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
  expect(drawn.filter((d) => d.split('M').length === 41 && d.includes('h0'))).toHaveLength(1);
  expect(drawn.filter((d) => d.split('L').length > 150)).toHaveLength(2);
  await expect(curves).toContainText('speed');
  await expect(curves).toContainText('distance');
  await lab.getByRole('radio', { name: 'held-out rows' }).check();
  for (const [arm, name] of [
    [1, 'ReLU'],
    [2, 'MRePU(2)'],
  ] as const) {
    await expect(verdict(lab, arm)).toContainText('loss 0.29 after 500 steps (the best constant’s: 0.96)');
    await expect(lab.getByRole('img', { name: `distance, ${name}` })).toContainText('off by 18 (rms)');
  }
  await expect(lab.getByText('Of 10 held-out rows')).toBeVisible();
});

/** Bytes as MNIST's files have them: two zeros, the type of bytes, the lengths, the values. */
function idx(shape: readonly number[], value: (i: number) => number): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((length, i) => {
    header.writeUInt32BE(length, 4 + 4 * i);
  });
  return Buffer.concat([
    header,
    Buffer.from(Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i))),
  ]);
}

test('IDX images want their labels, and are learnt with them', async ({ lab }) => {
  await open(lab, `${SMALL}&steps=200`);
  // Class 0 has its light above, class 1 below.
  const images = {
    name: 'images-idx3-ubyte',
    mimeType: 'application/octet-stream',
    buffer: idx([200, 6, 6], (i) => (i % 36 < 18 === (Math.floor(i / 36) % 2 === 0) ? 200 : 20) + ((i * 31) % 40)),
  };
  const labels = { ...images, name: 'labels-idx1-ubyte', buffer: idx([200], (i) => i % 2) };
  const own = await panel(lab);
  const files = own.getByLabel('Choose files');
  await files.setInputFiles([images]);
  await expect(own.getByRole('alert')).toHaveText(
    'images-idx3-ubyte, byte 3: the labels that go with these images were expected in a second file; choose both together.',
  );
  await files.setInputFiles([labels, images]);
  await expect(own.getByRole('status')).toHaveText('images-idx3-ubyte: 200 images, 36 pixels.');
  await own.getByRole('button', { name: 'Train on it' }).click();
  await expect(verdict(lab, 1)).toContainText('after 200 steps');
  // Pictured as the digits are, upright or turned: the light is at one side then.
  const answers = lab.getByRole('region', { name: 'Answers of ReLU' });
  await expect(answers).toContainText('100.0 % right of 40');
  const image = answers.getByRole('img', { name: 'A 0, taken for 0' }).first();
  const upright = await image.evaluate((element) => getComputedStyle(element).maskImage);
  await lab.getByRole('checkbox', { name: 'rows for columns' }).check();
  expect(await image.evaluate((element) => getComputedStyle(element).maskImage)).not.toBe(upright);
  await lab.getByRole('radio', { name: 'classes' }).check();
  await expect.poll(() => percentRight(lab, 'ReLU')).toBeGreaterThanOrEqual(95);
});

test('on a phone the panel fits, and says that the data stay here', async ({ lab }) => {
  await lab.setViewportSize({ width: 390, height: 844 });
  await open(lab, `${SMALL}&play=0`);
  const own = await paste(lab, FLOWERS.replace('petal', 'the_length_of_the_petal_in_centimetres_as_measured_by_hand'));
  await expect(own.getByText('Everything stays in your browser.')).toBeVisible();
  await expect(own.getByRole('button', { name: 'Train on it' })).toBeVisible();
  expect(await lab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
