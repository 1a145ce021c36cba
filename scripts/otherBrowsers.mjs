// Where the Firefox and the WebKit of `npm run browsers` come from.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { firefox, webkit } from '@playwright/test';
import { isDebian } from './browser.mjs';
import { OTHER_BROWSERS } from './summary.mjs';

/** Milliseconds after which a download is given up: the browsers are then said to be absent. */
const PATIENCE = 240_000;

/**
 * How each browser is driven, by name; those that are not on this machine are left out. Playwright's own are taken first:
 * they are the newest. Firefox ESR knows WebDriver BiDi, which puppeteer speaks; WebKitGTK has a WebDriver of its own.
 */
export function findOtherBrowsers() {
  return { ...firefoxHere(), ...webkitHere() };
}

function firefoxHere() {
  if (existsSync(firefox.executablePath())) return { firefox: { by: 'playwright' } };
  const path = onPath('firefox-esr') ?? onPath('firefox');
  return path ? { firefox: { by: 'puppeteer', path } } : {};
}

function webkitHere() {
  if (existsSync(webkit.executablePath())) return { webkit: { by: 'playwright' } };
  const driver = onPath('WebKitWebDriver');
  const path = miniBrowser();
  // It opens windows, if on no screen that anybody sees.
  return driver && path && onPath('Xvfb') ? { webkit: { by: 'webdriver', driver, path } } : {};
}

/** WebKitGTK's small browser, which distributions keep beside the library. */
function miniBrowser() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : [];
  return ['/usr/libexec', '/usr/lib', ...folders]
    .map((folder) => join(folder, 'webkit2gtk-4.1/MiniBrowser'))
    .find((path) => existsSync(path));
}

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Installs what is missing, where that can be done without asking: Playwright's, else (root on Debian) the distribution's. */
export function ensureOtherBrowsers() {
  if (missing().length === 0) return findOtherBrowsers();
  console.log(`No ${missing().join(', no ')} found; installing those of Playwright …`);
  attempt('npx', ['playwright', 'install', ...missing()]);
  if (missing().length > 0 && process.getuid?.() === 0 && isDebian()) {
    console.log('They could not be downloaded; installing Debian’s …');
    attempt('apt-get', ['update']);
    attempt('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr', 'webkit2gtk-driver', 'xvfb']);
  }
  return findOtherBrowsers();
}

const missing = () => Object.keys(OTHER_BROWSERS).filter((name) => !(name in findOtherBrowsers()));

const attempt = (command, args) =>
  spawnSync(command, args, {
    stdio: 'inherit',
    timeout: PATIENCE,
    // Nobody is there to answer.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
