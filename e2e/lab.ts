import { test as base, expect, type Locator, type Page } from '@playwright/test';

/**
 * A page that fails its test if anything was written to the console as an error, thrown and not caught, or asked of
 * another origin.
 */
export const test = base.extend<{ lab: Page }>({
  lab: async ({ page, baseURL }, use) => {
    const faults = watch(page, new URL(baseURL ?? '').origin);
    await use(page);
    expect(faults, 'console errors, uncaught errors and foreign requests').toEqual([]);
  },
});

function watch(page: Page, origin: string): readonly string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) faults.push(`foreign request: ${url}`);
  });
  return faults;
}

export { expect };

/** Opens the site with a fragment as if the address had been pasted. */
export async function open(page: Page, fragment = ''): Promise<void> {
  // A change of the fragment alone is no navigation: leave the page first.
  await page.goto('about:blank');
  await page.goto(`./${fragment ? `#${fragment}` : ''}`);
}

/** Follows a link to another experiment within the page, as an example of the gallery does. */
export async function follow(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, fragment);
  await expect(page.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
}

/** A panel below the first screen that shows networks takes the width of its question, not a half. */
export async function expectWholeWidth(article: Locator): Promise<void> {
  expect(
    await article.evaluate((own) => own.clientWidth / (own.closest('.question')?.clientWidth ?? 0)),
    'share of the width',
  ).toBeCloseTo(1, 2);
}

/** The sentence on one arm, 1-based. */
export function verdict(page: Page, arm: number) {
  return page
    .getByRole('region', { name: 'Verdicts' })
    .getByRole('listitem')
    .nth(arm - 1);
}

/** The engine's status line. */
export function engine(page: Page) {
  return page.getByRole('status', { name: 'Engine' });
}

/**
 * Waits until a step-0 measurement stands and returns its variances with all their digits, layer by layer, in each layer
 * arm by arm; empty where nothing was finite.
 */
export async function firstMeasurement(page: Page): Promise<readonly string[]> {
  const table = page.getByRole('table');
  if (!(await table.isVisible())) await page.getByText('The numbers behind the chart').click();
  await expect(page.getByRole('region', { name: 'Verdicts' })).toHaveAttribute('data-stale', 'false');
  const cells = table.locator('data[data-when="start"]');
  await expect(cells.first()).toHaveAttribute('value', /./);
  return cells.evaluateAll((elements) => elements.map((element) => element.getAttribute('value') ?? ''));
}

/** Sets a slider by what is typed into its field. */
export async function type(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: `${name} value`, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

/** The loss that an arm's verdict states. */
export async function lossOf(page: Page, arm: number): Promise<number> {
  return readNumber(/loss (\S+)/.exec((await verdict(page, arm).textContent()) ?? '')?.[1] ?? '');
}

/** Reads `0.0123` and `3.1·10⁻⁵` alike. */
export function readNumber(text: string): number {
  const [mantissa = '', power = ''] = text.replace(/[.,;:)]$/, '').split(/[·×]\s?10/);
  const exponent = [...power].map((sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))).join('');
  return Number(mantissa) * 10 ** Number(exponent || 0);
}

/** Squared gradient measured at the first and at the last layer, from the chart's description. */
export async function gradientEnds(page: Page, label: string): Promise<[number, number]> {
  const said = await page
    .getByRole('img', { name: 'Squared gradient by layer', exact: true })
    .getAttribute('aria-describedby');
  const name = label.replace(/[()+]/g, '\\$&');
  const pattern = new RegExp(
    `(?:^|[^M])${name}: .*?measured squared gradient goes from (\\S+) at layer 1 to (\\S+) at layer`,
  );
  const description = page.locator(`[id="${said}"]`);
  await expect(description).toContainText(pattern);
  const [, first = '', last = ''] = pattern.exec((await description.textContent()) ?? '') ?? [];
  return [readNumber(first), readNumber(last)];
}
