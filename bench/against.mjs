// npm run bench:against -- REVISION: the engines of this working tree against those of another revision, side by side.
// Both are built; then every network is trained by both, in visits by turns, and the table of ratios is printed.
// Where code and data come to lie in memory moves a speed by several per cent, and stays as it is while a browser is open:
// so every network is measured in several browsers. --browsers=15 opens more of them, --engine=fused measures one engine.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, symlinkSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';
import { surroundings } from './surroundings.mjs';

const VISITS = 9;
const S = { depth: 10, width: 32, batch: 64 };
const M = { depth: 20, width: 64, batch: 128 };
const ENGINES = ['fused', 'fused-wasm', 'tfjs-webgpu', 'tfjs-wasm'];
const NETWORKS = [
  ...['relu', 'mrepu.2', 'tanh', 'gelu', 'silu'].map((activation) => ({ size: 'S', ...S, activation })),
  ...['relu', 'mrepu.2'].map((activation) => ({ size: 'M', ...M, activation })),
];

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { browsers: { type: 'string', default: '5' }, engine: { type: 'string' } },
});
const [revision] = positionals;
const BROWSERS = Number(options.browsers);
if (!Number.isInteger(BROWSERS) || BROWSERS < 1) {
  console.error(`--browsers is a whole number from 1, not "${options.browsers}".`);
  process.exit(1);
}
const CONTESTANTS = [...ENGINES.map((own) => [own, 1]), ['fused', 8], ['fused-wasm', 8]].filter(
  ([engine]) => options.engine === undefined || engine === options.engine,
);
if (CONTESTANTS.length === 0) {
  console.error(`--engine is one of ${ENGINES.join(', ')}, not "${options.engine}".`);
  process.exit(1);
}
if (!revision) {
  console.error('Name the revision to compare with: npm run bench:against -- HEAD~1');
  process.exit(1);
}
ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

ensureBrowser();

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const other = `${ROOT}node_modules/.against/`;
const git = (...args) => execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' }).trim();
const name = git('rev-parse', '--short', `${revision}^{commit}`);
const servers = [];
try {
  checkOut();
  servers.push(await servePage('bench/visit', 4201));
  servers.push(await servePage('bench/visit', 4202, other));
  await compare();
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

/** Figures of each row, one of each browser; what has failed in one is out, and says why. */
async function compare() {
  const rows = NETWORKS.flatMap(({ size, ...network }) =>
    CONTESTANTS.map(([engine, replicas]) => ({
      name: `${size}, ${network.activation} | ${engine}${replicas > 1 ? `, ${replicas} replicas` : ''}`,
      question: [engine, replicas, network],
      figures: [],
      failure: null,
    })),
  );
  for (let i = 1; i <= BROWSERS; i++) {
    const browser = await chromium.launch(browserLaunch());
    try {
      if (i === 1) console.log(heading(surroundings(browser)));
      await inOneBrowser(browser, rows);
    } finally {
      await browser.close();
    }
    console.error(`${i} of ${BROWSERS} browsers.`);
  }
  for (const row of rows) console.log(`| ${row.name} | ${row.failure ?? summary(row.figures)} |`);
}

function heading({ date, browser: version, processor, load }) {
  return `${date}, ${version}, ${processor}; ${load} other processes wanted to run.
Medians over ${BROWSERS} browsers, in each of which every network is made anew and visited ${VISITS} times by turns: milliseconds per step, and
this tree's time over ${name}'s in the same round, with the least and the largest of the browsers.

| network | engine | this | ${name} | ratio | range |
| --- | --- | ---: | ---: | ---: | ---: |`;
}

async function inOneBrowser(browser, rows) {
  const pages = [];
  for (const { address } of servers) {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForFunction(() => 'visit' in window);
    pages.push(page);
  }
  for (const row of rows.filter(({ failure }) => failure === null)) {
    try {
      row.figures.push(await visited(pages, row.question));
    } catch (error) {
      row.failure = `– | – | – | ${String(error.message ?? error).split('\n')[0]}`;
    }
  }
}

/** Milliseconds per step of this tree and of the other, and the ratio. */
async function visited(pages, question) {
  for (const page of pages) await page.evaluate((asked) => window.settle(...asked), question);
  const rounds = [];
  for (let round = 0; round < VISITS; round++) {
    const times = [0, 0];
    // There and back again: neither always comes first.
    for (const place of round % 2 === 0 ? [0, 1] : [1, 0])
      times[place] = await pages[place].evaluate(() => window.visit());
    rounds.push(times);
  }
  return [
    median(rounds.map(([own]) => own)),
    median(rounds.map(([, theirs]) => theirs)),
    median(rounds.map(([own, theirs]) => own / theirs)),
  ];
}

function summary(figures) {
  const [own, theirs, ratios] = [0, 1, 2].map((place) => figures.map((all) => all[place]));
  const medians = [own, theirs, ratios].map((values) => median(values).toPrecision(3));
  return `${medians.join(' | ')} | ${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}`;
}
