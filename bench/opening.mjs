// How the page opens: long tasks of its thread before and after its first picture, in a browser to which no debugger is
// attached (with one, Chromium reads the whole script a second time for the stack of every error that React keeps ready).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { browserLaunch, findBrowser } from '../scripts/browser.mjs';

/** Milliseconds after which the page tells what it saw. */
const WATCHED = 4000;

/** In the page, before its own scripts: notes tasks of 50 ms or more and the first frame that holds curves. */
function probe(watched) {
  const tasks = [];
  let picture = null;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push([Math.round(startTime), Math.round(duration)]);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('.hero svg path') === null) requestAnimationFrame(look);
    // A task after the frame, so that it has been painted.
    else setTimeout(() => (picture = Math.round(performance.now())));
  };
  requestAnimationFrame(look);
  setTimeout(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const body = JSON.stringify({ tasks, picture, paint: Math.round(paint?.startTime ?? Number.NaN) });
    fetch('./opened', { method: 'POST', body });
  }, watched);
}

/** Puts a second index, with the probe, beside that of a built site. */
export function addProbe(folder) {
  writeFileSync(`${folder}/probe.js`, `(${probe})(${WATCHED})`);
  const index = readFileSync(`${folder}/index.html`, 'utf8');
  writeFileSync(`${folder}/${PROBED}`, index.replace('<script', '<script src="./probe.js"></script><script'));
  writeFileSync(`${folder}/${WAITING}`, `<meta http-equiv="refresh" content="3; url=./${PROBED}">`);
}

const PROBED = 'probed.html';
/** Leads there once the browser itself has opened. */
const WAITING = 'waiting.html';

/** A plugin for Vite's preview server, which takes what an opened page tells. */
export const tellings = {
  name: 'tellings',
  /** @type {(telling: object) => void} whoever waits for the next. */
  told: () => {},
  configurePreviewServer({ middlewares }) {
    middlewares.use('/opened', async (request, response) => {
      const body = await new Response(Readable.toWeb(request)).text();
      response.end();
      tellings.told(JSON.parse(body));
    });
  },
};

/**
 * Opens the page in a new browser with nothing in its cache.
 * @param {string} address of the served site
 * @returns {Promise<{tasks: [start: number, duration: number][], picture: number | null, paint: number}>} milliseconds
 *   since the page was asked for: tasks of at least 50, the first frame with curves, the first with anything.
 */
export async function openOnce(address) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'repu-lab-opening-'));
  const { args } = browserLaunch();
  const flags = [...args, '--headless', '--window-size=1440,900', '--hide-scrollbars', `--user-data-dir=${profile}`];
  const telling = new Promise((resolve) => {
    tellings.told = resolve;
  });
  const browser = spawn(findBrowser(), [...flags, `${address}${WAITING}`], { stdio: 'ignore', detached: true });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  try {
    return await Promise.race([
      telling,
      ended.then(() => Promise.reject(new Error('The browser ended before the page had told anything.'))),
    ]);
  } finally {
    // With its processes: one that lives on would go on writing.
    process.kill(-browser.pid, 'SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
