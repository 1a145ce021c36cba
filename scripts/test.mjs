// npm test: installs what is missing, a browser included, then runs every check and sums their counts. With --browsers
// also `npm run browsers`, as far as Firefox and WebKit are there or can be installed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ensurePackages, ROOT, run } from './install.mjs';
import { absence, annotated, NOT_COMPARED, summary } from './summary.mjs';

ensurePackages();
const { ensureBrowser } = await import('./browser.mjs');
const { ensureOtherBrowsers } = await import('./otherBrowsers.mjs');
console.log(`Browser: ${ensureBrowser()}`);

const RESULTS = `${ROOT}test-results/`;
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

/** What was passed over, in sentences; said above the sum. */
const notes = [];

/** One check that either passes or fails as a whole. */
function single(name, command, args) {
  return { name, run: () => ({ status: run(command, args), counts: null }) };
}

/** The Vitest projects whose names begin so, counted by their JSON report. */
function vitest(project) {
  const report = `${RESULTS}vitest-${project}.json`;
  const args = ['vitest', 'run', '--project', `${project}*`, '--reporter=default', '--reporter=json'];
  return {
    name: `${project} tests`,
    run: () => ({
      status: run('npx', [...args, `--outputFile.json=${report}`]),
      counts: readReport(report, (json) => ({
        passed: json.numPassedTests,
        failed: json.numFailedTests + json.numFailedTestSuites * (json.numFailedTests === 0 ? 1 : 0),
        skipped: json.numPendingTests + json.numTodoTests,
      })),
    }),
  };
}

/** A suite of Playwright, counted by its JSON report, which `look` is shown too. */
function playwright(name, file, args = [], look = () => {}) {
  const report = `${RESULTS}${file}.json`;
  return {
    name,
    run: () => ({
      status: run('npx', ['playwright', 'test', ...args, '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      }),
      counts: readReport(report, (json) => {
        look(json);
        const { expected, unexpected, flaky, skipped } = json.stats;
        return { passed: expected, failed: unexpected + flaky, skipped };
      }),
    }),
  };
}

function notePictures(report) {
  const count = annotated(report, NOT_COMPARED);
  if (count > 0) notes.push(`${count} screenshots were not compared: docs/screens was taken by another browser.`);
}

/** Firefox and WebKit, as far as they are there; what is not is noted. */
function otherBrowsers() {
  if (!process.argv.includes('--browsers')) {
    notes.push('Firefox and WebKit were not tried: npm run browsers does.');
    return [];
  }
  const found = ensureOtherBrowsers();
  notes.push(...absence(found));
  if (Object.keys(found).length === 0) return [];
  return [playwright('Firefox and WebKit', 'browsers', ['-c', 'e2e/browsers/playwright.config.ts'])];
}

function readReport(path, count) {
  return existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
}

const checks = [
  single('format and lint', 'npx', ['biome', 'ci', '--error-on-warnings']),
  single('types', 'npx', ['tsc', '--noEmit']),
  vitest('unit'),
  vitest('browser'),
  single('build', 'node', ['scripts/build.mjs']),
  playwright('end-to-end tests', 'playwright', [], notePictures),
  ...otherBrowsers(),
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) {
  console.log(`\n── ${check.name} ──`);
  const started = Date.now();
  const { status, counts } = check.run();
  const ok = status === 0;
  // A runner that fails without a failing test (a crash, an unhandled error) still counts as a failure.
  const result = counts ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (!ok && result.failed === 0) result.failed = 1;
  for (const key of Object.keys(total)) total[key] += result[key];
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${check.name}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
}

const said = summary(total, notes);
writeFileSync(`${RESULTS}summary.txt`, `${said}\n`);
console.log(`\n${said}`);
process.exit(total.failed === 0 ? 0 : 1);
