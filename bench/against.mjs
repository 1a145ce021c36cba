// npm run bench:against -- REVISION: the engines of this working tree against those of another revision, in one browser.
// Both are built; then every network is trained by both, in visits by turns, and the table of ratios is printed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, symlinkSync } from 'node:fs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';
import { surroundings } from './surroundings.mjs';

const ROUNDS = 15;
const S = { depth: 10, width: 32, batch: 64 };
const M = { depth: 20, width: 64, batch: 128 };
const ENGINES = ['fused', 'fused-wasm', 'tfjs-webgpu', 'tfjs-wasm'];
const NETWORKS = [
  ...['relu', 'mrepu.2', 'repu.2', 'tanh', 'gelu', 'silu'].map((activation) => ({ size: 'S', ...S, activation })),
  ...['relu', 'mrepu.2'].map((activation) => ({ size: 'M', ...M, activation })),
];

const [revision] = process.argv.slice(2);
if (!revision) {
  console.error('Name the revision to compare with: npm run bench:against -- HEAD~1');
  process.exit(1);
}
ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

ensureBrowser();

const other = `${ROOT}node_modules/.against/`;
const git = (...args) => execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
const name = git('rev-parse', '--short', `${revision}^{commit}`);
const servers = [];
try {
  checkOut();
  servers.push(await servePage('bench/visit', 4201));
  servers.push(await servePage('bench/visit', 4202, other));
  const browser = await chromium.launch(browserLaunch());
  try {
    await compare(browser);
  } finally {
    await browser.close();
  }
} finally {
  for (const { close } of servers) await close();
  removeCheckout();
}

/** The other revision's working tree, with this one's packages and this one's page. */
function checkOut() {
  removeCheckout();
  git('worktree', 'add', '--detach', other, name);
  symlinkSync(`${ROOT}node_modules`, `${other}node_modules`, 'junction');
  for (const file of ['visit.html', 'visit.ts', 'timing.ts'])
    copyFileSync(`${ROOT}bench/${file}`, `${other}bench/${file}`);
}

function removeCheckout() {
  // One that was interrupted may still stand.
  if (existsSync(other)) git('worktree', 'remove', '--force', other);
}

async function compare(browser) {
  const { date, browser: version, processor, load } = surroundings(browser);
  console.log(`${date}, ${version}, ${processor}; ${load} other processes wanted to run.
Milliseconds per step, medians of ${ROUNDS} visits of each by turns; ratio: the median of this tree's time over ${name}'s in the same round, and its quartiles.

| network | engine | this | ${name} | ratio | quartiles |
| --- | --- | ---: | ---: | ---: | ---: |`);
  const pages = [];
  for (const { address } of servers) {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForFunction(() => 'visit' in window);
    pages.push(page);
  }
  for (const { size, ...network } of NETWORKS) {
    for (const [engine, replicas] of [...ENGINES.map((own) => [own, 1]), ['fused', 8], ['fused-wasm', 8]]) {
      const several = replicas > 1 ? `, ${replicas} replicas` : '';
      console.log(
        `| ${size}, ${network.activation} | ${engine}${several} | ${await row(pages, [engine, replicas, network])} |`,
      );
    }
  }
}

async function row(pages, question) {
  try {
    for (const page of pages) await page.evaluate((asked) => window.settle(...asked), question);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const times = [0, 0];
      // There and back again: neither always comes first.
      for (const place of round % 2 === 0 ? [0, 1] : [1, 0])
        times[place] = await pages[place].evaluate(() => window.visit());
      rounds.push(times);
    }
    const ratios = rounds.map(([own, theirs]) => own / theirs);
    const at = (share, values) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];
    const median = (values) => at(0.5, values);
    const figures = [median(rounds.map(([own]) => own)), median(rounds.map(([, theirs]) => theirs)), median(ratios)];
    return `${figures.map((value) => value.toPrecision(3)).join(' | ')} | ${at(0.25, ratios).toFixed(3)}–${at(0.75, ratios).toFixed(3)}`;
  } catch (error) {
    return `– | – | – | ${String(error.message ?? error).split('\n')[0]}`;
  }
}
