import { expect, type Page, test } from '@playwright/test';
import { open, verdict } from './lab.ts';

/** Small networks, quick to train on one core. */
const SMALL = 'arm=relu&depth=3&width=16&batch=32&steps=100000';

/** Holds the file of digits back until `release`; then it comes, or the answer is 404. */
async function holdDigits(page: Page, outcome: 'come' | 'missing' = 'come') {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/digits[^/]*\.bin$/, async (route) => {
    await held;
    await (outcome === 'come' ? route.continue() : route.fulfill({ status: 404 }));
  });
  return () => release();
}

const tasks = (page: Page) => page.getByRole('combobox', { name: 'Task', exact: true });
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Loading the handwritten digits' });
const notices = (page: Page) => page.getByRole('status', { name: 'Notices' });
const stepOf = async (page: Page) => Number(/step (\d+)/.exec(await page.locator('.transport').innerText())?.[1]);

test('a link to the digits shows them on their way under the title, then begins with them', async ({ page }) => {
  const release = await holdDigits(page);
  await open(page, `task=digits&${SMALL}`);
  await expect(progress(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tasks(page)).toHaveCount(0);
  release();
  await expect(tasks(page)).toHaveValue('digits');
  await expect(verdict(page, 1)).toContainText('ReLU');
  await expect(progress(page)).toHaveCount(0);
  await expect(notices(page)).toBeEmpty();
});

test('digits that are chosen load while the present run goes on', async ({ page }) => {
  const release = await holdDigits(page);
  await open(page, SMALL);
  await expect(verdict(page, 1)).toContainText(/after [1-9]/);
  await tasks(page).selectOption('digits');
  await expect(progress(page)).toBeInViewport();
  await expect(tasks(page)).toHaveValue('polynomial');
  const step = await stepOf(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step + 20);
  release();
  await expect(tasks(page)).toHaveValue('digits');
  await expect(page).toHaveURL(/#.*task=digits/);
  await expect(progress(page)).toHaveCount(0);
});

test('digits that cannot be had: a sentence, the run goes on, and choosing them again loads them', async ({ page }) => {
  const release = await holdDigits(page, 'missing');
  await open(page, SMALL);
  await expect(verdict(page, 1)).toContainText(/after [1-9]/);
  await tasks(page).selectOption('digits');
  release();
  await expect(notices(page)).toContainText('The handwritten digits could not be loaded (the server answered 404).');
  await expect(tasks(page)).toHaveValue('polynomial');
  const step = await stepOf(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step + 20);
  await page.unroute(/digits[^/]*\.bin$/);
  await tasks(page).selectOption('digits');
  await expect(tasks(page)).toHaveValue('digits');
});

test('a link to digits that cannot be had begins with another task and says why', async ({ page }) => {
  (await holdDigits(page, 'missing'))();
  await open(page, `task=digits&${SMALL}`);
  await expect(tasks(page)).toHaveValue('polynomial');
  await expect(notices(page)).toContainText('task=digits: the images have not been loaded. Used instead: polynomial.');
  await expect(notices(page)).toContainText('the server answered 404');
  await expect(verdict(page, 1)).toContainText(/after [1-9]/);
});

test('a link to one’s own data says that it holds none', async ({ page }) => {
  await open(page, `task=own&${SMALL}`);
  await expect(notices(page)).toContainText('task=own: a link cannot hold your data: drop the file.');
  await expect(tasks(page)).toHaveValue('polynomial');
});

test('what the digits changed goes back with the next task, and what was said of it goes by itself', async ({
  page,
}) => {
  await open(page, 'arm=relu&depth=3&width=16&steps=20');
  const toasts = page.getByRole('status', { name: 'What changed besides' });
  const batch = page.getByRole('combobox', { name: 'Batch' });
  await tasks(page).selectOption('digits');
  await expect(batch).toHaveValue('64');
  await expect(toasts).toContainText('Each step takes 64 examples of handwritten digits now');
  await expect(notices(page)).toBeEmpty();
  await expect(page).toHaveURL(/batch=64/);
  // With the focus on it, it waits.
  await toasts.getByRole('button', { name: 'Dismiss' }).focus();
  await tasks(page).selectOption('sine');
  await expect(batch).toHaveValue('full');
  await expect(toasts).toBeEmpty();
  await expect(page).not.toHaveURL(/batch=/);
});
