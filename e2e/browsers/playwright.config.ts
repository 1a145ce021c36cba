import { defineConfig } from '@playwright/test';
import { findOtherBrowsers } from '../../scripts/otherBrowsers.mjs';
import type { Tried } from './lab.ts';

/** `npm run browsers`: one project for each of Firefox and WebKit that this machine has. */
export default defineConfig<object, { tried: Tried }>({
  testDir: '.',
  globalSetup: './setup.ts',
  outputDir: '../../test-results/browsers',
  timeout: 90_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  projects: Object.entries(findOtherBrowsers()).map(([name, how]) => ({
    name,
    testIgnore: name === 'firefox' ? [] : 'firefox.spec.ts',
    use: { tried: { name, ...how } as Tried },
  })),
});
