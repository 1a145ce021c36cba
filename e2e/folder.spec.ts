import { host } from './host.ts';
import { test as base, expect, open, verdict } from './lab.ts';

const FOLDER = '/~someone/talks/2026/lab/';

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for from the pattern.
  baseURL: async ({}, use) => {
    const site = await host(FOLDER);
    await use(`${site.origin}${FOLDER}`);
    await site.close();
    expect(site.asked.filter((path) => !path.startsWith(FOLDER))).toEqual([]);
  },
});

test('from a folder of any server it trains, and asks for nothing outside the folder', async ({ lab }) => {
  await open(lab, 'depth=4&width=16&steps=20');
  await expect(verdict(lab, 2)).toContainText('after 20 steps');
});

test('the digits come from the folder too, and TensorFlow.js', async ({ lab }) => {
  await open(lab, 'task=digits&arm=relu&depth=3&width=16&batch=32&steps=10&engine=tfjs-wasm');
  await expect(verdict(lab, 1)).toContainText('after 10 steps');
});
