import { defineConfig } from '@playwright/test';
import { browserLaunch } from './scripts/browser.mjs';

// Two working trees may be tried at once, each at a port of its own.
const PORT = Number(process.env.REPU_LAB_PORT ?? 4180);

export default defineConfig({
  testDir: 'e2e',
  // Firefox and WebKit have a configuration of their own.
  testIgnore: '**/e2e/browsers/**',
  outputDir: 'test-results/e2e',
  // The pictures that e2e/screenshots.spec.ts compares with are part of the docs.
  snapshotPathTemplate: 'docs/screens/{arg}{ext}',
  // A machine that does other things beside may take so long for 2,000 steps of an equation.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // One page keeps about one core busy; two of them fill the two cores of a small machine.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: browserLaunch(),
    // Emptied of what a test left in it, a browser's context serves the next test too: it need not compile the page's scripts
    // anew, which takes a fifth of the time.
    reuseContext: true,
    // The copy for offline use is fetched where that is the subject (offline.spec.ts), not beside every test.
    serviceWorkers: 'block',
    // A trace is recorded of every test to be kept of one that fails, and takes two fifths of the time: on request.
    trace: process.env.REPU_LAB_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort --host localhost`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
