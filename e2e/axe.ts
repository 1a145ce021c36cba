import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly where: readonly string[];
}

interface Where {
  /** Selector; the whole page if left out. */
  readonly within?: string;
  /** Selectors of what is left out. */
  readonly without?: readonly string[];
  readonly iframes?: boolean;
  /** The names of the rules to try; all if left out. */
  readonly rules?: readonly string[];
}

async function found(
  page: Page,
  { within = 'html', without = [], iframes = true, rules }: Where,
): Promise<AxeResults['violations']> {
  await page.evaluate(AXE);
  return page.evaluate(
    async ([part, options]) => {
      const { axe } = window as unknown as { axe: { run(where: unknown, options: object): Promise<AxeResults> } };
      return (await axe.run(part, options)).violations;
    },
    [
      { include: [within], exclude: [...without] },
      { iframes, ...(rules ? { runOnly: [...rules] } : {}) },
    ] as const,
  );
}

const said = (violations: AxeResults['violations']): readonly Violation[] =>
  violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html.slice(0, 160)) }));

/** Everything that axe finds on the page as it is. */
export const violations = async (page: Page, where: Where = {}): Promise<readonly Violation[]> =>
  said(await found(page, where));

/** What it calls serious or critical. */
export const graveViolations = async (page: Page, where: Where = {}): Promise<readonly Violation[]> =>
  said((await found(page, where)).filter(({ impact }) => impact === 'serious' || impact === 'critical'));

/**
 * What `find` finds in the light theme, and what of that is colour in the dark one: nothing else of a page depends on its
 * theme. The page must follow the system's.
 */
export async function inBothThemes(
  page: Page,
  find: typeof violations,
  where: Where = {},
): Promise<readonly Violation[]> {
  await wear(page, 'light');
  const light = await find(page, where);
  await wear(page, 'dark');
  return [...light, ...(await find(page, { ...where, rules: ['color-contrast', 'link-in-text-block'] }))];
}

/** Gives the page a theme, and the frame that draws it. */
async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
