// npm run results: trains every activation on the paper's tasks in the browser, five seeds each, and writes
// docs/results.md. Takes about half an hour on two cores.
import { writeFileSync } from 'node:fs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { servePage } from './site.mjs';

ensurePackages();
const { chromium } = await import('@playwright/test');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');

const ACTIVATIONS = ['relu', 'tanh', 'gelu', 'repu.2', 'repu.3', 'mrepu.1', 'mrepu.2', 'mrepu.3'];
const DEPTHS = [3, 6, 10];
const SEEDS = [1, 2, 3, 4, 5];

const TASKS = [
  {
    title: 'Polynomial regression',
    said: 'The Chebyshev polynomial of degree 5 on 128 points, full batch; mean squared error on 201 other points. Smaller is better.',
    metric: 'testLoss',
    keys: 'task=polynomial&degree=5&basis=chebyshev',
  },
  {
    title: 'Poisson equation',
    said: 'Two half waves, 64 points inside, full batch; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=poisson&freq=2',
  },
  {
    title: 'Heat equation',
    said: '128 points inside, full batch, width 32; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=heat&points=128&width=32',
  },
  {
    title: 'Burgers equation',
    said: '128 points inside, full batch, width 32; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=burgers&points=128&width=32',
  },
  {
    title: 'Handwritten digits',
    said: '8,500 images in batches of 64; share of 1,500 held-out images that is right. Larger is better; guessing is right in 0.1.',
    metric: 'testAccuracy',
    keys: 'task=digits&batch=64',
  },
];

const half = ACTIVATIONS.length / 2;
const GROUPS = [ACTIVATIONS.slice(0, half), ACTIVATIONS.slice(half)];
const permalink = (group, { keys }, depth, seed) =>
  `${group.map((id) => `arm=${id}`).join('&')}&${keys}&depth=${depth}${seed === 1 ? '' : `&seed=${seed}`}`;

const site = await servePage('results', 4198);
ensureBrowser();
const browser = await chromium.launch(browserLaunch());
const endings = new Map();
let engine = '';
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(site.address);
  await page.waitForFunction(() => 'train' in window);
  for (const task of TASKS) {
    for (const depth of DEPTHS) {
      for (const seed of SEEDS) {
        for (const group of GROUPS) {
          const started = Date.now();
          const result = await page.evaluate((fragment) => window.train(fragment), permalink(group, task, depth, seed));
          engine = result.engine;
          result.arms.forEach((arm, i) => {
            const key = [task.title, group[i], depth].join();
            endings.set(key, [...(endings.get(key) ?? []), { ...arm, value: arm.metrics[task.metric] }]);
          });
          console.log(`${task.title}, depth ${depth}, seed ${seed}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
        }
      }
    }
  }
  writeFileSync(`${ROOT}docs/results.md`, report(browser.version()));
} finally {
  await browser.close();
  await site.close();
}

function report(version) {
  const parts = TASKS.map((task) => {
    const rows = ACTIVATIONS.map((id) => {
      const cells = DEPTHS.map((depth) => cell(endings.get([task.title, id, depth].join())));
      return `| ${endings.get([task.title, id, DEPTHS[0]].join())[0].label} | ${cells.join(' | ')} |`;
    });
    const links = DEPTHS.flatMap((depth) =>
      GROUPS.map((group) => `- depth ${depth}: \`#${permalink(group, task, depth, 1)}\``),
    );
    return `## ${task.title}

${task.said}

| activation | ${DEPTHS.map((depth) => `depth ${depth}`).join(' | ')} |
|---|${DEPTHS.map(() => '---').join('|')}|
${rows.join('\n')}

Repeat it (\`seed=2\` to \`seed=5\` are the others):

${links.join('\n')}
`;
  });
  return `# Results

Final errors, measured by \`npm run results\` (bench/results.mjs) with engine \`${engine}\` in Chromium ${version}, headless:
2,000 steps of Adam at learning rate 0.001, width 64 unless said otherwise, every arm at its own \`init=critical\`.
The median of five seeds, in brackets the lowest and the highest of those that stayed finite; \`k of 5 failed\` where networks left float32, with the
layer and the step at which the first of them did. Nothing was tuned for any activation.
Engines add in different orders, and 2,000 steps of Adam magnify the last bit: a repetition on another engine gives other
digits, and of networks near the edge of failing others may fail.

${parts.join('\n')}`;
}

function cell(all) {
  const values = all.flatMap(({ value }) => (value === undefined ? [] : [value])).sort((a, b) => a - b);
  const failed = all.filter(({ status }) => status === 'diverged');
  const first = failed[0]?.failure;
  const where = first ? ` (${first.layer === null ? 'loss' : `layer ${first.layer}`}, step ${first.step})` : '';
  const failures = failed.length > 0 ? `${failed.length} of ${all.length} failed${where}` : '';
  if (values.length === 0) return failures;
  const median = values[Math.floor((values.length - 1) / 2)];
  const range = `${digits(median)} [${digits(values[0])}, ${digits(values.at(-1))}]`;
  return failures ? `${range}; ${failures}` : range;
}

function digits(value) {
  return value !== 0 && (value < 1e-3 || value >= 1e4) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
