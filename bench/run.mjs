// npm run bench: builds bench.html, measures in one browser and writes bench/RESULTS.md.
// npm run bench -- --serve: only builds, serves and prints the address of bench.html, for others to drive.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';

ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

const RESULTS = `${ROOT}bench/RESULTS.md`;
const PACKAGES = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@jax-js/jax'];

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
    const text = await page.evaluate((environment) => window.benchmark(environment), surroundings(browser));
    writeFileSync(RESULTS, text);
    console.log(`${text}\n${((Date.now() - started) / 1000).toFixed(0)} s in all; written to bench/RESULTS.md.`);
  } finally {
    await browser.close();
  }
}

function surroundings(browser) {
  const [cpu] = os.cpus();
  const [load = 0] = os.loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    browser: `Chromium ${browser.version()}, headless`,
    processor: `${processorName(cpu?.model)}, ${os.availableParallelism()} cores`,
    system: `${os.type()} ${os.arch()}, Node ${process.versions.node}`,
    load: load.toFixed(1),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, version(name)])),
  };
}

/** Some kernels call every processor unknown; lscpu decodes what /proc/cpuinfo only numbers. */
function processorName(model) {
  if (model && model !== 'unknown') return model;
  try {
    const text = execFileSync('lscpu', { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    return /^Model name:\s*(.+)$/m.exec(text)?.[1] ?? 'unknown processor';
  } catch {
    return 'unknown processor';
  }
}

function version(name) {
  return JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, 'utf8')).version;
}
