// npm run bench: builds bench.html, measures in one browser and writes bench/RESULTS.md and bench/CORES.md.
// npm run bench -- --cores: writes only the latter, in a few minutes.
// npm run bench -- --serve: only builds, serves and prints the address of bench.html, for others to drive.
import { writeFileSync } from 'node:fs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';
import { surroundings } from './surroundings.mjs';

ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

/** What a function of the page writes. */
const FILES = { cores: `${ROOT}bench/CORES.md`, benchmark: `${ROOT}bench/RESULTS.md` };
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
    for (const name of process.argv.includes('--cores') ? ['cores'] : ['cores', 'benchmark']) {
      const text = await page.evaluate(([which, told]) => window[which](told), [name, environment]);
      writeFileSync(FILES[name], text);
      console.log(`${text}\n${((Date.now() - started) / 1000).toFixed(0)} s by now; written to ${FILES[name]}.`);
    }
  } finally {
    await browser.close();
  }
}
