import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect } from '@playwright/test';
import { type Host, host, readDist } from '../host.ts';
import type { Browser, Preferences } from './browser.ts';
import { playwrightBrowser } from './playwrightBrowser.ts';
import { puppeteerFirefox } from './puppeteerFirefox.ts';
import { webdriverWebkit } from './webdriverWebkit.ts';

/** The browser of a project, and how it is driven (scripts/otherBrowsers.mjs). */
export type Tried =
  | { readonly name: 'firefox' | 'webkit'; readonly by: 'playwright' }
  | { readonly name: 'firefox'; readonly by: 'puppeteer'; readonly path: string }
  | { readonly name: 'webkit'; readonly by: 'webdriver'; readonly driver: string; readonly path: string };

export function launch(tried: Tried, preferences: Preferences = {}): Promise<Browser> {
  switch (tried.by) {
    case 'playwright':
      return playwrightBrowser(tried.name, preferences);
    case 'puppeteer':
      return puppeteerFirefox(tried.path, preferences);
    case 'webdriver':
      return webdriverWebkit(tried.driver, tried.path);
  }
}

/** Finds elements by role and name, as a screen reader does; the same in every browser. */
const FINDER = readFileSync(
  createRequire(import.meta.url).resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
);

/** Tells the server of errors and of requests that the policy forbade: no driver tells of them in every browser. */
const WATCH = `
  const tell = (fault) => fetch('/fault/' + encodeURIComponent(String(fault).slice(0, 500)), { keepalive: true });
  // A size that settles in the next frame is announced as an error, which it is not.
  addEventListener('error', ({ message, filename, lineno }) => {
    if (!message.startsWith('ResizeObserver loop')) tell(message + ' at ' + filename + ':' + lineno);
  });
  addEventListener('unhandledrejection', ({ reason }) => tell('not caught: ' + reason));
  addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => tell(violatedDirective + ' forbade ' + blockedURI));
  const { error } = console;
  console.error = (...said) => { tell(said.join(' ')); error(...said); };
`;

export interface Site {
  /** Its address, with a slash at its end. */
  readonly address: string;
  /** What went wrong in its pages. */
  faults(): readonly string[];
}

/** The built site, whose pages report their faults. `first` is a script that runs before all others. */
export async function serveSite(first = ''): Promise<Site & { close(): Promise<void> }> {
  const server: Host = await host('/', async (path) => {
    if (path === 'watch.js') return WATCH + first;
    if (path.startsWith('fault/')) return '';
    const body = await readDist(path);
    return path === 'index.html' ? String(body).replace('<title>', '<script src="./watch.js"></script><title>') : body;
  });
  return {
    address: `${server.origin}/`,
    faults: () =>
      server.asked.filter((path) => path.startsWith('/fault/')).map((path) => decodeURIComponent(path.slice(7))),
    close: server.close,
  };
}

/** The lab in a browser. */
export class Lab {
  private readonly browser: Browser;
  private readonly address: string;

  constructor(browser: Browser, address: string) {
    this.browser = browser;
    this.address = address;
  }

  /** Opens the site with a fragment as if the address had been pasted. */
  async open(fragment = ''): Promise<void> {
    await this.goto(`${this.address}${fragment ? `#${fragment}` : ''}`);
  }

  async goto(address: string): Promise<void> {
    // A change of the fragment alone is no navigation: leave the page first.
    await this.browser.open('about:blank');
    await this.browser.open(address);
  }

  /** Calls a function in the page. */
  async run<Arguments extends readonly unknown[], Value>(
    action: (...given: Arguments) => Value | Promise<Value>,
    ...given: Arguments
  ): Promise<Value> {
    return (await this.browser.evaluate(`(${action})(...${JSON.stringify(given)})`)) as Value;
  }

  /** The text of the first element that a selector finds, '' where there is none. */
  text(selector: string): Promise<string> {
    return this.run((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
  }

  /** The sentence on one arm, 1-based. */
  verdict(arm: number): Promise<string> {
    return this.text(`[aria-label="Verdicts"] li:nth-of-type(${arm})`);
  }

  /** Waits until a verdict says something. */
  async says(arm: number, what: string | RegExp): Promise<void> {
    await soon(() => this.verdict(arm)).toMatch(what instanceof RegExp ? what : literally(what));
  }

  engine(): Promise<string> {
    return this.text('[role="status"][aria-label="Engine"]');
  }

  /** Optimizer steps done, as the page says. */
  async step(): Promise<number> {
    const said = /step ([\d\s]+)/.exec(await this.text('.progress p'))?.[1] ?? '';
    return said === '' ? Number.NaN : Number(said.replaceAll(/\s/g, ''));
  }

  url(): Promise<string> {
    return this.run(() => location.href);
  }

  press(key: string): Promise<void> {
    return this.browser.press(key);
  }

  choose(selector: string, file: string): Promise<void> {
    return this.browser.choose(selector, file);
  }

  /** Waits until an element with that role and name can be seen, brings it into the window and gives its box. */
  find(role: string, name: string): Promise<Box> {
    return this.box(role, name, false);
  }

  /** Presses the middle of what has that role and name. */
  async click(role: string, name: string): Promise<void> {
    const { x, y, width, height } = await this.box(role, name, true);
    await this.browser.pointer([[x + width / 2, y + height / 2]]);
  }

  private async box(role: string, name: string, uncovered: boolean): Promise<Box> {
    if (!(await this.run(() => 'TestingLibraryDom' in window))) {
      await this.browser.evaluate(`void ${asExpression(FINDER)}`);
    }
    const found = () => this.run(boxOf, role, name, uncovered);
    await soon(found, `${role} “${name}”`).not.toBeNull();
    return (await found()) as Box;
  }

  /** Drags from the middle to a place in shares of the size. */
  async drag(role: string, name: string, to: { readonly x: number; readonly y: number }): Promise<void> {
    const { x, y, width, height } = await this.find(role, name);
    const at = (share: number): [number, number] => [
      x + width * (0.5 + share * (to.x - 0.5)),
      y + height * (0.5 + share * (to.y - 0.5)),
    ];
    await this.browser.pointer([0, 0.25, 0.5, 0.75, 1].map(at));
  }

  /** Types into a field in place of what is there. */
  async fill(role: string, name: string, text: string): Promise<void> {
    await this.click(role, name);
    await this.run(() => (document.activeElement as HTMLInputElement).select());
    await this.browser.type(text);
  }
}

/** Asks again and again until what is expected is so. */
export const soon = <Value>(value: () => Promise<Value>, message = '') =>
  expect.poll(value, { intervals: [50, 100, 200, 300], ...(message ? { message } : {}) });

const literally = (text: string) => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The script runs as a function's body, since an expression is what a driver takes. */
const asExpression = (script: string): string => `function () { ${script} }.call(window)`;

/** Runs in the page: where the element with a role and a name is, null if there is none, or if its middle is covered. */
function boxOf(role: string, name: string, uncovered: boolean): Box | null {
  const { queryAllByRole } = (window as unknown as { TestingLibraryDom: typeof import('@testing-library/dom') })
    .TestingLibraryDom;
  const [element] = queryAllByRole(document.body, role, { name });
  if (element === undefined) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return uncovered && !element.contains(top) ? null : { x, y, width, height };
}

/** A lab in the project's browser; the test fails if its page reported a fault. */
export const test = base.extend<{ lab: Lab; site: Site }, { tried: Tried; browserTried: Browser }>({
  tried: [undefined as unknown as Tried, { option: true, scope: 'worker' }],
  browserTried: [
    async ({ tried }, use) => {
      const browser = await launch(tried);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for from the pattern.
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    expect(site.faults(), 'errors in the page').toEqual([]);
    await site.close();
  },
  lab: async ({ browserTried, site }, use) => {
    await use(new Lab(browserTried, site.address));
    await browserTried.open('about:blank');
  },
});

export { expect };
