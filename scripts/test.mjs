// npm test: installs what is missing, a browser included, then runs every check and sums their counts.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ensurePackages, ROOT, run } from './install.mjs';

ensurePackages();
const { ensureBrowser } = await import('./browser.mjs');
console.log(`Browser: ${ensureBrowser()}`);

const RESULTS = `${ROOT}test-results/`;
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

/** One check that either passes or fails as a whole. */
function single(name, command, args) {
  return { name, run: () => ({ status: run(command, args), counts: null }) };
}

/** A Vitest project, counted by its JSON report. */
function vitest(project) {
  const report = `${RESULTS}vitest-${project}.json`;
  const args = ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'];
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

function playwright() {
  const report = `${RESULTS}playwright.json`;
  return {
    name: 'end-to-end tests',
    run: () => ({
      status: run('npx', ['playwright', 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
      counts: readReport(report, ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      })),
    }),
  };
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
  playwright(),
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

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
const summary = `${total.passed} passed, ${total.failed} failed${skipped}`;
writeFileSync(`${RESULTS}summary.txt`, `${summary}\n`);
console.log(`\n${summary}`);
process.exit(total.failed === 0 ? 0 : 1);
