// npm run build:single: the whole lab as one HTML file, dist-single/repu-lab.html, which also runs from file://.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { SINGLE_FILE, secureSingleFile } from './contentSecurity.mjs';
import { ROOT } from './install.mjs';

const FOLDER = join(ROOT, 'dist-single');
const MEBIBYTE = 2 ** 20;

/** Everything is inside: fonts, the worker with TensorFlow.js and its WebAssembly, the digits. Returns the file's path. */
export async function buildSingleFile({ outDir = FOLDER, logLevel = 'warn' } = {}) {
  await build({
    root: ROOT,
    mode: SINGLE_FILE,
    logLevel,
    plugins: [viteSingleFile()],
    resolve: {
      alias: [{ find: /^\.\.?\/openWorker\.ts$/, replacement: join(ROOT, 'src/engine/openInlineWorker.ts') }],
    },
    // Chromium loads no module from a blob of a page of file://, but a classic script.
    worker: { format: 'iife', rolldownOptions: { output: { codeSplitting: false } } },
    build: { outDir, emptyOutDir: true, copyPublicDir: false },
  });
  const built = join(outDir, 'index.html');
  const file = join(outDir, 'repu-lab.html');
  writeFileSync(file, secured(withIcon(readFileSync(built, 'utf8'))));
  rmSync(built);
  return file;
}

function withIcon(html) {
  const icon = readFileSync(join(ROOT, 'public/favicon.svg')).toString('base64');
  return html.replace('./favicon.svg', `data:image/svg+xml;base64,${icon}`);
}

/** With a policy that names the hashes of the file's own scripts and styles. */
function secured(html) {
  const hashes = (element) => {
    const contents = [...html.matchAll(new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, 'gs'))];
    return contents.map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  };
  return secureSingleFile(html, hashes('script'), hashes('style'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await buildSingleFile();
  console.log(`${file}: ${(readFileSync(file).length / MEBIBYTE).toFixed(1)} MiB`);
}
