// npm run bench: builds bench.html, measures in one browser and writes bench/RESULTS.md.
// npm run bench -- --serve: only builds, serves and prints the address of bench.html, for others to drive.
import { writeFileSync } from 'node:fs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';
import { surroundings } from './surroundings.mjs';

ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

const RESULTS = `${ROOT}bench/RESULTS.md`;
const PACKAGES = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@jax-js/jax'];

const SETTING = `One page of a production build in one browser; all contestants are alive at once, on the page's own thread. The page is
  not cross-origin isolated, like the lab on most hosts: WebAssembly has one thread for everybody.`;

const { address, close } = await servePage('bench', 4199);

if (process.argv.includes('--serve')) {
  console.log(`${address}\n(Ctrl+C stops it.)`);
} else {
  await measure();
  await close();
}

async function measure() {
  ensureBrowser();
  const browser = await chromium.launch(browserLaunch());
  try {
    const page = await browser.newPage();
    const started = Date.now();
    page.on('console', (message) => {
      if (message.type() === 'log') console.log(`${((Date.now() - started) / 1000).toFixed(0)} s: ${message.text()}`);
    });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(address);
    await page.waitForFunction(() => 'benchmark' in window);
    const environment = { ...surroundings(browser, PACKAGES), command: 'npm run bench', setting: SETTING };
    const text = await page.evaluate((told) => window.benchmark(told), environment);
    writeFileSync(RESULTS, text);
    console.log(`${text}\n${((Date.now() - started) / 1000).toFixed(0)} s in all; written to bench/RESULTS.md.`);
  } finally {
    await browser.close();
  }
}
