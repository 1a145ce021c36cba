import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserLaunch } from './scripts/browser.mjs';
import { contentSecurity } from './scripts/contentSecurity.mjs';
import { documentsPlugin } from './scripts/documents/plugin.mjs';
import { katexWithoutFonts } from './scripts/katexWithoutFonts.mjs';
import { keptAssets } from './scripts/keptAssets.mjs';
import { digitsPlugin } from './scripts/packDigits.mjs';
import { publishedHead } from './scripts/publishedHead.mjs';

/** About half of the time of all tests in browsers: so the two browsers end together. */
const FUSED = ['src/engine/webgpu/{fused,accuracy,propagate,predict,update}.browser.test.ts'];

const BROWSER_DEPENDENCIES = [
  '@jax-js/jax',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js',
  '@tensorflow/tfjs-core/dist/register_all_gradients.js',
  '@tensorflow/tfjs-layers',
  'comlink',
  'd3-array',
  'd3-scale-chromatic',
  'papaparse',
  'qrcode-generator',
  'react',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'valibot',
  'vitest-browser-react',
  'zustand',
  'zustand/vanilla',
];

const notWorkersEntry = (id: string): boolean => !/\/engine\/worker\.ts(\?|$)/.test(id);

export default defineConfig({
  // Relative paths: dist/ works from any folder of any host.
  base: './',
  plugins: [react(), katexWithoutFonts, digitsPlugin, documentsPlugin, contentSecurity, publishedHead, keptAssets],
  // scripts/build.mjs, which also builds the service worker, says true.
  define: { __OFFLINE__: 'false' },
  // The entry is a file of its own that no chunk imports: WebKit evaluates a worker's entry once more when it is imported,
  // and two runners then answer every message (e2e/build.spec.ts).
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'work', tags: ['$initial'], test: notWorkersEntry }] } },
    },
  },
  // What the page needs at first is one file. How long a plugin took is of no interest to who builds.
  // Browsers without modulepreload fetch the same scripts a little later; none needs a polyfill for it.
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{src,bench,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.{ts,tsx}'],
          testTimeout: 120_000,
          // Vitest leaves a core free; nothing else runs beside. Threads that keep their modules start no file anew.
          maxWorkers: '100%',
          pool: 'threads',
          isolate: false,
          setupFiles: ['src/tasks/unitSetup.ts'],
        },
      },
      {
        extends: true,
        // Found late, a dependency makes Vite reload a test that runs: bundle them all beforehand.
        optimizeDeps: { include: BROWSER_DEPENDENCIES },
        test: {
          name: 'browser',
          include: ['{src,bench}/**/*.browser.test.{ts,tsx}'],
          testTimeout: 120_000,
          // A machine that does other things beside takes longer than the second that Vitest waits for a state.
          expect: { poll: { timeout: 15_000 } },
          // One page at a time in a browser, since hidden ones are throttled; and two browsers beside each other, since the
          // software adapter compiles one kernel at a time, which is most of the fused engine's tests.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch() }),
            instances: [
              { name: 'browser-rest', browser: 'chromium', exclude: FUSED },
              { name: 'browser-fused', browser: 'chromium', include: FUSED },
            ],
          },
        },
      },
    ],
  },
});
