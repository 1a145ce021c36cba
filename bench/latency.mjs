// npm run latency: how long the page takes to answer, measured on the built site, written to bench/LATENCY.md.
// npm run latency -- --only=WORD: only the lines whose names hold one of these words (separated by commas), printed and not written.
import { writeFileSync } from 'node:fs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';
import { addProbe, openOnce, tellings } from './opening.mjs';
import { surroundings } from './surroundings.mjs';

ensurePackages();
const { chromium } = await import('@playwright/test');
const { preview } = await import('vite');
const { browserLaunch, ensureBrowser } = await import('../scripts/browser.mjs');
const { buildSite } = await import('../scripts/build.mjs');

const REPEATS = 5;
const [, only = ''] = process.argv.find((argument) => argument.startsWith('--only='))?.split('=') ?? [];
const wanted = (name) => only.split(',').some((word) => name.includes(word));

const ARMS = '&arm=relu&arm=mrepu.2';
const FOUR = '&arm=relu&arm=tanh&arm=repu.2&arm=mrepu.2';

const PICTURES = ['sine', 'polynomial', 'surface', 'moons', 'poisson', 'heat', 'burgers', 'digits'];

const DRAGS = [
  ['two arms, depth 10', `task=polynomial${ARMS}`],
  ['four arms, depth 64', `task=polynomial&depth=64${FOUR}`],
  ['decision maps', `task=moons${ARMS}`],
  ['digits', `task=digits&batch=64${ARMS}`],
  ['64 replicas', `task=polynomial&width=16&replicas=64${ARMS}`],
  ['two arms on WebGPU', `task=polynomial&engine=fused${ARMS}`],
  ['two arms on TensorFlow.js with WebGPU', `task=polynomial&engine=tfjs-webgpu${ARMS}`],
];

/** With letter a, beside MRePU(2). */
const LETTERS = ['z*max(0,z+a)^2', 'tanh(a*z)', 'z*Phi(a*z)', 'sin(a*z)', 'z+sin(a*z)^2/a'];
const PRESSES = 14;

/** Planes of 32 × 32 networks of the default size, 200 steps each. */
const MAP = 'depth=10&width=32&batch=64&play=0&mapx=cw_0.1_10_32_log&mapy=k1_0.001_10_32_log&mapsteps=200';
const MAPS = [
  ['map of MRePU(2)', '&arm=mrepu.2'],
  ['map of RePU(2) and MRePU(2)', '&arm=repu.2&arm=mrepu.2'],
];

/** Beside each after how many changes of a value the page's memory is looked at. */
const SIGHTS = [
  ['two arms, depth 10', { fragment: `task=polynomial${ARMS}`, looks: [20, 120, 220] }],
  ['two arms, depth 10, at rest', { fragment: `task=polynomial&play=0${ARMS}`, looks: [20, 200, 400, 600, 800, 1000] }],
];

const outDir = 'node_modules/.latency';
await buildSite({ outDir: `${ROOT}${outDir}`, logLevel: 'warn' });
addProbe(`${ROOT}${outDir}`);
const server = await preview({
  root: ROOT,
  configFile: false,
  base: './',
  plugins: [tellings],
  build: { outDir },
  preview: { port: 4197 },
});
const address = server.resolvedUrls?.local[0];
ensureBrowser();
const browser = await chromium.launch(browserLaunch());
try {
  const opened = await rows([['the default page', null]], opening);
  const pictures = await rows(
    PICTURES.map((task) => [`${task}, again`, task]),
    choosing,
  );
  const first = await rows(
    PICTURES.slice(1).map((task) => [`${task}, first time`, task]),
    choosingFirst,
  );
  const drags = await rows(DRAGS, dragging);
  const letters = await rows(
    LETTERS.map((formula) => [`letter of ${formula}`, formula]),
    pressing,
  );
  const sights = await rows(
    SIGHTS.map(([name, sight]) => [`every panel in sight: ${name}`, sight]),
    seeing,
  );
  const maps = await rows(MAPS, mapping);
  const text = report(opened, [...first, ...pictures], drags, letters, sights, maps);
  if (only === '') writeFileSync(`${ROOT}bench/LATENCY.md`, text);
  console.log(text);
} finally {
  await browser.close();
  await server.close();
}

async function rows(cases, measure) {
  const out = [];
  for (const [name, argument] of cases) {
    if (!wanted(name)) continue;
    out.push([name, await measure(argument)]);
    console.log(`measured: ${name}`);
  }
  return out;
}

/** A page of its own, which notes every task of its main thread that takes 50 ms or more. */
async function open(fragment, prepare = async () => {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await prepare(page);
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(`${address}#${fragment}`);
  return page;
}

/** The default page, several times in a new browser each. */
async function opening() {
  const openings = [];
  for (let i = 0; i < REPEATS; i++) openings.push(await openOnce(address));
  return openings.sort((a, b) => a.picture - b.picture);
}

/** From the change of the select to the painted picture of the new task's networks; its chunk and data are there. */
async function choosing(task) {
  const other = task === 'sine' ? 'step' : 'sine';
  const page = await open(`task=${task}&play=0&batch=64${ARMS}`);
  await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
  await page.waitForTimeout(2000);
  const times = [];
  for (let i = 0; i < REPEATS; i++) {
    await page.evaluate(untilPictured, other);
    await page.waitForTimeout(700);
    times.push(Math.round(await page.evaluate(untilPictured, task)));
    await page.waitForTimeout(700);
  }
  await page.close();
  return times.sort((a, b) => a - b);
}

/** The same on pages that have neither chunk nor data; the time that the data are on their way is taken off. */
async function choosingFirst(task) {
  const times = [];
  for (let i = 0; i < REPEATS; i++) {
    const page = await open(`task=sine&play=0&batch=64${ARMS}`);
    await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
    await page.waitForTimeout(3000);
    const time = await page.evaluate(untilPictured, task);
    const download = await page.evaluate(() => {
      const [data] = performance.getEntriesByName('digits on their way');
      return data?.duration ?? 0;
    });
    times.push(Math.round(time - download));
    await page.close();
  }
  return times.sort((a, b) => a - b);
}

/** In the page. */
function untilPictured(task) {
  const select = document.querySelector('select[aria-label=Task]');
  const setValue = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set;
  const started = performance.now();
  setValue.call(select, task);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return new Promise((resolve, reject) => {
    let stale = false;
    const verdicts = document.querySelector('[aria-label=Verdicts]');
    // A small network answers between two looks.
    const watch = new MutationObserver(() => {
      stale = true;
    });
    watch.observe(verdicts, { attributeFilter: ['data-stale'] });
    const look = () => {
      stale ||= verdicts.dataset.stale === 'true';
      const picture = document.querySelector('.fit');
      // A line's answers come with the first frame, every other picture's with the evaluation.
      const pictured = picture?.dataset.answered === 'true' || picture?.classList.contains('chart');
      if (stale && verdicts.dataset.stale === 'false' && pictured) {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
      } else if (performance.now() - started > 10_000) reject(new Error(`${task} was not pictured within 10 s.`));
      else setTimeout(look, 1);
    };
    setTimeout(look);
  });
}

/** Drags the depth, back and forth, while training goes on: from each move to the frame that it is painted in. */
async function dragging(fragment) {
  const page = await open(fragment);
  await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
  await page.waitForTimeout(4000);
  await page.evaluate(() => {
    window.longTasks = [];
    window.answers = [];
    document.addEventListener(
      'pointermove',
      (event) => {
        const moved = event.getCoalescedEvents?.()[0]?.timeStamp ?? event.timeStamp;
        const begun = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.answers.push([begun - moved, performance.now() - moved]);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  const slider = page.getByRole('slider', { name: 'Depth' });
  const { x, y, width, height } = await slider.boundingBox();
  const at = (share) => page.mouse.move(x + width * share, y + height / 2);
  await at(0.2);
  await page.mouse.down();
  for (let i = 1; i <= 120; i++) {
    await at(0.2 + 0.6 * Math.abs(Math.sin(i / 20)));
    await page.waitForTimeout(20);
  }
  await page.mouse.up();
  await page.waitForTimeout(500);
  const { answers, longTasks } = await page.evaluate(() => ({ answers: window.answers, longTasks: window.longTasks }));
  await page.close();
  const sorted = (place) => answers.map((own) => own[place]).sort((a, b) => a - b);
  return { begun: sorted(0), painted: sorted(1), longTasks: longTasks.sort((a, b) => a - b) };
}

/** Presses the key of a typed formula's letter slider, its card open: from each press to the frame that it is painted in. */
async function pressing(formula) {
  const page = await open(`arm=formula:${encodeURIComponent(formula)};a=1&arm=mrepu.2&play=0`);
  await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
  await page.locator('.arm .arm-power button').filter({ visible: true }).first().click();
  await page.getByRole('slider', { name: 'Letter a' }).focus();
  // The copy for offline use is being fetched.
  await page.waitForTimeout(8000);
  const answers = await pressed(page);
  await page.close();
  return answers;
}

/** From each press of a held arrow key to the painted frame with it, sorted. */
async function pressed(page) {
  await page.evaluate(() => {
    window.answers = [];
    document.addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.answers.push(performance.now() - pressed);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < PRESSES; i++) {
    await page.keyboard.down('ArrowRight');
    await page.waitForTimeout(150);
  }
  await page.keyboard.up('ArrowRight');
  const answers = await page.evaluate(() => window.answers);
  return answers.map(Math.round).sort((a, b) => a - b);
}

/** Every element counts as in sight: a taller window would only make the main chart taller. */
function everythingSeen() {
  window.IntersectionObserver = class {
    constructor(tell) {
      this.tell = tell;
    }
    observe(target) {
      setTimeout(() => this.tell([{ target, isIntersecting: true, intersectionRatio: 1 }], this));
    }
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  };
}

/** C_W of the second arm by its slider among the panels, all of them followed; then the memory through many changes. */
async function seeing({ fragment, looks }) {
  const page = await open(fragment, (own) => own.addInitScript(everythingSeen));
  await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
  const slider = page.getByRole('slider', { name: 'C_W of MRePU(2)' });
  for (const name of ['Distribution by layer', 'Two inputs', 'Tangent kernel']) {
    await page.getByRole('article', { name }).locator('figure svg[role=img]').first().waitFor();
  }
  await slider.focus();
  // The copy for offline use is being fetched, and theory computed.
  await page.waitForTimeout(8000);
  await page.evaluate(() => {
    window.longTasks = [];
  });
  const answers = await pressed(page);
  const longTasks = await page.evaluate(() => window.longTasks);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const memory = async () => {
    await page.waitForTimeout(3000);
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    return { heap: usedSize / 2 ** 20, listeners: metrics.find(({ name }) => name === 'JSEventListeners').value };
  };
  const memories = [];
  let changes = 0;
  for (const look of looks) {
    for (; changes < look; changes++) {
      await page.keyboard.press(changes % 20 < 10 ? 'ArrowLeft' : 'ArrowRight');
      await page.waitForTimeout(60);
    }
    memories.push({ changes, ...(await memory()) });
  }
  await page.close();
  return { answers, longTasks: longTasks.sort((a, b) => a - b), memories };
}

/** From the click that starts a map to its first passes on the screen and to its end; its button was pointed at before. */
async function mapping(arms) {
  const page = await open(`${MAP}${arms}`);
  await page.waitForSelector('[aria-label=Verdicts][data-stale=false]');
  const panel = page.getByRole('article', { name: 'Map of networks' });
  await panel.scrollIntoViewIfNeeded();
  // The copy for offline use is being fetched.
  await page.waitForTimeout(8000);
  const compute = panel.getByRole('button', { name: 'Compute the map' });
  await compute.hover();
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    window.longTasks = [];
    window.news = [];
    const begin = () => {
      const started = performance.now();
      const look = () => {
        const text = document.querySelector('.network-map').textContent;
        const [, done, total] = /(\d+) of (\d+) networks,/.exec(text) ?? [];
        if (done) window.news.push([performance.now() - started, Number(done), Number(total)]);
        else if (/All \d+ networks are computed/.test(text)) window.ended = performance.now() - started;
        if (window.ended === undefined) requestAnimationFrame(look);
      };
      look();
    };
    document.addEventListener('click', begin, { capture: true, once: true });
  });
  await compute.click();
  await page.waitForFunction(() => window.ended !== undefined, null, { timeout: 120_000 });
  const { news, ended, longTasks } = await page.evaluate(() => ({
    news: window.news,
    ended: window.ended,
    longTasks: window.longTasks,
  }));
  await page.close();
  const planes = news[0][2] / 32 ** 2;
  const passed = (count) => news.find(([, done]) => done >= count * 8 ** 2)[0];
  return {
    networks: news[0][2],
    first: passed(1),
    all: passed(planes),
    ended,
    longTasks: longTasks.sort((a, b) => a - b),
  };
}

function quantile(sorted, share) {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
}

function sightName(name) {
  return name.slice('every panel in sight: '.length);
}

function openingRow({ tasks, picture, paint }) {
  const durations = (own) => own.map(([, duration]) => duration).join(', ') || 'none';
  const before = tasks.filter(([start]) => start < picture);
  const after = tasks.filter(([start]) => start >= picture);
  return `| ${paint} | ${picture} | ${durations(before)} | ${durations(after)} |`;
}

function report(opened, pictures, drags, letters, sights, maps) {
  const { date, browser: name, processor, system, load } = surroundings(browser);
  const tasks = (durations) => (durations.length === 0 ? 'none' : `${durations.length}, worst ${durations.at(-1)}`);
  return `# How fast the page answers

${date}, ${name}, ${processor}, ${system}; ${load} other processes wanted to run. Measured by \`npm run latency\` on the
built site at 1440×900, without a graphics card: the page is drawn and every network trained on these cores. Milliseconds.

## Opening

The default page, ${REPEATS} times in a new browser with an empty cache and no debugger attached: when anything was painted, when
the main chart was with its curves, and every task of 50 ms or more on the page's thread in the first four seconds, first
scripts included. Before the first picture none is wanted.

| something painted | main chart painted | tasks before it | tasks after it |
| ---: | ---: | --- | --- |
${opened.flatMap(([, openings]) => openings.map(openingRow)).join('\n')}

## From choosing a task to its painted picture

Two arms at depth 10. First on pages that have never shown it, whose chunks come from this machine; the download of the
digits, which are unpacked as they come, and what happens meanwhile are not counted. Then again, when code and data are there. Median, lowest and highest of ${REPEATS}; 200 are wanted.

| task | median | lowest | highest |
| --- | ---: | ---: | ---: |
${pictures.map(([name, times]) => `| ${name} | ${times[times.length >> 1]} | ${times[0]} | ${times.at(-1)} |`).join('\n')}

## While depth is dragged in training

From a move of the pointer until the page begins with it, and until the frame with it has been painted; 50 are wanted.

| | begun: median | 95 % | worst | painted: median | 95 % | worst | tasks of 50 ms or more |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
${drags
  .map(([name, { begun, painted, longTasks }]) => {
    const cells = [begun, painted].flatMap((own) => [0.5, 0.95, 1].map((share) => quantile(own, share)));
    return `| ${name} | ${cells.join(' | ')} | ${tasks(longTasks)} |`;
  })
  .join('\n')}

## While the slider of a formula's letter is held

Two arms at depth 10, the other MRePU(2), the formula's card open: from each of ${PRESSES} presses of a key until the frame with it
has been painted. Every value is another activation; theory of the first three was computed while the page rested. 50 are wanted.

| formula | median | lowest | highest |
| --- | ---: | ---: | ---: |
${letters.map(([name, times]) => `| \`${name.slice('letter of '.length).replaceAll('|', '\\|')}\` | ${times[times.length >> 1]} | ${times[0]} | ${times.at(-1)} |`).join('\n')}

## While every panel is in sight

What the page opens with, theory's maps and lines, distributions, correlations and the tangent kernel, all computed and drawn
as if the window showed them. From each of ${PRESSES} presses of a key on the slider of an arm's C_W until the frame with it has been painted; 50
are wanted.

| | median | lowest | highest | tasks of 50 ms or more |
| --- | ---: | ---: | ---: | --- |
${sights.map(([name, { answers, longTasks }]) => `| ${sightName(name)} | ${answers[answers.length >> 1]} | ${answers[0]} | ${answers.at(-1)} | ${tasks(longTasks)} |`).join('\n')}

What the page keeps after so many such changes, back and forth over eleven values, garbage collected: its heap in MiB and its event
listeners, of which every worker or port that is not let go of has some. Neither may grow with the changes; caches, compiled code
and the browser's own record of events fill until they are full.

| | changes | heap | listeners |
| --- | ---: | ---: | ---: |
${sights.flatMap(([name, { memories }]) => memories.map(({ changes, heap, listeners }) => `| ${sightName(name)} | ${changes} | ${heap.toFixed(1)} | ${listeners} |`)).join('\n')}

## While a map of networks is computed

32 × 32 networks of depth 10 and width 32 for each arm, 200 steps of Adam on 64 points each, by one worker a core. From the
click, the button having been pointed at: until the first 8 × 8 networks of an arm are on the screen (1000 are wanted), those
of all arms, and the whole map. The page's own thread has nothing to do but to draw it: tasks of 50 ms or more are not wanted.

| map | networks | first pass of an arm | of all arms | whole | tasks of 50 ms or more |
| --- | ---: | ---: | ---: | ---: | --- |
${maps.map(([name, { networks, first, all, ended, longTasks }]) => `| ${[name, networks, ...[first, all, ended].map(Math.round), tasks(longTasks)].join(' | ')} |`).join('\n')}
`;
}
