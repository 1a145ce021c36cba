// npm run browsers: the small end-to-end set of e2e/browsers in Firefox and WebKit, as far as they can be had.
import { existsSync } from 'node:fs';
import { ensurePackages, ROOT, run } from './install.mjs';
import { absence } from './summary.mjs';

ensurePackages();
const { ensureOtherBrowsers } = await import('./otherBrowsers.mjs');

const found = ensureOtherBrowsers();
for (const sentence of absence(found)) console.log(sentence);
if (Object.keys(found).length === 0) process.exit(1);
if (!existsSync(`${ROOT}dist/index.html`) && run('node', ['scripts/build.mjs']) !== 0) process.exit(1);
process.exit(run('npx', ['playwright', 'test', '-c', 'e2e/browsers/playwright.config.ts', ...process.argv.slice(2)]));
